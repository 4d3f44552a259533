package io.tanda.invariants;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.invariants.Snapshot.Spent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a rider's page sums up is what payment's journal tells, leg by leg. */
final class Spending {
    private record Leg(UUID id, String way) {}

    private Spending() {}

    static List<Found> check(Snapshot snapshot) {
        Map<Leg, Spent> journal = new HashMap<>();
        for (PaymentEvent.ChargeCaptured e : snapshot.events(PaymentEvent.ChargeCaptured.class))
            put(journal, e.ride(), e.charge().value(), "TAKEN", e.rider(), e.amount());
        for (PaymentEvent.ChargeOverpaid e : snapshot.events(PaymentEvent.ChargeOverpaid.class))
            put(journal, e.ride(), e.charge().value(), "TAKEN", e.rider(), e.amount());
        for (PaymentEvent.ChargeTendered e : snapshot.events(PaymentEvent.ChargeTendered.class))
            put(journal, e.ride(), e.charge().value(), "TENDERED", e.rider(), e.amount());
        for (PaymentEvent.RefundMade e : snapshot.events(PaymentEvent.RefundMade.class))
            put(journal, e.ride(), e.refund().value(), "REFUNDED", e.rider(), e.amount());
        List<Found> found = new ArrayList<>();
        for (Spent spent : snapshot.spending()) {
            Spent told = journal.remove(new Leg(spent.leg(), spent.way()));
            if (told == null)
                found.add(new Found(spent.ride(), "its rider's page has " + text(spent) + ", no event tells it"));
            else if (!told.equals(spent))
                found.add(new Found(
                        spent.ride(), "its rider's page has " + text(spent) + ", its event tells " + text(told)));
        }
        for (Spent missing : journal.values())
            found.add(new Found(missing.ride(), "its rider's page is without " + text(missing)));
        return found;
    }

    private static void put(Map<Leg, Spent> journal, RideId ride, UUID leg, String way, RiderId rider, Money amount) {
        journal.put(new Leg(leg, way), new Spent(ride, leg, way, rider, amount));
    }

    private static String text(Spent spent) {
        return spent.amount().minorUnits() + " " + spent.amount().currency() + " " + spent.way() + " of "
                + spent.rider();
    }
}
