package io.tanda.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.client.Answer;
import io.tanda.client.DevTokens;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A driver who takes the first offer that comes and drives the ride without losing time. */
final class FirstTaker {
    private final TandaClient client;
    private final Watch watch;
    private final DriverId id = DriverId.next();
    private final TaxiId taxi = TaxiId.next();
    private final String plate;
    private final Place at;
    private final String token;
    private @Nullable EventStream events;
    private boolean busy;

    /** Who wants to know what a driver sees and does. */
    interface Watch {
        void offered(RideId ride);

        /** The drop-off was answered with 2xx. */
        void droppedOff(RideId ride);
    }

    FirstTaker(TandaClient client, DevTokens tokens, Watch watch, String plate, Place at) {
        this.client = client;
        this.watch = watch;
        this.plate = plate;
        this.at = at;
        this.token = tokens.driver(id.value());
    }

    Positions.Fix fix() {
        return new Positions.Fix(id, at.lat(), at.lng(), null);
    }

    Future<?> register(String operator) {
        return Future.all(
                client.registerDriver(operator, UUID.randomUUID(), id, "Driver " + plate)
                        .map(Answer::get),
                client.registerTaxi(operator, UUID.randomUUID(), taxi, plate, 4).map(Answer::get));
    }

    Future<?> goOnDuty() {
        return client.setDuty(token, UUID.randomUUID(), true, taxi).map(Answer::get);
    }

    Future<?> listen() {
        EventStream stream = client.driverEvents(token, null, this::hear);
        events = stream;
        return stream.connected();
    }

    void stopListening() {
        if (events != null) events.close();
    }

    private void hear(EventStream.Event event) {
        if (!event.type().equals(DriverFeed.OFFER_SENT)) return;
        JsonNode offer = offer(event.data());
        watch.offered(RideId.parse(offer.get("ride").asText()));
        if (busy) return;
        busy = true;
        client.acceptOffer(
                        token, UUID.randomUUID(), OfferId.parse(offer.get("id").asText()))
                .compose(answer -> answer instanceof Answer.Ok<DriverRide> ok
                        ? drive(ok.body().id())
                        : Future.succeededFuture())
                .onComplete(done -> busy = false);
    }

    private Future<?> drive(RideId ride) {
        return client.arrive(token, UUID.randomUUID(), ride)
                .compose(arrived -> client.pickUp(token, UUID.randomUUID(), ride))
                .compose(pickedUp -> client.dropOff(token, UUID.randomUUID(), ride, null, null))
                .onSuccess(answer -> {
                    if (answer instanceof Answer.Ok<DriverRide>) watch.droppedOff(ride);
                });
    }

    /** The offer itself, or the body of an envelope around it. */
    private static JsonNode offer(String data) {
        JsonNode tree = Wire.decode(data, JsonNode.class);
        return tree.has("body") ? tree.get("body") : tree;
    }
}
