package io.tanda.invariants;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.payment.PaymentEvent;
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
        Map<RideId, List<Snapshot.Capture>> ledger = snapshot.capturesByRide();
        Map<RideId, PaymentEvent.ChargeCaptured> captured = snapshot.byRide(PaymentEvent.ChargeCaptured.class);
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
        for (PaymentEvent.ChargeCaptured e : snapshot.events(PaymentEvent.ChargeCaptured.class))
            settled.put(e.ride(), e.amount());
        for (PaymentEvent.ChargeTendered e : snapshot.events(PaymentEvent.ChargeTendered.class))
            settled.put(e.ride(), e.amount());
        for (PaymentEvent.ChargeWrittenOff e : snapshot.events(PaymentEvent.ChargeWrittenOff.class))
            settled.put(e.ride(), new Money(0, e.amount().currency()));
        return settled;
    }

    static List<Found> capturesEqualFares(Snapshot snapshot) {
        Map<RideId, DispatchEvent.PassengerDroppedOff> fares = snapshot.byRide(DispatchEvent.PassengerDroppedOff.class);
        Map<RideId, PaymentEvent.ChargeCaptured> captured = snapshot.byRide(PaymentEvent.ChargeCaptured.class);
        Map<RideId, PaymentEvent.ChargeOwed> owed = snapshot.byRide(PaymentEvent.ChargeOwed.class);
        Map<RideId, PaymentEvent.ChargeOverpaid> overpaid = snapshot.byRide(PaymentEvent.ChargeOverpaid.class);
        Map<RideId, List<Snapshot.Capture>> ledger = snapshot.capturesByRide();
        List<Found> found = new ArrayList<>();
        ledger.forEach((ride, captures) -> {
            if (captures.size() > 1)
                found.add(new Found(
                        ride,
                        "it was captured " + captures.size() + " times, with the keys "
                                + captures.stream().map(Snapshot.Capture::key).toList()));
            DispatchEvent.PassengerDroppedOff droppedOff = fares.get(ride);
            for (Snapshot.Capture capture : captures) {
                if (droppedOff == null)
                    found.add(new Found(ride, text(capture.amount()) + " were captured and nobody was dropped off"));
                else if (droppedOff.review() != null && !owed.containsKey(ride))
                    found.add(new Found(
                            ride,
                            text(capture.amount()) + " were captured, which somebody should have looked at: "
                                    + droppedOff.review()));
                else if (!droppedOff.fare().total().equals(capture.amount()))
                    found.add(new Found(
                            ride,
                            "its fare is " + text(droppedOff.fare().total()) + ", captured were "
                                    + text(capture.amount())));
            }
            if (!captured.containsKey(ride) && !overpaid.containsKey(ride) && !isAPersonsCase(owed.get(ride)))
                found.add(new Found(ride, "the gateway captured it, payment's journal does not know"));
        });
        captured.keySet().forEach(ride -> {
            if (!ledger.containsKey(ride))
                found.add(new Found(ride, "payment's journal has a capture that the gateway does not know"));
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
