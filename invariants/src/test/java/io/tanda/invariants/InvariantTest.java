package io.tanda.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.invariants.Snapshot.Capture;
import io.tanda.invariants.Snapshot.Journaled;
import io.tanda.invariants.Snapshot.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plants one offence at a time in a world where everything holds, and sees it named with its ride. */
class InvariantTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Money FARE = Money.usd(1_250);
    private static final GeoPoint HERE = new GeoPoint(40.7, -73.9);

    private final RiderId rider = RiderId.next();
    private final DriverId driver = DriverId.next();
    private final TaxiId taxi = TaxiId.next();
    private final RideId first = RideId.next();
    private final RideId second = RideId.next();
    private final RideId canceled = RideId.next();

    private final Map<RideId, RiderId> asked = new HashMap<>();
    private final Map<RideId, Snapshot.Seen> bookings = new HashMap<>();
    private final List<Journaled> journal = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final Map<RideId, RideRecord> history = new HashMap<>();
    private final List<Capture> captures = new ArrayList<>();
    private final List<Snapshot.Deadline> deadlines = new ArrayList<>();
    private final List<Snapshot.Parked> parked = new ArrayList<>();
    private long operationsOk = 90;
    private int expectedRides = 2;

    InvariantTest() {
        completed(first, driver, T0);
        completed(second, driver, T0.plusSeconds(1_000));
        asked.put(canceled, rider);
        put(
                BookingEvent.TOPIC,
                canceled,
                requested(canceled, T0),
                new BookingEvent.CancelRequested(canceled, null, at(10)));
        put(
                DispatchEvent.TOPIC,
                canceled,
                new DispatchEvent.CallOpened(canceled, rider, HERE, HERE, at(60), at(1)),
                new DispatchEvent.CallWithdrawn(canceled, null, at(11)));
        // The last one of booking, version 3.
        add(BookingEvent.TOPIC, canceled, 3, new BookingEvent.RideCanceled(canceled, true, at(11)));
        bookings.put(canceled, new Snapshot.Seen(rider, RideStatus.RIDER_CANCELED, 3, null));
        history.put(canceled, record(canceled, RideStatus.RIDER_CANCELED, null, null, T0));
    }

    @Test
    void aWorldInOrderHasNoOffence() {
        assertThat(InvariantChecker.check(snapshot())).isEmpty();
    }

    @Test
    void aRunInWhichNothingHappenedIsRefused() {
        Snapshot nothing = new Snapshot(
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                new Snapshot.Expected(1, 0.5),
                at(5_000),
                Duration.ofSeconds(60));
        assertThat(InvariantChecker.check(nothing))
                .extracting(Offence::invariant)
                .containsExactly(Invariant.SOMETHING_HAPPENED, Invariant.SOMETHING_HAPPENED);
    }

    @Test
    void tooFewOperationsThatSucceededAreAnOffence() {
        operationsOk = 49;
        assertThat(offences())
                .singleElement()
                .satisfies(offence -> assertThat(offence.found()).contains("49 of 100"));
    }

    @Test
    void tooFewCompletedRidesAreAnOffence() {
        expectedRides = 3;
        assertThat(offences()).extracting(Offence::invariant).containsExactly(Invariant.SOMETHING_HAPPENED);
    }

    @Test
    void aBookingThatNobodyHasIsLost() {
        RideId lost = RideId.next();
        asked.put(lost, rider);
        names(Invariant.NO_LOST_BOOKING, lost, "not in booking's journal");
    }

    @Test
    void aBookingThatTheApiDoesNotFindIsLost() {
        bookings.remove(first);
        names(Invariant.NO_LOST_BOOKING, first, "does not find it");
    }

    @Test
    void aBookingThatTheApiTellsDifferentlyIsAnOffence() {
        bookings.put(canceled, new Snapshot.Seen(rider, RideStatus.REQUESTED, 1, null));
        names(Invariant.NO_LOST_BOOKING, canceled, "the API says requested");
    }

    @Test
    void anOpenBookingThatDispatchNeverHeardOfIsLost() {
        RideId open = RideId.next();
        asked.put(open, rider);
        put(BookingEvent.TOPIC, open, requested(open, T0));
        bookings.put(open, new Snapshot.Seen(rider, RideStatus.REQUESTED, 1, null));
        history.put(open, record(open, RideStatus.REQUESTED, null, null, T0));
        deadlines.add(new Snapshot.Deadline("booking", open, "search", at(6_000)));
        names(Invariant.NO_LOST_BOOKING, open, "dispatch has never heard of it");
    }

    @Test
    void twoDriversOnOneRideAreFound() {
        DriverId other = DriverId.next();
        add(DispatchEvent.TOPIC, first, 6, accepted(first, other, at(40)));
        add(DispatchEvent.TOPIC, first, 7, accepted(first, driver, at(50)));
        names(Invariant.ONE_DRIVER_PER_RIDE, first, "while driver " + other);
    }

    @Test
    void aStepByADriverWhoDoesNotHaveTheRideIsFound() {
        DriverId other = DriverId.next();
        journal.replaceAll(entry -> entry.event() instanceof DispatchEvent.PassengerPickedUp event
                        && event.ride().equals(second)
                ? new Journaled(
                        entry.context(),
                        entry.ride(),
                        entry.version(),
                        entry.type(),
                        new DispatchEvent.PassengerPickedUp(second, other, event.at()),
                        entry.bodyHash())
                : entry);
        names(Invariant.ONE_DRIVER_PER_RIDE, second, "driver " + other + " picked up");
    }

    @Test
    void oneDriverOnTwoRidesIsFound() {
        RideId overlapping = RideId.next();
        completed(overlapping, driver, T0.plusSeconds(1_100));
        expectedRides = 3;
        names(Invariant.ONE_RIDE_PER_DRIVER, overlapping, "while on ride " + second);
    }

    @Test
    void aCompletedRideWithoutACaptureIsFound() {
        captures.removeIf(capture -> capture.ride().equals(first));
        journal.removeIf(
                entry -> entry.context().equals("payment") && entry.ride().equals(first));
        published.removeIf(
                entry -> entry.context().equals("payment") && entry.ride().equals(first));
        names(Invariant.COMPLETED_IS_PAID, first, "without a capture");
    }

    @Test
    void aRideChargedTwiceIsFound() {
        captures.add(new Capture("other-key", first, FARE));
        names(Invariant.CAPTURES_EQUAL_FARES, first, "captured 2 times");
    }

    @Test
    void aCaptureOfAnotherAmountIsFound() {
        captures.replaceAll(capture ->
                capture.ride().equals(first) ? new Capture(capture.key(), first, Money.usd(1_251)) : capture);
        names(Invariant.CAPTURES_EQUAL_FARES, first, "its fare is 1250 USD");
    }

    @Test
    void aCaptureForARideThatWasNeverDrivenIsFound() {
        captures.add(new Capture("k", canceled, FARE));
        names(Invariant.CAPTURES_EQUAL_FARES, canceled, "nobody was dropped off");
    }

    @Test
    void aGapInAJournalIsFound() {
        journal.removeIf(
                entry -> entry.context().equals("booking") && entry.ride().equals(first) && entry.version() == 3);
        published.removeIf(
                entry -> entry.context().equals("booking") && entry.ride().equals(first) && entry.version() == 3);
        names(Invariant.VERSIONS_WITHOUT_GAP, first, "version 4 where 3 was expected");
    }

    @Test
    void anEventThatNeverReachedItsTopicIsFound() {
        published.removeIf(
                entry -> entry.context().equals("dispatch") && entry.ride().equals(second) && entry.version() == 2);
        names(Invariant.JOURNALS_EQUAL_TOPICS, second, "which its topic does not");
    }

    @Test
    void anEventThatWasNeverRecordedIsFound() {
        published.add(new Published("payment", canceled, 1, "payment.charge-captured.v1", 7));
        names(Invariant.JOURNALS_EQUAL_TOPICS, canceled, "which its journal does not");
    }

    @Test
    void anEventPublishedWithAnotherContentIsFound() {
        Published one = published.getFirst();
        published.add(new Published(one.context(), one.ride(), one.version(), one.type(), one.bodyHash() + 1));
        names(Invariant.JOURNALS_EQUAL_TOPICS, one.ride(), "another content");
    }

    @Test
    void anEventPublishedTwiceIsNoOffence() {
        published.addAll(List.copyOf(published));
        assertThat(offences()).isEmpty();
    }

    @Test
    void aRowOfHistoryThatIsMissingIsFound() {
        history.remove(second);
        names(Invariant.HISTORY_EQUALS_JOURNALS, second, "history does not");
    }

    @Test
    void aRowOfHistoryThatIsBehindIsFound() {
        history.put(second, record(second, RideStatus.SETTLING, FARE, null, T0.plusSeconds(1_000)));
        names(Invariant.HISTORY_EQUALS_JOURNALS, second, "status");
    }

    @Test
    void aRowOfHistoryOutOfNowhereIsFound() {
        RideId nowhere = RideId.next();
        history.put(nowhere, record(nowhere, RideStatus.REQUESTED, null, null, T0));
        names(Invariant.HISTORY_EQUALS_JOURNALS, nowhere, "booking's journal does not");
    }

    @Test
    void aDeadlineLongDueIsFound() {
        deadlines.add(new Snapshot.Deadline("dispatch", canceled, "round", at(4_939)));
        names(Invariant.NO_RIDE_PAST_DEADLINE, canceled, "dispatch/round");
    }

    @Test
    void aDeadlineJustDueIsNoOffence() {
        deadlines.add(new Snapshot.Deadline("dispatch", canceled, "round", at(4_941)));
        assertThat(offences()).isEmpty();
    }

    @Test
    void aRideThatNothingWillMoveIsFound() {
        RideId stuck = RideId.next();
        put(BookingEvent.TOPIC, stuck, requested(stuck, T0));
        history.put(stuck, record(stuck, RideStatus.REQUESTED, null, null, T0));
        names(Invariant.NO_RIDE_PAST_DEADLINE, stuck, "no deadline will move it");
    }

    @Test
    void aRideThatAConsumerGaveUpOnIsFound() {
        parked.add(new Snapshot.Parked("history", "history<-booking", second, 4, "no such column"));
        names(Invariant.NOTHING_PARKED, second, "no such column");
    }

    @Test
    void aRejectedCancellationGoesBackToWhatTheRideBecameMeanwhile() {
        RideId ride = RideId.next();
        put(
                BookingEvent.TOPIC,
                ride,
                requested(ride, T0),
                new BookingEvent.CancelRequested(ride, null, at(2)),
                new BookingEvent.DriverAssigned(ride, driver, taxi, "T", at(9), at(3)),
                new BookingEvent.CancelRejected(ride, at(4)));
        assertThat(BookingStatuses.of(snapshot())).containsEntry(ride, RideStatus.ACCEPTED);
    }

    // --- the world ---------------------------------------------------------------------------

    private List<Offence> offences() {
        return InvariantChecker.check(snapshot());
    }

    private void names(Invariant invariant, RideId ride, String found) {
        assertThat(offences()).anySatisfy(offence -> {
            assertThat(offence.invariant()).isEqualTo(invariant);
            assertThat(offence.ride()).isEqualTo(ride);
            assertThat(offence.found()).contains(found);
            assertThat(offence.toString()).contains(ride.toString()).contains(invariant.promise());
        });
    }

    private Snapshot snapshot() {
        List<Journaled> sorted = new ArrayList<>(journal);
        sorted.sort((a, b) -> {
            int context = a.context().compareTo(b.context());
            int ride = a.ride().value().compareTo(b.ride().value());
            return context != 0 ? context : ride != 0 ? ride : Integer.compare(a.version(), b.version());
        });
        return new Snapshot(
                asked,
                bookings,
                sorted,
                published,
                history,
                captures,
                deadlines,
                parked,
                operationsOk,
                100,
                new Snapshot.Expected(expectedRides, 0.5),
                at(5_000),
                Duration.ofSeconds(60));
    }

    private static Instant at(long second) {
        return T0.plusSeconds(second);
    }

    private BookingEvent requested(RideId ride, Instant at) {
        return new BookingEvent.RideRequested(
                ride, rider, HERE, HERE, 1, PaymentMethod.CARD, at.plusSeconds(60), at.plusSeconds(900), at);
    }

    private DispatchEvent accepted(RideId ride, DriverId who, Instant at) {
        return new DispatchEvent.CallAccepted(ride, who, taxi, "T", 1, at.plusSeconds(60), at);
    }

    private void completed(RideId ride, DriverId who, Instant from) {
        asked.put(ride, rider);
        put(
                BookingEvent.TOPIC,
                ride,
                requested(ride, from),
                new BookingEvent.DriverAssigned(ride, who, taxi, "T", from.plusSeconds(60), from.plusSeconds(5)),
                new BookingEvent.DriverArrived(ride, from.plusSeconds(60)),
                new BookingEvent.RideStarted(ride, from.plusSeconds(90)),
                new BookingEvent.RideDroppedOff(ride, FARE, from.plusSeconds(600)),
                new BookingEvent.RideCompleted(ride, FARE, from.plusSeconds(601)));
        put(
                DispatchEvent.TOPIC,
                ride,
                new DispatchEvent.CallOpened(ride, rider, HERE, HERE, from.plusSeconds(60), from.plusSeconds(1)),
                accepted(ride, who, from.plusSeconds(5)),
                new DispatchEvent.DriverArrived(ride, who, from.plusSeconds(60)),
                new DispatchEvent.PassengerPickedUp(ride, who, from.plusSeconds(90)),
                new DispatchEvent.PassengerDroppedOff(
                        ride,
                        rider,
                        who,
                        HERE,
                        3_000,
                        510,
                        new Fare(FARE, "t", List.of(new Fare.Line("all", FARE.minorUnits()))),
                        from.plusSeconds(600)));
        put(
                PaymentEvent.TOPIC,
                ride,
                new PaymentEvent.ChargeAttempted(
                        ChargeId.of(ride, Purpose.FARE), ride, rider, Purpose.FARE, FARE, 1, from.plusSeconds(600)),
                new PaymentEvent.ChargeCaptured(
                        ChargeId.of(ride, Purpose.FARE), ride, rider, Purpose.FARE, FARE, "ch", from.plusSeconds(601)));
        bookings.put(ride, new Snapshot.Seen(rider, RideStatus.COMPLETED, 6, FARE));
        history.put(ride, record(ride, RideStatus.COMPLETED, FARE, FARE, from));
        captures.add(new Capture(ride + ":fare:1", ride, FARE));
    }

    private RideRecord record(
            RideId ride, RideStatus status, @Nullable Money fare, @Nullable Money paid, Instant requestedAt) {
        return new RideRecord(
                ride,
                rider,
                fare == null ? null : driver,
                fare == null ? null : taxi,
                null,
                status,
                HERE,
                HERE,
                1,
                requestedAt,
                null,
                null,
                null,
                null,
                null,
                fare == null ? null : 3_000L,
                fare == null ? null : new Fare(fare, "t", List.of(new Fare.Line("all", fare.minorUnits()))),
                paid == null ? null : PaymentView.Status.CAPTURED,
                paid,
                null);
    }

    @SafeVarargs
    private final <E extends RideEvent> void put(Topic<E> topic, RideId ride, E... events) {
        for (int i = 0; i < events.length; i++) add(topic, ride, i + 1, events[i]);
    }

    private <E extends RideEvent> void add(Topic<E> topic, RideId ride, int version, E event) {
        journal.add(new Journaled(topic.context(), ride, version, topic.typeOf(event), event, event.hashCode()));
        published.add(new Published(topic.context(), ride, version, topic.typeOf(event), event.hashCode()));
    }
}
