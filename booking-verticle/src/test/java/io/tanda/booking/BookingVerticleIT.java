package io.tanda.booking;

import static io.tanda.booking.BookingProcess.answerOf;
import static io.tanda.booking.BookingProcess.refusalOf;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.ChargeId;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingPage;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BookingVerticleIT {
    private static final Place PICKUP = new Place(40.7536, -73.9832, "Bryant Park, 6th Avenue side");
    private static final Place DROPOFF = new Place(40.7484, -73.9857, null);
    private static final DriverId DRIVER = DriverId.next();
    private static final TaxiId TAXI = TaxiId.next();
    private static final Fare FARE =
            new Fare(Money.usd(1_250), "nyc-yellow-2012-09-04", List.of(new Fare.Line("distance", 1_250)));

    private BookingProcess booking;
    private BookingProcess.Neighbour<DispatchEvent> dispatch;
    private BookingProcess.Neighbour<PaymentEvent> payment;

    private final RiderId rider = RiderId.next();

    @SuppressWarnings("NullAway.Init")
    BookingVerticleIT() {}

    @BeforeAll
    void start() {
        booking = BookingProcess.start();
        dispatch = booking.neighbour(DispatchEvent.TOPIC);
        payment = booking.neighbour(PaymentEvent.TOPIC);
    }

    @AfterAll
    void stop() {
        booking.close();
    }

    @Test
    @Tag("A1")
    @Tag("B1")
    void a_request_is_durable_before_it_is_answered() {
        RideId ride = RideId.next();
        CommandId id = CommandId.next();
        BookingView view = answerOf(booking.send(id, "f", request(ride, rider, 60)));
        assertThat(view.status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(count("booking WHERE id = " + hex(ride.value()) + " AND pickup_label LIKE 'Bryant%'"))
                .isEqualTo(1);
        assertThat(count("event WHERE aggregate_id = " + hex(ride.value()))).isEqualTo(1);
        assertThat(count("deadline WHERE aggregate_id = " + hex(ride.value()))).isEqualTo(1);
        assertThat(count("command WHERE id = " + hex(id.value()))).isEqualTo(1);
        assertThat(booking.get(ride, rider)).isEqualTo(view);
    }

    @Test
    void a_repeated_request_gets_the_same_body() {
        RideId ride = RideId.next();
        CommandId id = CommandId.next();
        BookingView first = answerOf(booking.send(id, "f", request(ride, rider, 60)));
        dispatch.says(opened(ride));
        dispatch.says(accepted(ride));
        booking.becomes(RideStatus.ACCEPTED, ride, rider);
        Reply<BookingView> again = await(booking.send(id, "f", request(ride, rider, 60)));
        assertThat(again).isEqualTo(Reply.replayed(first));
        assertThat(Wire.encodeText(answerOf(Future.succeededFuture(again)))).isEqualTo(Wire.encodeText(first));
        assertThat(booking.types(ride)).containsExactly("ride-requested", "driver-assigned");
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        CommandId id = CommandId.next();
        assertThat(answerOf(booking.send(id, "one", request(RideId.next(), rider, 60))))
                .isNotNull();
        RideId other = RideId.next();
        assertThat(refusalOf(booking.send(id, "another", request(other, rider, 60))))
                .isEqualTo(Refusal.IDEMPOTENCY_KEY_REUSED);
        assertThat(count("booking WHERE id = " + hex(other.value()))).isZero();
    }

    @Test
    void many_at_once_are_all_kept_and_each_once() {
        RiderId busy = RiderId.next();
        List<Future<Reply<BookingView>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            CommandId id = CommandId.next();
            RequestRide request = request(RideId.next(), busy, 60);
            answers.add(booking.send(id, "f", request));
            if (i % 10 == 0) answers.add(booking.send(id, "f", request));
        }
        await(Future.all(answers));
        assertThat(answers).allMatch(answer -> answer.result() instanceof Reply.Done<BookingView>);
        assertThat(count("booking WHERE rider_id = " + hex(busy.value()))).isEqualTo(500);
        assertThat(count("event e JOIN booking b ON b.id = e.aggregate_id WHERE b.rider_id = " + hex(busy.value())))
                .isEqualTo(500);
    }

    @Test
    void a_riders_bookings_come_newest_first_page_by_page() {
        RiderId often = RiderId.next();
        List<RideId> rides = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            RideId ride = RideId.next();
            rides.addFirst(ride);
            assertThat(booking.done(request(ride, often, 60))).isNotNull();
        }
        assertThat(booking.done(request(RideId.next(), RiderId.next(), 60))).isNotNull();
        BookingPage first = page(often, null, 2);
        BookingPage second = page(often, first.next(), 2);
        BookingPage third = page(often, second.next(), 2);
        assertThat(first.items()).extracting(BookingView::id).isEqualTo(rides.subList(0, 2));
        assertThat(second.items()).extracting(BookingView::id).isEqualTo(rides.subList(2, 4));
        assertThat(third.items()).extracting(BookingView::id).isEqualTo(rides.subList(4, 5));
        assertThat(third.next()).isNull();
        assertThat(page(often, null, 5).next()).isNull();
        assertThat(refusalOf(booking.ask(
                        BookingAddresses.LIST,
                        CommandId.next(),
                        null,
                        often,
                        new BookingQuery.OfRider(often, null, 101))))
                .isEqualTo(Refusal.INVALID);
    }

    @Test
    void a_booking_is_found_by_its_rider_and_by_an_operator_and_by_nobody_else() {
        RideId ride = RideId.next();
        BookingView view = booking.done(request(ride, rider, 60));
        RiderId stranger = RiderId.next();
        assertThat(refusalOf(booking.ask(
                        BookingAddresses.GET, CommandId.next(), null, stranger, new BookingQuery.Get(ride, stranger))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusalOf(booking.send(CommandId.next(), null, new CancelBooking(ride, stranger, null, null))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(answerOf(booking.ask(
                        BookingAddresses.GET, CommandId.next(), null, rider, new BookingQuery.Get(ride, null))))
                .isEqualTo(view);
    }

    @Test
    @Tag("A4")
    void who_is_met_is_told_while_the_booking_lasts_and_is_in_no_event_and_in_no_answer() {
        RideId ride = RideId.next();
        Person person = new Person("Zyxqold", new Phone("+12125550123"));
        BookingView view =
                booking.done(new RequestRide(ride, rider, PICKUP, DROPOFF, 2, PaymentMethod.CARD, 60, null, person));
        assertThat(answerOf(booking.ask(
                        BookingAddresses.RIDER_OF, CommandId.next(), null, rider, new BookingQuery.RiderOf(ride))))
                .isEqualTo(new RideRider(ride, PICKUP, DROPOFF, person));
        for (String column : List.of("event WHERE body", "command WHERE reply"))
            for (String word : List.of("Zyxqold", "5550123"))
                assertThat(count(column + " LIKE '%" + word + "%'")).as(column).isZero();
        assertThat(Wire.encodeText(view)).doesNotContain("Zyxqold", "5550123");
    }

    @Test
    @Tag("R2")
    void a_ride_for_later_is_kept_with_its_time_and_canceled_at_once() {
        RideId ride = RideId.next();
        Instant later = now().plusSeconds(7_200).truncatedTo(ChronoUnit.MICROS);
        BookingView kept =
                booking.done(new RequestRide(ride, rider, PICKUP, DROPOFF, 2, PaymentMethod.CARD, 60, later, null));
        assertThat(kept.status()).isEqualTo(RideStatus.SCHEDULED);
        assertThat(kept.pickupAt()).isEqualTo(later);
        BookingView read = answerOf(
                booking.ask(BookingAddresses.GET, CommandId.next(), null, rider, new BookingQuery.Get(ride, null)));
        assertThat(read).isEqualTo(kept);
        answerOf(booking.send(CommandId.next(), null, new CancelBooking(ride, rider, "plans changed", null)));
        BookingView over = booking.becomes(RideStatus.RIDER_CANCELED, ride, rider);
        assertThat(over.freeCancellation()).isTrue();
        assertThat(booking.types(ride)).containsExactly("ride-scheduled", "cancel-requested", "ride-canceled");
    }

    @Test
    @Tag("R13")
    void a_ride_is_followed_from_the_call_to_the_capture() {
        RideId ride = RideId.next();
        booking.done(request(ride, rider, 60));
        dispatch.says(opened(ride));
        dispatch.says(accepted(ride));
        dispatch.says(new DispatchEvent.DriverArrived(ride, DRIVER, now()));
        dispatch.says(new DispatchEvent.PassengerPickedUp(ride, DRIVER, now()));
        BookingView onBoard = booking.becomes(RideStatus.IN_PROGRESS, ride, rider);
        assertThat(onBoard.taxi()).isNotNull();
        assertThat(refusalOf(booking.send(CommandId.next(), null, new CancelBooking(ride, rider, null, null))))
                .isEqualTo(Refusal.RIDE_ALREADY_STARTED);
        dispatch.says(droppedOff(ride));
        BookingView settling = booking.becomes(RideStatus.SETTLING, ride, rider);
        assertThat(settling.fare()).isEqualTo(FARE.total());
        assertThat(settling.paid()).isNull();
        payment.says(captured(ride));
        BookingView completed = booking.becomes(RideStatus.COMPLETED, ride, rider);
        assertThat(completed.paid()).isEqualTo(FARE.total());
        assertThat(booking.types(ride))
                .containsExactly(
                        "ride-requested",
                        "driver-assigned",
                        "driver-arrived",
                        "ride-started",
                        "ride-dropped-off",
                        "ride-completed");
        assertThat(booking.journal(ride)).extracting(Recorded::version).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(completed.version()).isEqualTo(6);
        assertThat(count("deadline WHERE aggregate_id = " + hex(ride.value()))).isZero();
    }

    @Test
    void a_fare_that_nobody_paid_in_time_is_owed_until_somebody_forgives_it() {
        RideId ride = RideId.next();
        booking.done(request(ride, rider, 60));
        dispatch.says(opened(ride));
        dispatch.says(accepted(ride));
        dispatch.says(new DispatchEvent.PassengerPickedUp(ride, DRIVER, now()));
        dispatch.says(droppedOff(ride));
        booking.becomes(RideStatus.SETTLING, ride, rider);
        ChargeId charge = ChargeId.of(ride, Purpose.FARE);
        payment.says(new PaymentEvent.ChargeOwed(charge, ride, rider, FARE.total(), null, null, now()));
        BookingView owed = booking.becomes(RideStatus.OWED, ride, rider);
        assertThat(owed.fare()).isEqualTo(FARE.total());
        assertThat(owed.paid()).isNull();
        assertThat(count("deadline WHERE aggregate_id = " + hex(ride.value()))).isZero();
        payment.says(new PaymentEvent.ChargeWrittenOff(charge, ride, rider, Purpose.FARE, FARE.total(), "gone", now()));
        assertThat(booking.becomes(RideStatus.COMPLETED, ride, rider).paid()).isEqualTo(Money.usd(0));
    }

    @Test
    void a_capture_that_overtakes_the_drop_off_is_not_lost() {
        RideId ride = RideId.next();
        booking.done(request(ride, rider, 60));
        payment.says(captured(ride));
        Eventually.holds(
                () -> booking.get(ride, rider),
                () -> count("booking WHERE id = " + hex(ride.value()) + " AND paid_minor_units = 1250") == 1);
        dispatch.says(opened(ride));
        dispatch.says(accepted(ride));
        dispatch.says(new DispatchEvent.PassengerPickedUp(ride, DRIVER, now()));
        dispatch.says(droppedOff(ride));
        booking.becomes(RideStatus.COMPLETED, ride, rider);
    }

    @Test
    void a_cancellation_is_pending_until_dispatch_confirms_it() {
        RideId ride = RideId.next();
        booking.done(request(ride, rider, 60));
        dispatch.says(opened(ride));
        dispatch.says(accepted(ride));
        booking.becomes(RideStatus.ACCEPTED, ride, rider);
        CancelBooking cancel = new CancelBooking(ride, rider, "plans changed", null);
        BookingView pending = booking.done(cancel);
        assertThat(pending.status()).isEqualTo(RideStatus.CANCEL_PENDING);
        assertThat(booking.done(cancel)).isEqualTo(pending);
        dispatch.says(new DispatchEvent.CallWithdrawn(ride, DRIVER, now()));
        BookingView canceled = booking.becomes(RideStatus.RIDER_CANCELED, ride, rider);
        assertThat(canceled.freeCancellation()).isTrue();
        assertThat(canceled.reason()).isEqualTo("plans changed");
        assertThat(booking.done(cancel)).isEqualTo(canceled);
        assertThat(booking.types(ride))
                .containsExactly("ride-requested", "driver-assigned", "cancel-requested", "ride-canceled");
    }

    @Test
    void a_cancellation_that_came_too_late_is_rejected_and_the_ride_goes_on() {
        RideId ride = RideId.next();
        booking.done(request(ride, rider, 60));
        dispatch.says(opened(ride));
        dispatch.says(accepted(ride));
        booking.becomes(RideStatus.ACCEPTED, ride, rider);
        assertThat(booking.done(new CancelBooking(ride, rider, null, null)).status())
                .isEqualTo(RideStatus.CANCEL_PENDING);
        dispatch.says(new DispatchEvent.PassengerPickedUp(ride, DRIVER, now()));
        dispatch.says(new DispatchEvent.CancelRefused(ride, now()));
        dispatch.says(droppedOff(ride));
        booking.becomes(RideStatus.SETTLING, ride, rider);
        assertThat(booking.types(ride))
                .containsExactly(
                        "ride-requested",
                        "driver-assigned",
                        "cancel-requested",
                        "cancel-rejected",
                        "ride-started",
                        "ride-dropped-off");
    }

    @Test
    void of_many_cancellations_at_once_one_takes_effect_and_all_are_answered() {
        RideId ride = RideId.next();
        booking.done(request(ride, rider, 60));
        List<Future<Reply<BookingView>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++)
            answers.add(booking.send(CommandId.next(), "f", new CancelBooking(ride, rider, "try " + i, null)));
        await(Future.all(answers));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answerOf(answer).status()).isEqualTo(RideStatus.CANCEL_PENDING));
        assertThat(booking.types(ride)).containsExactly("ride-requested", "cancel-requested");
    }

    @Test
    void whoever_watches_is_nudged_after_each_commit() {
        Queue<UUID> nudged = new ConcurrentLinkedQueue<>();
        await(booking.kit.bus().onNudge(nudge -> {
            if (nudge.stream().equals(Nudge.BOOKING)) nudged.addAll(nudge.keys());
        }));
        RideId ride = RideId.next();
        booking.done(request(ride, rider, 60));
        Eventually.holds(() -> nudged, () -> nudged.contains(ride.value()));
    }

    @Test
    void without_kafka_a_request_is_accepted_and_kept_and_published_when_kafka_is_there() {
        RideId ride = RideId.next();
        try (BookingProcess cutOff = BookingProcess.start(DomainClock.real(), "127.0.0.1:" + closedPort(), Map.of())) {
            assertThat(cutOff.done(request(ride, rider, 60)).status()).isEqualTo(RideStatus.REQUESTED);
            assertThat(cutOff.get(ride, rider).status()).isEqualTo(RideStatus.REQUESTED);
        }
        // The other process on this schema has Kafka: nothing waits for the one that has not.
        Eventually.holds(() -> count("outbox"), () -> count("outbox") == 0);
    }

    @Test
    void a_rider_is_told_when_dispatch_is_not_heard_of_also_after_a_restart() {
        RideId ride = RideId.next();
        // A time of which the other process on this schema, in real time, drives no deadline.
        Instant later = Instant.now().plusSeconds(100_000);
        String nowhere = "127.0.0.1:" + closedPort();
        try (BookingProcess first = BookingProcess.start(slow(later), nowhere, Map.of())) {
            assertThat(first.done(request(ride, rider, 60)).searchDelayed()).isFalse();
        }
        try (BookingProcess second = BookingProcess.start(slow(later.plusSeconds(66)), nowhere, Map.of())) {
            Eventually.holds(
                    () -> second.get(ride, rider), () -> second.get(ride, rider).searchDelayed());
            assertThat(second.get(ride, rider).status()).isEqualTo(RideStatus.REQUESTED);
        }
        // Nobody serves dispatch's journal there: it is down, and the booking expires.
        try (BookingProcess third =
                BookingProcess.start(slow(later.plusSeconds(961)), nowhere, Map.of("booking.outage.seconds", "0"))) {
            third.becomes(RideStatus.EXPIRED, ride, rider);
            assertThat(third.types(ride)).containsExactly("ride-requested", "search-delayed", "ride-expired");
            assertThat(refusalOf(third.send(CommandId.next(), null, new CancelBooking(ride, rider, null, null))))
                    .isEqualTo(Refusal.RIDE_ALREADY_ENDED);
        }
    }

    private BookingPage page(RiderId of, @Nullable RideId before, int limit) {
        return answerOf(booking.ask(
                BookingAddresses.LIST, CommandId.next(), null, of, new BookingQuery.OfRider(of, before, limit)));
    }

    private static RequestRide request(RideId ride, RiderId rider, int searchSeconds) {
        return new RequestRide(ride, rider, PICKUP, DROPOFF, 2, PaymentMethod.CARD, searchSeconds);
    }

    private DispatchEvent opened(RideId ride) {
        return new DispatchEvent.CallOpened(ride, rider, PICKUP.point(), DROPOFF.point(), now().plusSeconds(60), now());
    }

    private static DispatchEvent accepted(RideId ride) {
        return new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "4P21", 1, now().plusSeconds(240), now());
    }

    private DispatchEvent droppedOff(RideId ride) {
        GeoPoint where = DROPOFF.point();
        return new DispatchEvent.PassengerDroppedOff(ride, rider, DRIVER, where, 3_200, 640, FARE, now(), null);
    }

    private PaymentEvent captured(RideId ride) {
        return new PaymentEvent.ChargeCaptured(
                ChargeId.of(ride, Purpose.FARE), ride, rider, Purpose.FARE, FARE.total(), "ch_1", now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Real pace from a given time on. */
    private static DomainClock slow(Instant from) {
        return DomainClock.anchored(InstantSource.system(), Instant.now(), from, 1);
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long count(String from) {
        String url = "jdbc:mariadb://127.0.0.1:" + TestServers.mariaDb().port() + "/tanda_booking?user="
                + MariaDbServer.USER + "&password=" + TestServers.mariaDb().password();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(from, e);
        }
    }

    private static String hex(UUID id) {
        return "x'" + id.toString().replace("-", "") + "'";
    }
}
