package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.Answer;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.RefundView;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rides through the public API of the whole of Tanda: real HTTP, MariaDB, Kafka, and processes that die. */
class RideIT {
    private static Town town;

    @BeforeAll
    static void build() throws IOException {
        town = Town.up("rides");
    }

    @AfterAll
    static void leave() {
        if (town != null) town.close();
    }

    @Test
    @Tag("A4")
    @Tag("A7")
    void a_ride_goes_from_request_to_receipt() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        RiderId rider = town.rider();
        String token = town.tokens().rider(rider.value());

        BookingView booking = town.get(town.client().book(token, UUID.randomUUID(), town.trip()));
        List<String> told = new CopyOnWriteArrayList<>();
        List<String> ids = new CopyOnWriteArrayList<>();
        EventStream stream = town.client().bookingEvents(token, booking.id(), null, event -> {
            told.add(event.type());
            ids.add(String.valueOf(event.id()));
        });
        takeCall(driver, booking.id());
        status(token, booking.id(), RideStatus.ACCEPTED);
        town.get(town.client().arrive(driver.token(), UUID.randomUUID(), booking.id()));
        town.get(town.client().pickUp(driver.token(), UUID.randomUUID(), booking.id()));
        DriverRide end = town.get(town.client().dropOff(driver.token(), UUID.randomUUID(), booking.id(), null, 6_341L));
        BookingView done = status(token, booking.id(), RideStatus.COMPLETED);

        assertThat(end.status()).isIn(RideStatus.COMPLETED, RideStatus.SETTLING);
        assertThat(end.fare()).isNotNull();
        assertThat(done.paid()).isEqualTo(done.fare()).isEqualTo(end.fare().total());
        Town.await("the stream told the end", () -> told.contains("booking.ride-completed.v1"));
        stream.close();
        assertThat(told)
                .containsExactly(
                        "booking.ride-requested.v1",
                        "booking.driver-assigned.v1",
                        "booking.driver-arrived.v1",
                        "booking.ride-started.v1",
                        "booking.ride-dropped-off.v1",
                        "booking.ride-completed.v1");
        assertThat(ids).containsExactly("1", "2", "3", "4", "5", "6");
        RideRecord record = history(token, booking.id(), RideStatus.COMPLETED);
        assertThat(record.driver()).isEqualTo(driver.id());
        assertThat(record.payment()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(record.paid()).isEqualTo(done.paid());
        assertThat(record.meters()).isEqualTo(6_341L);
    }

    @Test
    @Tag("A4")
    void rider_and_driver_are_told_of_each_other_while_the_ride_lasts_and_not_after() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String rider = town.tokens().rider(UUID.randomUUID());
        Person ada = new Person("Ada", new Phone("+12125550199"));
        RideId ride = town.get(town.client()
                        .book(
                                rider,
                                UUID.randomUUID(),
                                new TandaClient.BookingRequest(
                                        Town.PICKUP, Town.DROPOFF, 1, PaymentMethod.CARD, null, null, ada)))
                .id();
        assertThat(driverOf(ride, rider).status()).isEqualTo(404);
        takeCall(driver, ride);

        RideDriver comes = driverOf(ride, rider).get();
        assertThat(comes.name()).isEqualTo("Test driver");
        assertThat(comes.taxi()).isNotNull();
        assertThat(comes.eta()).isNotNull();
        assertThat(riderOf(ride, driver.token()).get()).isEqualTo(new RideRider(ride, Town.PICKUP, Town.DROPOFF, ada));
        assertThat(driverOf(ride, town.tokens().rider(UUID.randomUUID())).status())
                .isEqualTo(404);
        assertThat(riderOf(ride, town.driverAt(Town.PICKUP).token()).status()).isEqualTo(404);

        town.get(town.client().arrive(driver.token(), UUID.randomUUID(), ride));
        town.get(town.client().pickUp(driver.token(), UUID.randomUUID(), ride));
        assertThat(driverOf(ride, rider).status()).isEqualTo(200);
        town.get(town.client().dropOff(driver.token(), UUID.randomUUID(), ride, null, 6_341L));
        assertThat(driverOf(ride, rider).status()).isEqualTo(404);
        assertThat(riderOf(ride, driver.token()).status()).isEqualTo(404);
        assertThat(history(rider, ride, RideStatus.COMPLETED).pickup()).isEqualTo(Town.PICKUP);
    }

    @Test
    @Tag("A4")
    void a_rider_sees_the_taxi_come_in_the_stream_of_the_booking() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
        List<EventStream.Event> told = new CopyOnWriteArrayList<>();
        EventStream stream = town.client().stream("/v1/bookings/" + ride + "/events?with=taxi", token, null, told::add);
        takeCall(driver, ride);

        Town.await(
                "the rider sees the taxi",
                () -> told.stream()
                        .anyMatch(event -> event.type().equals("taxi.moved")
                                && event.data().contains("" + Town.PICKUP.lat())));
        Town.await("the rider is told who comes", () -> "2".equals(stream.lastEventId()));
        stream.close();
    }

    private static Answer<RideDriver> driverOf(RideId ride, String token) {
        return town.answer(town.client().get("/v1/bookings/" + ride + "/driver", token, RideDriver.class));
    }

    private static Answer<RideRider> riderOf(RideId ride, String token) {
        return town.answer(town.client().get("/v1/rides/" + ride + "/rider", token, RideRider.class));
    }

    @Test
    @Tag("R12")
    void a_drop_off_with_swapped_degrees_is_owed_until_somebody_has_looked_and_nobody_is_charged() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = book(token);
        ride(driver, ride);
        GeoPoint swapped = new GeoPoint(Town.DROPOFF.lng(), Town.DROPOFF.lat());
        DriverRide end = town.get(town.client().dropOff(driver.token(), UUID.randomUUID(), ride, swapped, null));
        assertThat(end.status()).isEqualTo(RideStatus.SETTLING);
        assertThat(end.review()).contains("m from the pick-up");
        assertThat(history(token, ride, RideStatus.OWED).review()).isEqualTo(end.review());

        RideId next = book(token);
        ride(driver, next);
        town.get(town.client().dropOff(driver.token(), UUID.randomUUID(), next, null, null));
        history(token, next, RideStatus.COMPLETED);

        BookingView still = town.get(town.client().booking(token, ride));
        assertThat(still.status()).isEqualTo(RideStatus.OWED);
        assertThat(still.paid()).isNull();

        town.get(town.client()
                .writeOff(town.tokens().operator(UUID.randomUUID()), UUID.randomUUID(), ride, "a wrong place"));
        assertThat(status(token, ride, RideStatus.COMPLETED).paid()).isEqualTo(Money.usd(0));
    }

    @Test
    void a_fare_is_given_back_in_parts_and_the_rider_is_told() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = book(token);
        ride(driver, ride);
        town.get(town.client().dropOff(driver.token(), UUID.randomUUID(), ride, null, 6_341L));
        Money fare = status(token, ride, RideStatus.COMPLETED).paid();
        assertThat(fare).isNotNull();

        String finance = town.tokens().operator(UUID.randomUUID());
        TandaClient client = town.client();
        Money part = Money.usd(100);
        RefundView first = town.get(client.refund(
                finance, UUID.randomUUID(), ride, new TandaClient.RefundRequest(part, "the taxi was cold")));
        RefundView rest = town.get(client.refund(
                finance, UUID.randomUUID(), ride, new TandaClient.RefundRequest(null, "and the driver was rude")));
        assertThat(first.amount()).isEqualTo(part);
        assertThat(rest.amount().minorUnits()).isEqualTo(fare.minorUnits() - part.minorUnits());
        assertThat(town.answer(client.refund(
                                finance, UUID.randomUUID(), ride, new TandaClient.RefundRequest(null, "once more")))
                        .status())
                .isEqualTo(409);
        town.until(
                "given back",
                () -> client.refunds(token, ride),
                list -> list.items().stream()
                        .map(RefundView::status)
                        .toList()
                        .equals(List.of(RefundView.Status.MADE, RefundView.Status.MADE)));
        assertThat(town.get(client.refunds(town.tokens().rider(UUID.randomUUID()), ride))
                        .items())
                .isEmpty();
        town.until(
                "the rider is told of both",
                () -> client.get("/v1/notifications?limit=20", token, Told.class),
                told -> told.items().stream()
                                .filter(notice -> notice.kind().equals("payment.refund-made.v1"))
                                .count()
                        == 2);
    }

    @Test
    @Tag("C0")
    @Tag("C1")
    void a_ride_is_booked_with_a_payment_method_that_its_rider_has_registered_and_nobody_elses() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        TandaClient client = town.client();
        String token = town.tokens().rider(UUID.randomUUID());
        MethodView card = town.get(client.registerMethod(
                token,
                UUID.randomUUID(),
                new TandaClient.MethodRequest(MethodKind.CARD, new GatewayToken("tok_visa_4242"))));
        assertThat(card.lastFour()).isEqualTo("4242");
        assertThat(town.get(client.methods(token)).items()).containsExactly(card);
        Answer<?> declined = town.answer(client.registerMethod(
                token,
                UUID.randomUUID(),
                new TandaClient.MethodRequest(MethodKind.CARD, new GatewayToken("tok_declined_4002"))));
        refused(declined, "method_not_verified");

        TandaClient.BookingRequest named = new TandaClient.BookingRequest(
                Town.PICKUP, Town.DROPOFF, 1, PaymentMethod.CARD, null, null, null, card.id());
        refused(
                town.answer(client.book(town.tokens().rider(UUID.randomUUID()), UUID.randomUUID(), named)),
                "no_payment_method");
        BookingView booked =
                town.until("booking knows of it", () -> client.book(token, UUID.randomUUID(), named), booking -> true);
        assertThat(booked.paymentMethodId()).isEqualTo(card.id());
        ride(driver, booked.id());
        town.get(client.dropOff(driver.token(), UUID.randomUUID(), booked.id(), null, 6_341L));
        BookingView done = status(token, booked.id(), RideStatus.COMPLETED);
        assertThat(done.paid()).isEqualTo(done.fare());
        assertThat(done.paymentMethodId()).isEqualTo(card.id());
        town.until(
                "the rider is told of his card",
                () -> client.get("/v1/notifications?limit=20", token, Told.class),
                told -> told.items().stream().anyMatch(notice -> notice.kind().equals("payment.method-registered.v1")));
    }

    private static void refused(Answer<?> answer, String code) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo(code);
        });
    }

    private record Told(List<Notice> items) {
        private record Notice(String kind) {}
    }

    @Test
    @Tag("A8")
    void a_ride_that_is_paid_in_cash_keeps_its_driver_until_he_has_it() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        TandaClient.BookingRequest cash =
                new TandaClient.BookingRequest(Town.PICKUP, Town.DROPOFF, 1, PaymentMethod.CASH, null);
        RideId ride =
                town.get(town.client().book(token, UUID.randomUUID(), cash)).id();
        ride(driver, ride);
        DriverRide end = town.get(town.client().dropOff(driver.token(), UUID.randomUUID(), ride, null, 6_341L));
        assertThat(end.status()).isEqualTo(RideStatus.SETTLING);
        assertThat(end.collect()).isNotNull();
        DriverRide paid = town.get(town.client().takeCash(driver.token(), UUID.randomUUID(), ride));
        assertThat(paid.status()).isEqualTo(RideStatus.COMPLETED);
        BookingView done = status(token, ride, RideStatus.COMPLETED);
        assertThat(done.paid()).isEqualTo(done.fare());
        assertThat(town.get(town.client().payment(token, ride)).status()).isEqualTo(PaymentView.Status.TENDERED);
    }

    @Test
    void a_way_that_no_taxi_goes_is_neither_booked_nor_estimated() {
        String token = town.tokens().rider(UUID.randomUUID());
        Place swapped = new Place(Town.DROPOFF.lng(), Town.DROPOFF.lat(), null);
        TandaClient.BookingRequest far =
                new TandaClient.BookingRequest(Town.PICKUP, swapped, 1, PaymentMethod.CARD, null);
        refusedAsTooFar(town.answer(town.client().book(token, UUID.randomUUID(), far)));
        refusedAsTooFar(town.answer(town.client().estimate(token, Town.PICKUP.point(), swapped.point())));
    }

    private static void refusedAsTooFar(Answer<?> answer) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("invalid");
        });
    }

    private static RideId book(String token) {
        return town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
    }

    /** Until the passenger is on board. */
    private static void ride(Town.Driver driver, RideId ride) {
        takeCall(driver, ride);
        town.get(town.client().arrive(driver.token(), UUID.randomUUID(), ride));
        town.get(town.client().pickUp(driver.token(), UUID.randomUUID(), ride));
    }

    @Test
    @Tag("A3")
    void a_second_driver_is_told_that_the_call_is_dispatched() {
        Town.Driver first = town.driverAt(Town.PICKUP);
        Town.Driver second = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
        takeCall(first, ride);

        Answer<DriverRide> late = town.answer(town.client().acceptCall(second.token(), UUID.randomUUID(), ride));

        assertThat(late).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("call_already_dispatched");
        });
    }

    @Test
    @Tag("A9")
    void a_rider_cancels_after_dispatch_and_the_taxi_is_free_again() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
        takeCall(driver, ride);

        town.get(town.client().cancel(token, UUID.randomUUID(), ride, "changed my mind"));
        BookingView canceled = status(token, ride, RideStatus.RIDER_CANCELED);

        assertThat(canceled.freeCancellation()).isTrue();
        RideId next = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
        takeCall(driver, next);
    }

    /** Both by their streams: nobody has to look. */
    @Test
    @Tag("R17")
    @Tag("A10")
    void rider_and_driver_are_told_by_their_streams_that_an_operator_has_canceled() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
        List<String> toRider = new CopyOnWriteArrayList<>();
        EventStream ofRider =
                town.client().bookingEvents(token, ride, null, event -> toRider.add(event.type() + " " + event.data()));
        List<String> toDriver = new CopyOnWriteArrayList<>();
        EventStream ofDriver = town.client().driverEvents(driver.token(), "0", event -> toDriver.add(event.type()));
        takeCall(driver, ride);
        Town.await("the rider has heard of the driver", () -> toRider.size() >= 2);

        town.get(town.client()
                .call(
                        HttpMethod.POST,
                        DeskActs.path(ride.toString(), "cancel"),
                        town.tokens().operator(UUID.randomUUID()),
                        UUID.randomUUID(),
                        new TandaClient.CancelRequest("the road is closed", null),
                        TandaClient.Nothing.class));

        Town.await("the rider's stream has ended", () -> ofRider.ended().succeeded());
        assertThat(toRider.getLast())
                .startsWith("booking.ride-canceled.v1")
                .containsIgnoringCase("\"by\":\"operator\"");
        Town.await("the driver's stream tells it", () -> toDriver.contains("ride.canceled"));
        ofDriver.close();
    }

    @Test
    void another_riders_booking_is_not_found() {
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();

        Answer<BookingView> answer =
                town.answer(town.client().booking(town.tokens().rider(UUID.randomUUID()), ride));

        assertThat(answer.status()).isEqualTo(404);
        town.get(town.client().cancel(token, UUID.randomUUID(), ride, "only looking"));
    }

    @Test
    @Tag("B3")
    void a_ride_goes_on_after_the_app_was_killed_at_each_of_its_steps() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());

        RideId ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
        town.kill9("app");
        town.awaitReady();
        driver.isAt(Town.PICKUP);
        takeCall(driver, ride);
        town.kill9("app");
        town.get(town.client().arrive(driver.token(), UUID.randomUUID(), ride));
        town.kill9("app");
        town.get(town.client().pickUp(driver.token(), UUID.randomUUID(), ride));
        town.kill9("app");
        var dropOff = town.client().dropOff(driver.token(), UUID.randomUUID(), ride, null, 6_341L);
        town.kill9("app");
        town.get(dropOff);
        BookingView done = status(token, ride, RideStatus.COMPLETED);

        assertThat(done.paid()).isEqualTo(done.fare());
        assertThat(history(token, ride, RideStatus.COMPLETED).payment()).isEqualTo(PaymentView.Status.CAPTURED);
    }

    @Test
    @Tag("B1")
    void bookings_are_accepted_while_the_broker_hangs_and_dispatched_when_it_returns() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        town.signal("kafka", "STOP");
        RideId ride;
        try {
            ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                    .id();
            assertThat(town.get(town.client().booking(token, ride)).status()).isEqualTo(RideStatus.REQUESTED);
        } finally {
            town.signal("kafka", "CONT");
        }
        driver.isAt(Town.PICKUP);

        takeCall(driver, ride);

        status(token, ride, RideStatus.ACCEPTED);
    }

    /** From the list of open calls, as soon as it stands there: offers are for the nearest, and tests share the street. */
    private static void takeCall(Town.Driver driver, RideId ride) {
        town.until(
                "the call is taken",
                () -> town.client().acceptCall(driver.token(), UUID.randomUUID(), ride),
                taken -> taken.driver().equals(driver.id()));
    }

    private static BookingView status(String token, RideId ride, RideStatus status) {
        return town.until(status.wireName(), () -> town.client().booking(token, ride), view -> view.status() == status);
    }

    private static RideRecord history(String token, RideId ride, RideStatus status) {
        HistoryPage page = town.until(
                "history has the ride " + status.wireName(),
                () -> town.client().get("/v1/ride-history?limit=10", token, HistoryPage.class),
                found -> found.items().stream()
                        .anyMatch(row -> row.id().equals(ride)
                                && row.status() == status
                                && (status != RideStatus.COMPLETED || row.payment() == PaymentView.Status.CAPTURED)));
        return page.items().stream()
                .filter(row -> row.id().equals(ride))
                .findFirst()
                .orElseThrow();
    }
}
