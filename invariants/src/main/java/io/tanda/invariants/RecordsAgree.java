package io.tanda.invariants;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.invariants.Snapshot.Journaled;
import io.tanda.invariants.Snapshot.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every record of a ride tells the same: journals, topics and history. */
final class RecordsAgree {
    private RecordsAgree() {}

    static List<Found> versionsWithoutGap(Snapshot snapshot) {
        Map<String, Integer> last = new HashMap<>();
        List<Found> found = new ArrayList<>();
        for (Journaled event : snapshot.journal()) {
            int expected = last.getOrDefault(event.context() + event.ride(), 0) + 1;
            if (event.version() != expected)
                found.add(new Found(
                        event.ride(),
                        event.context() + "'s journal goes on with version " + event.version() + " where " + expected
                                + " was expected"));
            last.put(event.context() + event.ride(), event.version());
        }
        return found;
    }

    private record Key(String context, RideId ride, int version) {}

    private record Content(String type, int bodyHash) {}

    static List<Found> journalsEqualTopics(Snapshot snapshot) {
        Map<Key, Content> journal = new HashMap<>();
        for (Journaled event : snapshot.journal())
            journal.put(
                    new Key(event.context(), event.ride(), event.version()),
                    new Content(event.type(), event.bodyHash()));
        Set<Key> published = new HashSet<>();
        List<Found> found = new ArrayList<>();
        for (Published event : snapshot.published()) {
            Key key = new Key(event.context(), event.ride(), event.version());
            Content recorded = journal.get(key);
            String what = event.context() + "'s topic holds version " + event.version() + " (" + event.type() + ")";
            if (recorded == null) found.add(new Found(event.ride(), what + ", which its journal does not"));
            else if (!recorded.type().equals(event.type()))
                found.add(new Found(event.ride(), what + ", in its journal that is " + recorded.type()));
            else if (recorded.bodyHash() != event.bodyHash())
                found.add(new Found(event.ride(), what + " with another content than its journal"));
            published.add(key);
        }
        for (Journaled event : snapshot.journal())
            if (!published.contains(new Key(event.context(), event.ride(), event.version())))
                found.add(new Found(
                        event.ride(),
                        event.context() + "'s journal holds version " + event.version() + " (" + event.type()
                                + "), which its topic does not"));
        return found;
    }

    static List<Found> historyEqualsJournals(Snapshot snapshot) {
        Map<RideId, RideStatus> status = BookingStatuses.of(snapshot);
        Map<RideId, BookingEvent.RideRequested> requested = snapshot.byRide(BookingEvent.RideRequested.class);
        Map<RideId, BookingEvent.RideScheduled> scheduled = snapshot.byRide(BookingEvent.RideScheduled.class);
        Map<RideId, BookingEvent.RideCompleted> completed = snapshot.byRide(BookingEvent.RideCompleted.class);
        Map<RideId, BookingEvent.RideAborted> aborted = snapshot.byRide(BookingEvent.RideAborted.class);
        Map<RideId, DispatchEvent.PassengerDroppedOff> droppedOff =
                snapshot.byRide(DispatchEvent.PassengerDroppedOff.class);
        Map<RideId, Money> refunded = refunded(snapshot);
        Map<RideId, Map<Purpose, Money>> besideFare = paidBesideFare(snapshot);
        List<Found> found = new ArrayList<>();
        status.forEach((ride, now) -> {
            RideRecord row = snapshot.history().get(ride);
            if (row == null) {
                found.add(new Found(ride, "booking's journal knows it, history does not"));
                return;
            }
            differ(found, ride, "status", row.status(), now);
            BookingEvent.RideRequested request = requested.get(ride);
            if (request != null) {
                differ(found, ride, "rider", row.rider(), request.rider());
                BookingEvent.RideScheduled before = scheduled.get(ride);
                differ(found, ride, "requestedAt", row.requestedAt(), before == null ? request.at() : before.at());
            }
            BookingEvent.RideCompleted paid = completed.get(ride);
            if (paid != null) differ(found, ride, "paid", row.paid(), paid.paid());
            differ(found, ride, "refunded", row.refunded(), refunded.get(ride));
            differ(found, ride, "paid beside the fare", paidBesideFare(row), besideFare.getOrDefault(ride, Map.of()));
            BookingEvent.RideAborted brokenOff = aborted.get(ride);
            if (brokenOff != null) {
                differ(found, ride, "paid", row.paid(), brokenOff.paid());
                differ(found, ride, "reason", row.reason(), brokenOff.reason().wireName());
            }
            DispatchEvent.PassengerDroppedOff end = droppedOff.get(ride);
            if (end != null) {
                differ(found, ride, "driver", row.driver(), end.driver());
                differ(found, ride, "meters", row.meters(), end.meters());
                differ(found, ride, "review", row.review(), end.review());
                differ(
                        found,
                        ride,
                        "fare",
                        row.fare() == null ? null : row.fare().total(),
                        end.fare().total());
            }
        });
        snapshot.history().keySet().forEach(ride -> {
            if (!status.containsKey(ride)) found.add(new Found(ride, "history knows it, booking's journal does not"));
        });
        return found;
    }

    /** By ride, all refunds together. */
    private static Map<RideId, Money> refunded(Snapshot snapshot) {
        Map<RideId, Money> refunded = new HashMap<>();
        for (PaymentEvent.RefundMade made : snapshot.events(PaymentEvent.RefundMade.class))
            refunded.merge(
                    made.ride(),
                    made.amount(),
                    (one, other) -> new Money(one.minorUnits() + other.minorUnits(), one.currency()));
        return refunded;
    }

    private static Map<RideId, Map<Purpose, Money>> paidBesideFare(Snapshot snapshot) {
        Map<RideId, Map<Purpose, Money>> paid = new HashMap<>();
        for (PaymentEvent.ChargeEvent event : snapshot.events(PaymentEvent.ChargeEvent.class)) {
            Money amount = switch (event) {
                case PaymentEvent.ChargeCaptured e -> e.amount();
                case PaymentEvent.ChargeTendered e -> e.amount();
                case PaymentEvent.ChargeOverpaid e -> e.amount();
                case PaymentEvent.ChargeAttempted e -> null;
                case PaymentEvent.ChargeUnknown e -> null;
                case PaymentEvent.ChargeDeclined e -> null;
                case PaymentEvent.ChargeOwed e -> null;
                case PaymentEvent.TenderAwaited e -> null;
                case PaymentEvent.ChargeWrittenOff e -> null;
            };
            boolean beside = event.purpose() != Purpose.FARE && event.purpose() != Purpose.SERVICE;
            if (amount != null && beside)
                paid.computeIfAbsent(event.ride(), first -> new TreeMap<>()).put(event.purpose(), amount);
        }
        return paid;
    }

    private static Map<Purpose, Money> paidBesideFare(RideRecord row) {
        Map<Purpose, Money> paid = new TreeMap<>();
        for (RideCharge charge : row.besideFare()) {
            boolean was = switch (charge.status()) {
                case CAPTURED, TENDERED, OVERPAID -> true;
                case PENDING, DECLINED, UNKNOWN, OWED, AWAITED, WRITTEN_OFF -> false;
            };
            if (was) paid.put(charge.purpose(), charge.amount());
        }
        return paid;
    }

    private static void differ(
            List<Found> found, RideId ride, String what, @Nullable Object history, @Nullable Object journal) {
        if (!Objects.equals(history, journal))
            found.add(new Found(ride, "history says " + what + " " + history + ", the journals " + journal));
    }
}
