package io.tanda.invariants;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.RideCharge;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A city where every promise holds, as it was recorded; a test plants the one offence it is about. */
final class World {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final Money FARE = Money.usd(1_250);
    private static final String REVIEW = "the taxi was elsewhere";
    private static final GeoPoint HERE = new GeoPoint(40.7, -73.9);

    final RiderId rider = RiderId.next();
    final DriverId driver = DriverId.next();
    final TaxiId taxi = TaxiId.next();
    final RideId first = RideId.next();
    final RideId second = RideId.next();
    final RideId canceled = RideId.next();

    final Map<RideId, RiderId> asked = new HashMap<>();
    final Map<RideId, Snapshot.Seen> bookings = new HashMap<>();
    final List<Journaled> journal = new ArrayList<>();
    final List<Published> published = new ArrayList<>();
    final Map<RideId, RideRecord> history = new HashMap<>();
    final List<Snapshot.Spent> spending = new ArrayList<>();
    final List<Capture> captures = new ArrayList<>();
    final List<Snapshot.GivenBack> refunds = new ArrayList<>();
    final List<Snapshot.Booked> ledger = new ArrayList<>();
    final List<Snapshot.Deadline> deadlines = new ArrayList<>();
    final List<Snapshot.Parked> parked = new ArrayList<>();
    long operationsOk = 90;
    int expectedRides = 2;
    private long owed;

    World() {
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
        history.put(canceled, record(canceled, RideStatus.RIDER_CANCELED, null, null, null, T0));
    }

    Snapshot snapshot() {
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
                spending,
                captures,
                refunds,
                ledger,
                deadlines,
                parked,
                operationsOk,
                100,
                new Snapshot.Expected(expectedRides, 0.5),
                at(5_000),
                Duration.ofSeconds(60));
    }

    static Instant at(long second) {
        return T0.plusSeconds(second);
    }

    BookingEvent requested(RideId ride, Instant at) {
        return new BookingEvent.RideRequested(
                ride,
                rider,
                new Place(HERE, null),
                new Place(HERE, null),
                1,
                PaymentMethod.CARD,
                at.plusSeconds(60),
                at.plusSeconds(900),
                at);
    }

    DispatchEvent accepted(RideId ride, DriverId who, Instant at) {
        return new DispatchEvent.CallAccepted(ride, who, taxi, "T", 1, at.plusSeconds(60), at);
    }

    /** Beside the fare: told by payment's journal, and in the gateway's ledger. */
    void charged(RideId ride, Purpose purpose, Money amount) {
        ChargeId charge = ChargeId.of(ride, purpose);
        put(
                PaymentEvent.TOPIC,
                new RideId(charge.value()),
                new PaymentEvent.ChargeAttempted(charge, ride, rider, purpose, amount, 1, at(20)),
                new PaymentEvent.ChargeCaptured(charge, ride, rider, purpose, amount, "ch", at(21)));
        captures.add(new Capture("pay:" + ride + ":" + purpose.wireName() + ":1", "ch_" + charge, ride, amount));
        long due = amount.minorUnits();
        book(charge.value(), "FARE", 1, "RIDER", ride, due, null);
        if (purpose == Purpose.TIP) {
            book(charge.value(), "FARE", 2, "DRIVER_EARNINGS", ride, -due, null);
            book(charge.value(), "FARE", 3, "COMMISSION", ride, 0, null);
        } else book(charge.value(), "FARE", 2, "FEES", ride, -due, null);
        book(charge.value(), "CAPTURE", 1, "GATEWAY_CLEARING", ride, due, "ch_" + charge);
        book(charge.value(), "CAPTURE", 2, "RIDER", ride, -due, "ch_" + charge);
        spent(ride, charge.value(), "TAKEN", amount);
        RideRecord row = history.get(ride);
        if (row != null)
            history.put(
                    ride,
                    record(
                            ride,
                            row.status(),
                            row.fare() == null ? null : row.fare().total(),
                            row.review(),
                            row.paid(),
                            row.refunded(),
                            row.requestedAt(),
                            List.of(new RideCharge(purpose, PaymentView.Status.CAPTURED, amount, at(21)))));
    }

    void completed(RideId ride, DriverId who, Instant from) {
        driven(ride, who, from, null);
        add(BookingEvent.TOPIC, ride, 6, new BookingEvent.RideCompleted(ride, FARE, from.plusSeconds(601)));
        put(
                PaymentEvent.TOPIC,
                ride,
                new PaymentEvent.ChargeAttempted(
                        ChargeId.of(ride, Purpose.FARE), ride, rider, Purpose.FARE, FARE, 1, from.plusSeconds(600)),
                new PaymentEvent.ChargeCaptured(
                        ChargeId.of(ride, Purpose.FARE), ride, rider, Purpose.FARE, FARE, "ch", from.plusSeconds(601)));
        bookings.put(ride, new Snapshot.Seen(rider, RideStatus.COMPLETED, 6, FARE));
        history.put(ride, record(ride, RideStatus.COMPLETED, FARE, null, FARE, from));
        captures.add(new Capture(ride + ":fare:1", "ch_" + ride, ride, FARE));
        spent(ride, ride.value(), "TAKEN", FARE);
        due(ride);
        paid(ride, "CAPTURE", "GATEWAY_CLEARING", "ch_" + ride);
    }

    private void spent(RideId ride, UUID leg, String way, Money amount) {
        spending.add(new Snapshot.Spent(ride, leg, way, rider, amount));
    }

    /** Driven, and not charged before somebody has looked at it. */
    void forReview(RideId ride) {
        Instant from = T0.plusSeconds(2_000);
        driven(ride, driver, from, REVIEW);
        bookings.put(ride, new Snapshot.Seen(rider, RideStatus.SETTLING, 5, null));
        history.put(ride, record(ride, RideStatus.SETTLING, FARE, REVIEW, null, from));
        deadlines.add(new Snapshot.Deadline(BookingEvent.TOPIC.context(), ride, "state", at(6_000)));
    }

    /** The card was declined and the driver waited in vain. @param settledBy what completed it later; absent: nothing has */
    void owed(RideId ride, @Nullable PaymentEvent settledBy) {
        Instant from = T0.plusSeconds(2_000 + 10_000L * owed++);
        driven(ride, driver, from, null);
        add(BookingEvent.TOPIC, ride, 6, new BookingEvent.RideOwed(ride, FARE, from.plusSeconds(780)));
        add(
                DispatchEvent.TOPIC,
                ride,
                6,
                new DispatchEvent.CollectionStarted(
                        ride, driver, "no_money", from.plusSeconds(780), from.plusSeconds(601)));
        add(DispatchEvent.TOPIC, ride, 7, new DispatchEvent.FareOwed(ride, driver, from.plusSeconds(780)));
        ChargeId charge = ChargeId.of(ride, Purpose.FARE);
        put(
                PaymentEvent.TOPIC,
                ride,
                new PaymentEvent.ChargeAttempted(charge, ride, rider, Purpose.FARE, FARE, 1, from.plusSeconds(600)),
                new PaymentEvent.ChargeDeclined(charge, ride, 1, "no_money", from.plusSeconds(601)),
                new PaymentEvent.ChargeOwed(charge, ride, rider, FARE, null, null, from.plusSeconds(780)));
        due(ride);
        if (settledBy instanceof PaymentEvent.ChargeTendered tendered)
            paid(
                    ride,
                    tendered.reason() == null ? "TENDER" : "COLLECTION",
                    tendered.reason() == null ? "DRIVER_CASH" : "DESK",
                    null);
        if (settledBy instanceof PaymentEvent.ChargeWrittenOff) paid(ride, "WRITE_OFF", "WRITTEN_OFF", null);
        RideStatus status = settledBy == null ? RideStatus.OWED : RideStatus.COMPLETED;
        Money paid =
                settledBy == null ? null : settledBy instanceof PaymentEvent.ChargeWrittenOff ? Money.usd(0) : FARE;
        if (settledBy != null && paid != null) {
            add(PaymentEvent.TOPIC, ride, 4, settledBy);
            if (settledBy instanceof PaymentEvent.ChargeTendered) spent(ride, ride.value(), "TENDERED", FARE);
            if (settledBy instanceof PaymentEvent.ChargeCaptured) spent(ride, ride.value(), "TAKEN", FARE);
            add(BookingEvent.TOPIC, ride, 7, new BookingEvent.RideCompleted(ride, paid, settledBy.at()));
        }
        bookings.put(ride, new Snapshot.Seen(rider, status, settledBy == null ? 6 : 7, paid));
        history.put(ride, record(ride, status, FARE, null, paid, from));
    }

    /** Finance gives a part of the fare back. */
    PaymentEvent.RefundMade refunded(RideId ride, Money amount) {
        PaymentEvent.RefundMade made = new PaymentEvent.RefundMade(
                RefundId.next(), ChargeId.of(ride, Purpose.FARE), ride, rider, amount, "re", at(3_000));
        add(PaymentEvent.TOPIC, new RideId(made.refund().value()), 1, made);
        spent(ride, made.refund().value(), "REFUNDED", amount);
        refunds.add(new Snapshot.GivenBack("refund:" + made.refund(), "ch_" + ride, amount));
        long back = amount.minorUnits();
        long commission = back / 5;
        book(made.refund().value(), "REFUND", 1, "GATEWAY_CLEARING", ride, -back, "re");
        book(made.refund().value(), "REFUND", 2, "DRIVER_EARNINGS", ride, back - commission, "re");
        book(made.refund().value(), "REFUND", 3, "COMMISSION", ride, commission, "re");
        RideRecord row = history.get(ride);
        if (row != null)
            history.put(
                    ride,
                    record(ride, RideStatus.COMPLETED, FARE, null, FARE, amount, row.requestedAt(), row.besideFare()));
        return made;
    }

    /** The gateway took it and said something else: a person's case, which nobody has looked at. */
    void doubted(RideId ride) {
        Instant from = T0.plusSeconds(2_000 + 10_000L * owed++);
        driven(ride, driver, from, null);
        add(BookingEvent.TOPIC, ride, 6, new BookingEvent.RideOwed(ride, FARE, from.plusSeconds(780)));
        ChargeId charge = ChargeId.of(ride, Purpose.FARE);
        put(
                PaymentEvent.TOPIC,
                ride,
                new PaymentEvent.ChargeAttempted(charge, ride, rider, Purpose.FARE, FARE, 1, from.plusSeconds(600)),
                new PaymentEvent.ChargeOwed(
                        charge,
                        ride,
                        rider,
                        FARE,
                        PaymentEvent.ChargeOwed.OTHER_ANSWER,
                        "asked for 1250 USD; said 1 USD",
                        from.plusSeconds(601)));
        bookings.put(ride, new Snapshot.Seen(rider, RideStatus.OWED, 6, null));
        history.put(ride, record(ride, RideStatus.OWED, FARE, null, null, from));
        due(ride);
        captures.add(new Capture(ride + ":fare:1", "ch_" + ride, ride, FARE));
    }

    private void due(RideId ride) {
        book(ride.value(), "FARE", 1, "RIDER", ride, 1_250, null);
        book(ride.value(), "FARE", 2, "DRIVER_EARNINGS", ride, -1_000, null);
        book(ride.value(), "FARE", 3, "COMMISSION", ride, -250, null);
    }

    void paid(RideId ride, String purpose, String account, @Nullable String reference) {
        book(ride.value(), purpose, 1, account, ride, 1_250, reference);
        book(ride.value(), purpose, 2, "RIDER", ride, -1_250, reference);
    }

    void book(
            UUID aggregate,
            String purpose,
            int leg,
            String account,
            RideId ride,
            long minorUnits,
            @Nullable String reference) {
        ledger.add(new Snapshot.Booked(aggregate, purpose, 1, leg, account, ride, minorUnits, "USD", reference));
    }

    private void driven(RideId ride, DriverId who, Instant from, @Nullable String review) {
        asked.put(ride, rider);
        put(
                BookingEvent.TOPIC,
                ride,
                requested(ride, from),
                new BookingEvent.DriverAssigned(ride, who, taxi, "T", from.plusSeconds(60), from.plusSeconds(5)),
                new BookingEvent.DriverArrived(ride, from.plusSeconds(60)),
                new BookingEvent.RideStarted(ride, from.plusSeconds(90)),
                new BookingEvent.RideDroppedOff(ride, FARE, from.plusSeconds(600)));
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
                        from.plusSeconds(600),
                        review));
    }

    RideRecord record(
            RideId ride,
            RideStatus status,
            @Nullable Money fare,
            @Nullable String review,
            @Nullable Money paid,
            Instant requestedAt) {
        return record(ride, status, fare, review, paid, null, requestedAt, List.of());
    }

    private RideRecord record(
            RideId ride,
            @Nullable RideStatus status,
            @Nullable Money fare,
            @Nullable String review,
            @Nullable Money paid,
            @Nullable Money refunded,
            @Nullable Instant requestedAt,
            List<RideCharge> besideFare) {
        return new RideRecord(
                ride,
                rider,
                fare == null ? null : driver,
                fare == null ? null : taxi,
                null,
                status,
                new Place(HERE, null),
                new Place(HERE, null),
                1,
                requestedAt,
                null,
                null,
                null,
                null,
                null,
                fare == null ? null : 3_000L,
                fare == null ? null : new Fare(fare, "t", List.of(new Fare.Line("all", fare.minorUnits()))),
                review,
                paid == null ? null : PaymentView.Status.CAPTURED,
                paid,
                refunded,
                null,
                null,
                null,
                null,
                besideFare);
    }

    @SafeVarargs
    final <E extends Event> void put(Topic<E> topic, RideId ride, E... events) {
        for (int i = 0; i < events.length; i++) add(topic, ride, i + 1, events[i]);
    }

    <E extends Event> void add(Topic<E> topic, RideId ride, int version, E event) {
        journal.add(new Journaled(topic.context(), ride, version, topic.typeOf(event), event, event.hashCode()));
        published.add(new Published(topic.context(), ride, version, topic.typeOf(event), event.hashCode()));
    }
}
