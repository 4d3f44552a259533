package io.tanda.invariants;

import io.tanda.contract.Money;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.invariants.Snapshot.Capture;
import io.tanda.invariants.Snapshot.GivenBack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What finance gives back leaves the gateway once: its ledger and payment's journal agree both ways. */
final class GivenBackOnce {
    private GivenBackOnce() {}

    static List<Found> check(Snapshot snapshot) {
        Map<String, Capture> captures = new HashMap<>();
        for (Capture capture : snapshot.captures()) captures.put(capture.id(), capture);
        Map<String, List<GivenBack>> ledger = new HashMap<>();
        Map<String, Long> ofCapture = new HashMap<>();
        for (GivenBack refund : snapshot.refunds()) {
            ledger.computeIfAbsent(refund.key(), none -> new ArrayList<>()).add(refund);
            ofCapture.merge(refund.charge(), refund.amount().minorUnits(), Long::sum);
        }
        List<Found> found = new ArrayList<>();
        for (PaymentEvent.RefundMade made : snapshot.events(PaymentEvent.RefundMade.class)) {
            List<GivenBack> given = ledger.remove("refund:" + made.refund());
            if (given == null)
                found.add(new Found(
                        made.ride(), "refund " + made.refund() + " is made, and the gateway has given nothing back"));
            else if (given.size() > 1)
                found.add(new Found(
                        made.ride(), "refund " + made.refund() + " was given back " + given.size() + " times"));
            else if (!given.getFirst().amount().equals(made.amount()))
                found.add(new Found(
                        made.ride(),
                        "refund " + made.refund() + " is of " + text(made.amount()) + ", given back were "
                                + text(given.getFirst().amount())));
        }
        // A person's case: what its answers said was not believed.
        for (PaymentEvent.RefundDisputed disputed : snapshot.events(PaymentEvent.RefundDisputed.class))
            ledger.remove("refund:" + disputed.refund());
        ledger.forEach((key, given) -> {
            Capture capture = captures.get(given.getFirst().charge());
            found.add(new Found(
                    capture == null ? null : capture.ride(),
                    "the gateway has given back " + text(given.getFirst().amount()) + " by the key " + key
                            + ", which no event tells"));
        });
        ofCapture.forEach((id, given) -> {
            Capture capture = captures.get(id);
            if (capture != null && given > capture.amount().minorUnits())
                found.add(new Found(
                        capture.ride(),
                        "captured were " + text(capture.amount()) + ", given back " + given + " of it"));
        });
        return found;
    }

    private static String text(Money money) {
        return money.minorUnits() + " " + money.currency();
    }
}
