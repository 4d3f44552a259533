package io.tanda.system.watch;

import io.tanda.client.Answer;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentView;
import io.tanda.platform.testing.Eventually;
import io.tanda.system.OneNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A ride from request to receipt through the API of a node, by people with names that no other text has. */
public final class WholeRide implements AutoCloseable {
    static final String DRIVER_NAME = "Zyxqold Vebberqvist";
    static final Phone DRIVER_PHONE = new Phone("+821090817263");
    static final Person RIDER = new Person("Quillimanthe", new Phone("+821054637281"));
    static final String PICKUP_LABEL = "Yellow Gnomonhouse 17";
    static final String DROPOFF_LABEL = "Klaxonquay Pier 99";
    static final double PICKUP_LAT = 40.760831;
    static final double PICKUP_LNG = -73.990717;
    static final double DROPOFF_LAT = 40.778813;
    static final double DROPOFF_LNG = -73.954139;

    private static final int PATIENCE_SECONDS = 90;

    private final Vertx vertx = Vertx.vertx();
    private final TandaClient client;
    private final String operator;
    private final DriverId driver = DriverId.next();
    /** A plate is one taxi's. */
    private final String plate = "QX" + driver.toString().substring(28);

    private final UUID rider = UUID.randomUUID();
    private final String driverToken;
    private final String riderToken;

    public WholeRide(OneNode node) {
        this(node.api(), node.tokens());
    }

    WholeRide(URI api, DevTokens tokens) {
        client = new TandaClient(vertx, ClientConfig.of(api));
        operator = tokens.operator(UUID.randomUUID());
        driverToken = tokens.driver(driver.value());
        riderToken = tokens.rider(rider);
    }

    /** What must never stand where others than the people of the ride may read. */
    CharSequence[] personal() {
        List<String> personal =
                new ArrayList<>(List.of(plate, PICKUP_LABEL, "Gnomonhouse", DROPOFF_LABEL, "Klaxonquay"));
        personal.addAll(List.of(names()));
        for (double degree : new double[] {PICKUP_LAT, PICKUP_LNG, DROPOFF_LAT, DROPOFF_LNG})
            personal.add(Double.toString(degree));
        for (String token : List.of(operator, driverToken, riderToken)) {
            personal.add(token);
            // The part that says who it is, and the part that proves it.
            personal.addAll(List.of(token.split("\\.")).subList(1, 3));
        }
        return personal.toArray(CharSequence[]::new);
    }

    /** What only the two are told, and only while the ride lasts. */
    static String[] names() {
        return new String[] {DRIVER_NAME, "Vebberqvist", RIDER.firstName(), digits(RIDER.phone()), digits(DRIVER_PHONE)
        };
    }

    private static String digits(Phone phone) {
        return phone.number().substring(3);
    }

    /** Of rider and driver. */
    CharSequence[] ids() {
        return new CharSequence[] {driver.toString(), rider.toString()};
    }

    public UUID rider() {
        return rider;
    }

    /** Returns when history tells all of it. */
    public RideId drive() {
        RideId ride = driveToTheDropOff();
        until(ride, RideStatus.COMPLETED);
        until(
                "a row of history that has heard of all",
                () -> client.get("/v1/ride-history?limit=1", riderToken, HistoryPage.class),
                page -> !page.items().isEmpty() && isWhole(page.items().getFirst()));
        return ride;
    }

    /** It joins three topics, which are followed each at its own pace. */
    private static boolean isWhole(RideRecord row) {
        return row.status() == RideStatus.COMPLETED
                && row.fare() != null
                && row.payment() == PaymentView.Status.CAPTURED;
    }

    public RideId driveToTheDropOff() {
        TaxiId taxi = TaxiId.next();
        get(client.registerDriver(
                operator, UUID.randomUUID(), driver, new TandaClient.DriverEntry(DRIVER_NAME, DRIVER_PHONE)));
        get(client.registerTaxi(operator, UUID.randomUUID(), taxi, plate, 4));
        get(client.setDuty(driverToken, UUID.randomUUID(), true, taxi));
        get(client.sendFleetPositions(operator, List.of(new Positions.Fix(driver, PICKUP_LAT, PICKUP_LNG, null))));
        RideId ride = get(client.book(riderToken, UUID.randomUUID(), trip())).id();
        until("a call that is taken", () -> client.acceptCall(driverToken, UUID.randomUUID(), ride), taken -> true);
        until(ride, RideStatus.ACCEPTED);
        get(client.get("/v1/bookings/" + ride + "/driver", riderToken, RideDriver.class));
        get(client.get("/v1/rides/" + ride + "/rider", driverToken, RideRider.class));
        get(client.arrive(driverToken, UUID.randomUUID(), ride));
        get(client.pickUp(driverToken, UUID.randomUUID(), ride));
        get(client.dropOff(driverToken, UUID.randomUUID(), ride, null, 6_341L));
        return ride;
    }

    /** A ride that is called off. Returns when its booking has ended. */
    RideId changeTheirMinds() {
        RideId ride = get(client.book(riderToken, UUID.randomUUID(), trip())).id();
        get(client.cancel(riderToken, UUID.randomUUID(), ride, "rain"));
        until(ride, RideStatus.RIDER_CANCELED);
        return ride;
    }

    private static TandaClient.BookingRequest trip() {
        return new TandaClient.BookingRequest(
                new Place(PICKUP_LAT, PICKUP_LNG, PICKUP_LABEL),
                new Place(DROPOFF_LAT, DROPOFF_LNG, DROPOFF_LABEL),
                1,
                PaymentMethod.CARD,
                null,
                null,
                RIDER);
    }

    private void until(RideId ride, RideStatus status) {
        until(status.wireName(), () -> client.booking(riderToken, ride), view -> view.status() == status);
    }

    private static <T> void until(String what, Supplier<Future<Answer<T>>> ask, Predicate<T> expected) {
        Eventually.holds(() -> what, () -> wait(ask.get()) instanceof Answer.Ok<T> ok && expected.test(ok.body()));
    }

    private static <T> T get(Future<Answer<T>> answer) {
        return wait(answer).get();
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        wait(client.close());
        wait(vertx.close());
    }
}
