package io.tanda.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.client.Answer;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.OfferId;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodList;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One ride from the call to the history, with everything that crosses the wire, for whoever sees it for the first time. */
@Command(
        name = "ride",
        mixinStandardHelpOptions = true,
        description = "Plays one ride against the running server and shows each call, state and event.")
final class OneRideCommand implements Callable<Integer> {
    private static final TaxiId TAXI = TaxiId.parse("01900000-0000-7000-8000-000000000004");
    /** Numbers that are nobody's: 555-0100 to 555-0199. */
    private static final TandaClient.DriverEntry FRANK =
            new TandaClient.DriverEntry("Frank", new Phone("+12125550100"));

    private static final Person ADA = new Person("Ada", new Phone("+12125550101"));
    private static final Place TIMES_SQUARE = new Place(40.758, -73.9855, "Times Square");
    private static final Place GRAND_CENTRAL = new Place(40.7527, -73.9772, "Grand Central Terminal");
    /** A block away from the rider. */
    private static final GeoPoint STAND = new GeoPoint(40.7590, -73.9845);

    private static final long METERS = 1_310;
    private static final int SEARCH_SECONDS = 300;
    /** Each step waits at most this long. */
    private static final int LIMIT_SECONDS = 60;
    /** A taxi whose position is older than 120 s is not offered anything. */
    private static final int POSITION_EVERY_MILLIS = 1_000;

    private static final int DRIVING_MILLIS = 2_000;

    @Mixin
    private Environment environment = new Environment();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--speed", hidden = true, description = "the server's clock has it")
    private @Nullable Double speed;

    private final BlockingQueue<OfferId> offers = new LinkedBlockingQueue<>();
    private volatile GeoPoint place = STAND;
    private final CountDownLatch completed = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        DevTokens tokens = DevTokens.load(environment.keys());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        TandaClient client = new TandaClient(vertx, ClientConfig.of(environment.api()));
        try {
            return play(vertx, client, tokens) ? 0 : 1;
        } finally {
            client.close().await(5, TimeUnit.SECONDS);
            vertx.close().await(5, TimeUnit.SECONDS);
        }
    }

    private boolean play(Vertx vertx, TandaClient client, DevTokens tokens) throws Exception {
        String operator = tokens.operator(DevTokens.OPERATOR);
        String driver = tokens.driver(DevTokens.DRIVER);
        String rider = tokens.rider(DevTokens.RIDER);
        DriverId driverId = new DriverId(DevTokens.DRIVER);

        title("The fleet: an operator registers a driver and a taxi");
        show(
                "operator",
                "PUT /v1/fleet/drivers/" + driverId,
                client.registerDriver(operator, UUID.randomUUID(), driverId, FRANK));
        show(
                "operator",
                "PUT /v1/fleet/taxis/" + TAXI,
                client.registerTaxi(operator, UUID.randomUUID(), TAXI, "RIDE-1", 4));

        title("The driver goes on duty, says where he is, and listens");
        leaveOldRide(client, driver);
        show("driver", "PUT /v1/drivers/me/duty", client.setDuty(driver, UUID.randomUUID(), true, TAXI));
        show("driver", "POST /v1/drivers/me/positions", client.sendPositions(driver, List.of(here(place))));
        vertx.setPeriodic(
                POSITION_EVERY_MILLIS,
                tick -> client.sendPositions(driver, List.of(here(place)))
                        .onFailure(lost -> print("driver", "a position was lost: " + lost.getMessage())));
        EventStream listening = client.driverEvents(driver, null, this::driverTold);
        within(listening.connected());
        print("driver", "GET /v1/drivers/me/events  200, open");

        title("The rider registers a card by the token that the gateway gave for it, and sees what he can pay with");
        registerCard(client, rider);
        show("rider", "GET /v1/me/payment-methods", client.methods(rider));

        title("The rider asks for a taxi");
        BookingView booking = show(
                "rider",
                "POST /v1/bookings",
                client.book(
                        rider,
                        UUID.randomUUID(),
                        new TandaClient.BookingRequest(
                                TIMES_SQUARE, GRAND_CENTRAL, 1, PaymentMethod.CARD, SEARCH_SECONDS, null, ADA)));
        RideId ride = booking.id();
        EventStream following = client.bookingEvents(rider, ride, "0", this::riderTold);

        title("The driver is offered the call and accepts it");
        OfferId offer = offers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (offer == null) throw new TimeoutException("no offer came within " + LIMIT_SECONDS + " s");
        show("driver", "POST /v1/offers/" + offer + "/accept", client.acceptOffer(driver, UUID.randomUUID(), offer));

        title("Until he is free again, the two are told of each other");
        String who = "/v1/bookings/" + ride + "/driver";
        show("rider", "GET " + who, client.get(who, rider, RideDriver.class));
        String whom = "/v1/rides/" + ride + "/rider";
        show("driver", "GET " + whom, client.get(whom, driver, RideRider.class));

        title("He arrives, picks the rider up, drives, and drops the rider off");
        place = TIMES_SQUARE.point();
        show("driver", "POST /v1/drivers/me/positions", client.sendPositions(driver, List.of(here(place))));
        show("driver", "POST /v1/rides/" + ride + "/arrive", client.arrive(driver, UUID.randomUUID(), ride));
        show("driver", "POST /v1/rides/" + ride + "/pickup", client.pickUp(driver, UUID.randomUUID(), ride));
        within(vertx.timer(DRIVING_MILLIS));
        show(
                "driver",
                "POST /v1/rides/" + ride + "/dropoff",
                client.dropOff(driver, UUID.randomUUID(), ride, GRAND_CENTRAL.point(), METERS));

        title("The fare is charged; a ride that is paid is completed");
        if (!completed.await(LIMIT_SECONDS, TimeUnit.SECONDS))
            throw new TimeoutException("the ride was not completed within " + LIMIT_SECONDS + " s");
        following.close();
        show("rider", "GET /v1/payments/" + ride, client.payment(rider, ride));

        title("History has one row of it, joined from booking, dispatch and payment");
        RideRecord row = inHistory(vertx, client, rider, ride);
        print("rider", "GET /v1/ride-history  200");
        details(Wire.mapper().valueToTree(row));

        title("The rider's page: his rides, what he has spent and what he can pay with");
        show("rider", "GET /v1/me", client.get("/v1/me", rider, JsonNode.class));
        listening.close();
        show("driver", "PUT /v1/drivers/me/duty", client.setDuty(driver, UUID.randomUUID(), false, null));
        return true;
    }

    /** Who has played before has it. */
    private void registerCard(TandaClient client, String rider) throws Exception {
        Answer<MethodList> before = within(client.methods(rider));
        if (before instanceof Answer.Ok<MethodList> known
                && !known.body().items().isEmpty()) return;
        show(
                "rider",
                "POST /v1/me/payment-methods",
                client.registerMethod(
                        rider,
                        UUID.randomUUID(),
                        new TandaClient.MethodRequest(MethodKind.CARD, new GatewayToken("tok_visa_4242"))));
    }

    /** A ride of an earlier time that was broken off. */
    private void leaveOldRide(TandaClient client, String driver) throws Exception {
        Answer<DriverRide> answer = within(client.rideOfDriver(driver));
        if (!(answer instanceof Answer.Ok<DriverRide> found)) return;
        RideId old = found.body().id();
        switch (found.body().status()) {
            case REQUESTED, ACCEPTED, ARRIVED, CANCEL_PENDING ->
                show(
                        "driver",
                        "POST /v1/rides/" + old + "/cancel",
                        client.giveBack(driver, UUID.randomUUID(), old, "broken off earlier"));
            case IN_PROGRESS ->
                show(
                        "driver",
                        "POST /v1/rides/" + old + "/dropoff",
                        client.dropOff(driver, UUID.randomUUID(), old, null, null));
            case SCHEDULED,
                    SETTLING,
                    COMPLETED,
                    NO_DRIVERS_AVAILABLE,
                    RIDER_CANCELED,
                    OPERATOR_CANCELED,
                    NO_SHOW,
                    ABORTED,
                    EXPIRED,
                    OWED -> {}
        }
    }

    /** The projection follows the topics: a moment after the booking itself. */
    private static RideRecord inHistory(Vertx vertx, TandaClient client, String rider, RideId ride) throws Exception {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS); System.nanoTime() < until; ) {
            for (RideRecord row :
                    within(client.history(rider, null, null, null, 20)).get().items())
                if (row.id().equals(ride)
                        && row.status() != null
                        && row.status().terminal()
                        && row.paid() != null) return row;
            within(vertx.timer(200));
        }
        throw new TimeoutException("history did not have the ride within " + LIMIT_SECONDS + " s");
    }

    private static TandaClient.OwnFix here(GeoPoint place) {
        return new TandaClient.OwnFix(place.lat(), place.lng(), null);
    }

    // --- events ------------------------------------------------------------------------------

    private void driverTold(EventStream.Event event) {
        JsonNode body = told("driver", event);
        if (event.type().equals(DriverFeed.OFFER_SENT))
            offers.add(OfferId.parse(body.path("id").asText()));
    }

    private void riderTold(EventStream.Event event) {
        told("rider", event);
        if (event.type().startsWith("booking.ride-completed")) completed.countDown();
    }

    private JsonNode told(String who, EventStream.Event event) {
        try {
            JsonNode body = Wire.mapper().readTree(event.data()).path("body");
            print(who, "  <- " + event.type() + " (" + event.id() + ")");
            details(body);
            return body;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + event.data(), e);
        }
    }

    // --- showing -----------------------------------------------------------------------------

    private <T> T show(String who, String what, Future<Answer<T>> call) throws Exception {
        Answer<T> answer = within(call);
        switch (answer) {
            case Answer.Ok<T> ok -> {
                JsonNode body = Wire.mapper().valueToTree(ok.body());
                String state = body.path("status").asText(body.path("state").asText(""));
                print(who, what + "  " + ok.status() + (state.isEmpty() ? "" : "  " + state));
                details(body);
            }
            case Answer.Refused<T> no -> print(who, what + "  " + no.status() + "  " + no.code() + ": " + no.detail());
        }
        return answer.get();
    }

    private static <T> T within(Future<T> future) throws TimeoutException {
        return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void title(String text) {
        out().println();
        out().println(text);
        out().flush();
    }

    private void print(String who, String text) {
        out().println(String.format(Locale.ROOT, "  %-9s%s", who, text));
        out().flush();
    }

    private void details(JsonNode body) {
        out().println("             " + body);
        out().flush();
    }

    private PrintWriter out() {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return spec.commandLine().getOut();
    }
}
