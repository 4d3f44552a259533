package io.tanda.invariants;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody is charged twice, and nothing that is completed is unpaid: journals and gateway agree. */
final class PaidOnce {
    private PaidOnce() {}

    static List<Found> completedIsPaid(Snapshot snapshot) {
        Map<RideId, List<Snapshot.Capture>> ledger = snapshot.capturesByRide(Purpose.FARE);
        Map<RideId, PaymentEvent.ChargeCaptured> captured =
                snapshot.chargesByRide(PaymentEvent.ChargeCaptured.class, Purpose.FARE);
        Map<RideId, Money> settled = settled(snapshot);
        List<Found> found = new ArrayList<>();
        Map<RideId, Money> paid = new LinkedHashMap<>();
        for (BookingEvent.RideCompleted completed : snapshot.events(BookingEvent.RideCompleted.class))
            paid.put(completed.ride(), completed.paid());
        for (BookingEvent.RideAborted aborted : snapshot.events(BookingEvent.RideAborted.class))
            paid.put(aborted.ride(), aborted.paid());
        paid.forEach((ride, amount) -> {
            Money known = settled.get(ride);
            if (known == null)
                found.add(new Found(ride, "it is completed, and nothing in payment's journal has settled it"));
            else if (!known.equals(amount))
                found.add(new Found(ride, "booking says " + text(amount) + " was paid, payment says " + text(known)));
            if (captured.containsKey(ride) && !ledger.containsKey(ride))
                found.add(new Found(ride, "it is completed and the gateway has captured nothing"));
        });
        snapshot.bookings().forEach((ride, seen) -> {
            if ((seen.status() == RideStatus.COMPLETED || seen.status() == RideStatus.ABORTED)
                    && !settled.containsKey(ride))
                found.add(new Found(
                        ride,
                        "the API calls it " + seen.status().wireName()
                                + ", and nothing in payment's journal has settled it"));
        });
        return found;
    }

    /** What was paid for each ride of which nothing is due any more: by card, in the car, or nothing because it was written off. */
    private static Map<RideId, Money> settled(Snapshot snapshot) {
        Map<RideId, Money> settled = new HashMap<>();
        for (PaymentEvent.ChargeCaptured e : snapshot.charges(PaymentEvent.ChargeCaptured.class, Purpose.FARE))
            settled.put(e.ride(), e.amount());
        for (PaymentEvent.ChargeTendered e : snapshot.charges(PaymentEvent.ChargeTendered.class, Purpose.FARE))
            settled.put(e.ride(), e.amount());
        for (PaymentEvent.ChargeWrittenOff e : snapshot.charges(PaymentEvent.ChargeWrittenOff.class, Purpose.FARE))
            settled.put(e.ride(), new Money(0, e.amount().currency()));
        return settled;
    }

    static List<Found> capturesEqualFares(Snapshot snapshot) {
        List<Found> found = new ArrayList<>();
        for (Purpose purpose : Purpose.OF_RIDE) found.addAll(capturesEqualDue(snapshot, purpose));
        return found;
    }

    private static List<Found> capturesEqualDue(Snapshot snapshot, Purpose purpose) {
        Map<RideId, Money> due = due(snapshot, purpose);
        Map<RideId, PaymentEvent.ChargeCaptured> captured =
                snapshot.chargesByRide(PaymentEvent.ChargeCaptured.class, purpose);
        Map<RideId, PaymentEvent.ChargeOwed> owed = snapshot.chargesByRide(PaymentEvent.ChargeOwed.class, purpose);
        Map<RideId, PaymentEvent.ChargeOverpaid> overpaid =
                snapshot.chargesByRide(PaymentEvent.ChargeOverpaid.class, purpose);
        Map<RideId, List<Snapshot.Capture>> ledger = snapshot.capturesByRide(purpose);
        String what = purpose.wireName();
        List<Found> found = new ArrayList<>();
        ledger.forEach((ride, captures) -> {
            if (captures.size() > 1)
                found.add(new Found(
                        ride,
                        "its " + what + " was captured " + captures.size() + " times, with the keys "
                                + captures.stream().map(Snapshot.Capture::key).toList()));
            Money amount = due.get(ride);
            for (Snapshot.Capture capture : captures) {
                if (amount == null)
                    found.add(new Found(ride, text(capture.amount()) + " were captured, and no " + what + " is due"));
                else if (!amount.equals(capture.amount()))
                    found.add(new Found(
                            ride, "its " + what + " is " + text(amount) + ", captured were " + text(capture.amount())));
            }
            if (!captured.containsKey(ride) && !overpaid.containsKey(ride) && !isAPersonsCase(owed.get(ride)))
                found.add(new Found(ride, "the gateway captured its " + what + ", payment's journal does not know"));
        });
        captured.keySet().forEach(ride -> {
            if (!ledger.containsKey(ride))
                found.add(new Found(
                        ride, "payment's journal has a capture of its " + what + " that the gateway does not know"));
        });
        if (purpose == Purpose.FARE) found.addAll(notLookedAt(snapshot, ledger, owed));
        return found;
    }

    /** What those say who decide what is to be paid; of a tip, the rider. */
    private static Map<RideId, Money> due(Snapshot snapshot, Purpose purpose) {
        Map<RideId, Money> due = new HashMap<>();
        switch (purpose) {
            case FARE -> {
                for (DispatchEvent.PassengerDroppedOff e : snapshot.events(DispatchEvent.PassengerDroppedOff.class))
                    due.put(e.ride(), e.fare().total());
            }
            case TIP -> {
                for (PaymentEvent.ChargeAttempted e : snapshot.charges(PaymentEvent.ChargeAttempted.class, purpose))
                    due.putIfAbsent(e.ride(), e.amount());
            }
            case CANCELLATION_FEE -> {
                for (BookingEvent.RideCanceled e : snapshot.events(BookingEvent.RideCanceled.class))
                    if (e.fee() != null) due.put(e.ride(), e.fee().amount());
            }
            case SERVICE -> throw new IllegalArgumentException("it is due by no ride");
            case NO_SHOW_FEE -> {
                for (BookingEvent.RiderNoShow e : snapshot.events(BookingEvent.RiderNoShow.class))
                    if (e.fee() != null) due.put(e.ride(), e.fee().amount());
            }
        }
        return due;
    }

    private static List<Found> notLookedAt(
            Snapshot snapshot, Map<RideId, List<Snapshot.Capture>> ledger, Map<RideId, PaymentEvent.ChargeOwed> owed) {
        List<Found> found = new ArrayList<>();
        snapshot.byRide(DispatchEvent.PassengerDroppedOff.class).forEach((ride, end) -> {
            if (end.review() != null && ledger.containsKey(ride) && !owed.containsKey(ride))
                found.add(new Found(
                        ride, "its fare was captured, which somebody should have looked at: " + end.review()));
        });
        return found;
    }

    /** Nobody knows whether the gateway took it, and somebody is told to find out. */
    private static boolean isAPersonsCase(PaymentEvent.@Nullable ChargeOwed owed) {
        return owed != null && owed.code() != null;
    }

    private static String text(Money money) {
        return money.minorUnits() + " " + money.currency();
    }
}
