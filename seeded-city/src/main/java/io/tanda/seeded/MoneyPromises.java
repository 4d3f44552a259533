package io.tanda.seeded;

import static io.tanda.seeded.Promise.CHARGED_ONCE;
import static io.tanda.seeded.Promise.COMPLETED_IS_PAID;
import static io.tanda.seeded.Promise.REFUNDED_ONCE;
import static io.tanda.seeded.Promise.REFUNDED_WITHIN_CAPTURED;

import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.payment.PaymentEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is owed, what the gateway's ledger holds, and what payment's journal says of it. */
final class MoneyPromises {
    private final Promises promises;
    private final Map<RideId, Money> fares = new HashMap<>();
    private final Map<RideId, FakeGateway.Capture> captures = new HashMap<>();
    /** Whose driver says that he has the fare. */
    private final Set<RideId> inCar = new HashSet<>();

    private final Map<RefundId, FakeGateway.Repaid> repaid = new LinkedHashMap<>();
    /** In minor units, of each capture by the gateway's id. */
    private final Map<String, Long> givenBack = new HashMap<>();
    /** Of which payment's journal says that they were made. */
    private final Set<RefundId> made = new HashSet<>();

    MoneyPromises(Promises promises) {
        this.promises = promises;
    }

    // What dispatch and booking say.

    void owes(RideId ride, Money fare) {
        fares.put(ride, fare);
    }

    void paidInCar(RideId ride) {
        inCar.add(ride);
    }

    void paid(RideId ride, Money amount) {
        if (inCar.contains(ride) && amount.equals(fares.get(ride))) return;
        FakeGateway.Capture capture = captures.get(ride);
        if (capture == null || !capture.amount().equals(amount))
            promises.breaks(
                    COMPLETED_IS_PAID,
                    "ride " + ride + " has ended with " + amount + " paid, captured is "
                            + (capture == null ? null : capture.amount()));
    }

    // What the gateway does.

    void captured(FakeGateway.Capture capture) {
        FakeGateway.Capture before = captures.putIfAbsent(capture.ride(), capture);
        if (before != null)
            promises.breaks(CHARGED_ONCE, "ride " + capture.ride() + " was captured under a second key");
        Money fare = fares.get(capture.ride());
        if (!capture.amount().equals(fare))
            promises.breaks(
                    CHARGED_ONCE, "ride " + capture.ride() + " costs " + fare + ", captured were " + capture.amount());
    }

    void repaid(FakeGateway.Repaid back) {
        if (repaid.putIfAbsent(back.refund(), back) != null)
            promises.breaks(REFUNDED_ONCE, "refund " + back.refund() + " was given back under a second key");
        FakeGateway.Capture capture = captures.get(back.ride());
        long all = givenBack.merge(back.captured(), back.amount().minorUnits(), Long::sum);
        if (capture == null
                || !capture.reference().equals(back.captured())
                || !capture.amount().currency().equals(back.amount().currency())
                || all > capture.amount().minorUnits())
            promises.breaks(
                    REFUNDED_WITHIN_CAPTURED,
                    "of ride " + back.ride() + " " + all + " minor units were given back, captured is " + capture);
    }

    // What payment says.

    void happened(PaymentEvent event) {
        switch (event) {
            case PaymentEvent.ChargeAttempted e -> {}
            case PaymentEvent.ChargeCaptured e -> knows(e.ride(), e.amount());
            case PaymentEvent.ChargeDeclined e -> {}
            case PaymentEvent.ChargeUnknown e -> {}
            case PaymentEvent.ChargeOwed e -> {}
            case PaymentEvent.TenderAwaited e -> {}
            case PaymentEvent.ChargeTendered e -> {}
            case PaymentEvent.ChargeWrittenOff e -> {}
            case PaymentEvent.ChargeOverpaid e -> knows(e.ride(), e.amount());
            case PaymentEvent.RefundAsked e -> {}
            case PaymentEvent.RefundMade e -> made(e);
            case PaymentEvent.RefundRefused e -> refused(e.refund());
            // The city's gateway says what it has done, and nobody registers what he pays with.
            case PaymentEvent.RefundDisputed e -> {}
            case PaymentEvent.MethodEvent e -> {}
        }
    }

    private void knows(RideId ride, Money amount) {
        FakeGateway.Capture capture = captures.get(ride);
        if (capture == null || !capture.amount().equals(amount))
            promises.breaks(
                    CHARGED_ONCE,
                    "payment says that " + amount + " of ride " + ride + " were captured, which the gateway does not");
    }

    private void made(PaymentEvent.RefundMade said) {
        made.add(said.refund());
        FakeGateway.@Nullable Repaid back = repaid.get(said.refund());
        if (back == null
                || !back.amount().equals(said.amount())
                || !back.reference().equals(said.gatewayReference()))
            promises.breaks(
                    REFUNDED_ONCE,
                    "payment says that " + said.amount() + " were given back as refund " + said.refund()
                            + ", the gateway says " + back);
    }

    private void refused(RefundId refund) {
        if (repaid.containsKey(refund))
            promises.breaks(REFUNDED_ONCE, "refund " + refund + " was given back, and payment says that it was not");
    }

    /** When all is quiet: what was given back is known of. */
    void close() {
        for (FakeGateway.Repaid back : repaid.values())
            if (!made.contains(back.refund()))
                promises.breaks(REFUNDED_ONCE, "payment does not know that the gateway has given back: " + back);
    }
}
