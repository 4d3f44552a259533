package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.DevTokens;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.client.TandaClient.Nothing;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A driver who takes the first offer that comes, drives the ride as his habits say, and is there for the next one. */
final class FirstTaker {
    /** He never moves. */
    private static final TandaClient.ArriveRequest ANYWHERE = new TandaClient.ArriveRequest(ArrivalReason.OTHER);

    private final Vertx vertx;
    private final TandaClient client;
    private final Watch watch;
    private final int legMillis;
    private final DriverId id = DriverId.next();
    private final TaxiId taxi = TaxiId.next();
    private final String plate;
    private final Place at;
    private final String token;
    private @Nullable EventStream events;
    private boolean busy;

    /** Who wants to know what a driver sees and does. */
    interface Watch {
        /** Whatever his stream tells. */
        void heard(EventStream.Event event);

        void offered(RideId ride);

        /** False when another driver has taken it already. */
        boolean take(RideId ride);

        /** It did not become the driver's after all: the next one who hears of it may. */
        void missed(RideId ride);

        /** The drop-off was answered with 2xx. @param paid it was also paid by then */
        void droppedOff(RideId ride, String driverToken, boolean paid);

        /** A step was refused: the ride is not driven to its end. */
        void broken(RideId ride);
    }

    FirstTaker(Vertx vertx, TandaClient client, DevTokens tokens, Watch watch, int legMillis, String plate, Place at) {
        this.vertx = vertx;
        this.client = client;
        this.watch = watch;
        this.legMillis = legMillis;
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
        watch.heard(event);
        if (!event.type().equals(DriverFeed.OFFER_SENT)) return;
        OfferText offer = OfferText.of(event.data());
        RideId ride = offer.ride();
        watch.offered(ride);
        if (busy || !watch.take(ride)) return;
        busy = true;
        step("/v1/offers/" + offer.id() + "/accept", null)
                .compose(answer -> answer instanceof Answer.Ok<Nothing> ? drive(ride) : missed(ride))
                .onFailure(unanswered -> watch.broken(ride))
                .onComplete(done -> busy = false);
    }

    private Future<RideId> missed(RideId ride) {
        watch.missed(ride);
        return Future.succeededFuture(ride);
    }

    private Future<RideId> drive(RideId ride) {
        String path = "/v1/rides/" + ride;
        return leg().compose(there -> step(path + "/arrive", ANYWHERE).map(Answer::get))
                .compose(arrived -> leg())
                .compose(boarded -> step(path + "/pickup", null).map(Answer::get))
                .compose(pickedUp -> leg())
                .compose(over -> step(path + "/dropoff", new TandaClient.DropOffRequest(null, null)))
                .map(answer -> droppedOff(ride, answer));
    }

    /** @throws Answer.RefusedException when it was refused */
    private RideId droppedOff(RideId ride, Answer<Nothing> answer) {
        answer.get();
        // 202: the charge goes on by itself.
        watch.droppedOff(ride, token, answer.status() == 200);
        return ride;
    }

    private Future<Void> leg() {
        return legMillis == 0 ? Future.succeededFuture() : vertx.timer(legMillis);
    }

    /** Nobody reads the answer's body. */
    private Future<Answer<Nothing>> step(String path, @Nullable Object body) {
        return client.call(HttpMethod.POST, path, token, UUID.randomUUID(), body, Nothing.class);
    }
}
