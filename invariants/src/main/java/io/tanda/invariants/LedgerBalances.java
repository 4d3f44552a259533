package io.tanda.invariants;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.invariants.Snapshot.Booked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payment's ledger: each act sums to nothing and has exactly its legs, what happened is booked once and nothing else is, and what the
 * gateway took and gave back is what the ledger says of it.
 */
final class LedgerBalances {
    private static final String CLEARING = "GATEWAY_CLEARING";
    private static final String FARE = "FARE";
    private static final String CAPTURE = "CAPTURE";
    private static final String REFUND = "REFUND";
    private static final String TENDER = "TENDER";
    private static final String COLLECTION = "COLLECTION";
    private static final String WRITE_OFF = "WRITE_OFF";
    private static final String HOLD = "HOLD";
    private static final String RELEASE = "RELEASE";
    private static final String PAYOUT = "PAYOUT";

    /** Which accounts each act is booked on, one of the sets. Of before the ledger, the other side is the opening. */
    private static final Map<String, Set<Set<String>>> LEGS = Map.of(
            FARE,
                    Set.of(
                            Set.of("RIDER", "DRIVER_EARNINGS", "COMMISSION"),
                            Set.of("RIDER", "OPENING"),
                            Set.of("RIDER", "FEES")),
            CAPTURE, Set.of(Set.of(CLEARING, "RIDER")),
            TENDER, Set.of(Set.of("DRIVER_CASH", "RIDER"), Set.of("OPENING", "RIDER")),
            COLLECTION, Set.of(Set.of("DESK", "RIDER")),
            WRITE_OFF, Set.of(Set.of("WRITTEN_OFF", "RIDER"), Set.of("OPENING", "RIDER")),
            REFUND,
                    Set.of(
                            Set.of(CLEARING, "DRIVER_EARNINGS", "COMMISSION"),
                            Set.of(CLEARING, "RIDER"),
                            Set.of(CLEARING, "FEES"),
                            Set.of(CLEARING, "OPENING")),
            HOLD, Set.of(Set.of("VERIFICATION", "RIDER")),
            RELEASE, Set.of(Set.of("VERIFICATION", "RIDER")),
            PAYOUT, Set.of(Set.of("DRIVER_EARNINGS", "PAID_OUT")));

    private record Act(UUID aggregate, String purpose, int attempt) {}

    /** What is booked of an aggregate for one purpose, whatever the attempt. */
    private record Fact(UUID aggregate, String purpose) {}

    private final Snapshot snapshot;
    private final Map<Act, List<Booked>> acts = new LinkedHashMap<>();
    private final Map<UUID, RideId> rides = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    private LedgerBalances(Snapshot snapshot) {
        this.snapshot = snapshot;
        for (Booked entry : snapshot.ledger()) {
            acts.computeIfAbsent(
                            new Act(entry.aggregate(), entry.purpose(), entry.attempt()), none -> new ArrayList<>())
                    .add(entry);
            if (entry.ride() != null) rides.put(entry.aggregate(), entry.ride());
        }
    }

    static List<Found> check(Snapshot snapshot) {
        LedgerBalances check = new LedgerBalances(snapshot);
        check.acts.forEach(check::legs);
        check.facts();
        check.gateway();
        return check.found;
    }

    private void legs(Act act, List<Booked> legs) {
        RideId ride = legs.getFirst().ride();
        String what = act.purpose() + " of " + act.aggregate();
        Set<String> currencies = new HashSet<>();
        List<String> accounts = new ArrayList<>();
        long sum = 0;
        for (Booked leg : legs) {
            sum += leg.minorUnits();
            currencies.add(leg.currency());
            accounts.add(leg.account());
        }
        if (sum != 0) found.add(new Found(ride, what + " is booked and sums to " + sum));
        if (currencies.size() != 1) found.add(new Found(ride, what + " is booked in " + currencies));
        Set<String> once = new HashSet<>(accounts);
        if (once.size() != accounts.size()
                || !LEGS.getOrDefault(act.purpose(), Set.of()).contains(once))
            found.add(new Found(ride, what + " is booked on " + accounts));
    }

    private void facts() {
        Map<Fact, RideEvent> expected = expected();
        Map<Fact, Integer> booked = new LinkedHashMap<>();
        acts.keySet().forEach(act -> booked.merge(new Fact(act.aggregate(), act.purpose()), 1, Integer::sum));
        expected.forEach((fact, event) -> {
            if (!booked.containsKey(fact))
                found.add(new Found(event.ride(), fact.purpose() + " of " + fact.aggregate() + " is not booked"));
        });
        booked.forEach((fact, times) -> {
            RideId ride = ride(fact);
            String what = fact.purpose() + " of " + fact.aggregate() + " is booked";
            if (times > 1) found.add(new Found(ride, what + " " + times + " times"));
            if (isTold(fact.purpose()) && !expected.containsKey(fact))
                found.add(new Found(ride, what + ", which no event tells"));
            if (fact.purpose().equals(RELEASE) && !booked.containsKey(new Fact(fact.aggregate(), HOLD)))
                found.add(new Found(null, what + ", and nothing was held"));
        });
    }

    /** Verifications and payouts are told by no event of a ride. */
    private static boolean isTold(String purpose) {
        return !Set.of(HOLD, RELEASE, PAYOUT).contains(purpose);
    }

    private @Nullable RideId ride(Fact fact) {
        return rides.get(fact.aggregate());
    }

    /** What must be booked, by payment's journal. */
    private Map<Fact, RideEvent> expected() {
        Map<Fact, RideEvent> expected = new LinkedHashMap<>();
        Set<UUID> captured = new HashSet<>();
        for (PaymentEvent.ChargeEvent event : snapshot.events(PaymentEvent.ChargeEvent.class)) {
            UUID charge = event.charge().value();
            switch (event) {
                // What nobody owes is due when it is given.
                case PaymentEvent.ChargeAttempted e -> {
                    if (e.purpose().isOwed()) expected.put(new Fact(charge, FARE), e);
                }
                case PaymentEvent.TenderAwaited e -> expected.put(new Fact(charge, FARE), e);
                case PaymentEvent.ChargeCaptured e -> {
                    expected.put(new Fact(charge, FARE), e);
                    expected.put(new Fact(charge, CAPTURE), e);
                    captured.add(charge);
                }
                case PaymentEvent.ChargeTendered e -> {
                    expected.put(new Fact(charge, FARE), e);
                    expected.put(new Fact(charge, e.reason() == null ? TENDER : COLLECTION), e);
                }
                case PaymentEvent.ChargeWrittenOff e -> {
                    // What nobody ever had to pay is not written off in the books.
                    if (expected.containsKey(new Fact(charge, FARE))) expected.put(new Fact(charge, WRITE_OFF), e);
                }
                case PaymentEvent.ChargeOverpaid e ->
                    expected.put(new Fact(charge, captured.contains(charge) ? TENDER : CAPTURE), e);
                case PaymentEvent.ChargeDeclined e -> {}
                case PaymentEvent.ChargeUnknown e -> {}
                case PaymentEvent.ChargeOwed e -> {}
            }
        }
        for (PaymentEvent.RefundMade made : snapshot.events(PaymentEvent.RefundMade.class))
            expected.put(new Fact(made.refund().value(), REFUND), made);
        return expected;
    }

    /** By the gateway's own id, and for refunds by their key: amounts and all. */
    private void gateway() {
        Map<String, Long> taken = new HashMap<>();
        Map<String, Long> given = new HashMap<>();
        Set<RideId> charged = new HashSet<>();
        for (Booked entry : snapshot.ledger())
            if (entry.purpose().equals(CAPTURE) && entry.ride() != null) charged.add(entry.ride());
        for (Booked entry : snapshot.ledger()) {
            if (!entry.account().equals(CLEARING)) continue;
            if (entry.purpose().equals(CAPTURE))
                taken.merge(String.valueOf(entry.reference()), entry.minorUnits(), Long::sum);
            // What is given back of a ride of before is not looked at.
            else if (charged.contains(entry.ride()))
                given.merge("refund:" + entry.aggregate(), -entry.minorUnits(), Long::sum);
        }
        Set<RideId> inDoubt = new HashSet<>();
        for (PaymentEvent.ChargeOwed owed : snapshot.events(PaymentEvent.ChargeOwed.class))
            if (owed.code() != null) inDoubt.add(owed.ride());
        for (Snapshot.Capture capture : snapshot.captures()) {
            Long here = taken.remove(capture.id());
            if (here == null
                    ? !inDoubt.contains(capture.ride())
                    : here != capture.amount().minorUnits())
                found.add(new Found(
                        capture.ride(),
                        "the gateway has captured " + text(capture.amount()) + " as " + capture.id() + ", booked is "
                                + here));
        }
        taken.forEach((id, amount) -> found.add(
                new Found(null, amount + " are booked as captured by " + id + ", which the gateway has not")));
        compareRefunds(given);
    }

    private void compareRefunds(Map<String, Long> given) {
        Set<String> disputed = new HashSet<>();
        for (PaymentEvent.RefundDisputed one : snapshot.events(PaymentEvent.RefundDisputed.class))
            disputed.add("refund:" + one.refund());
        for (Snapshot.GivenBack back : snapshot.refunds()) {
            Long here = given.remove(back.key());
            if (here == null
                    ? !disputed.contains(back.key())
                    : here != back.amount().minorUnits())
                found.add(new Found(
                        null,
                        "the gateway has given back " + text(back.amount()) + " by the key " + back.key()
                                + ", booked is " + here));
        }
        given.forEach((key, amount) -> found.add(
                new Found(null, amount + " are booked as given back by " + key + ", which the gateway has not")));
    }

    private static String text(Money money) {
        return money.minorUnits() + " " + money.currency();
    }
}
