package io.tanda.seeded;

import static io.tanda.seeded.Promise.CHARGED_ONCE;
import static io.tanda.seeded.Promise.COMPLETED_IS_PAID;
import static io.tanda.seeded.Promise.REFUNDED_ONCE;
import static io.tanda.seeded.Promise.REFUNDED_WITHIN_CAPTURED;

import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.Fee;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is owed, what the gateway's ledger holds, and what payment's journal says of it. */
final class MoneyPromises {
    private final Promises promises;
    private final Map<Due, Money> dues = new HashMap<>();
    private final Map<Due, FakeGateway.Capture> captures = new HashMap<>();
    /** By the gateway's id. */
    private final Map<String, FakeGateway.Capture> byReference = new HashMap<>();
    /** Whose driver says that he has the fare. */
    private final Set<RideId> inCar = new HashSet<>();

    private final Map<RefundId, FakeGateway.Repaid> repaid = new LinkedHashMap<>();
    /** In minor units, of each capture by the gateway's id. */
    private final Map<String, Long> givenBack = new HashMap<>();
    /** Of which payment's journal says that they were made. */
    private final Set<RefundId> made = new HashSet<>();

    private record Due(RideId ride, Purpose purpose) {}

    MoneyPromises(Promises promises) {
        this.promises = promises;
    }

    // What dispatch and booking say.

    void owes(RideId ride, Purpose purpose, Money amount) {
        dues.put(new Due(ride, purpose), amount);
    }

    void owes(RideId ride, Purpose purpose, @Nullable Fee fee) {
        if (fee != null) owes(ride, purpose, fee.amount());
    }

    void paidInCar(RideId ride) {
        inCar.add(ride);
    }

    void paid(RideId ride, Money amount) {
        Due fare = new Due(ride, Purpose.FARE);
        if (inCar.contains(ride) && amount.equals(dues.get(fare))) return;
        FakeGateway.Capture capture = captures.get(fare);
        if (capture == null || !capture.amount().equals(amount))
            promises.breaks(
                    COMPLETED_IS_PAID,
                    "ride " + ride + " has ended with " + amount + " paid, captured is "
                            + (capture == null ? null : capture.amount()));
    }

    // What the gateway does.

    void captured(FakeGateway.Capture capture) {
        Due due = new Due(capture.ride(), capture.purpose());
        byReference.put(capture.reference(), capture);
        FakeGateway.Capture before = captures.putIfAbsent(due, capture);
        if (before != null) promises.breaks(CHARGED_ONCE, due + " was captured under a second key");
        Money amount = dues.get(due);
        if (!capture.amount().equals(amount))
            promises.breaks(CHARGED_ONCE, "due of " + due + " is " + amount + ", captured were " + capture.amount());
    }

    void repaid(FakeGateway.Repaid back) {
        if (repaid.putIfAbsent(back.refund(), back) != null)
            promises.breaks(REFUNDED_ONCE, "refund " + back.refund() + " was given back under a second key");
        FakeGateway.Capture capture = byReference.get(back.captured());
        long all = givenBack.merge(back.captured(), back.amount().minorUnits(), Long::sum);
        if (capture == null
                || !capture.ride().equals(back.ride())
                || !capture.amount().currency().equals(back.amount().currency())
                || all > capture.amount().minorUnits())
            promises.breaks(
                    REFUNDED_WITHIN_CAPTURED,
                    "of ride " + back.ride() + " " + all + " minor units were given back, captured is " + capture);
    }

    // What payment says.

    void happened(PaymentEvent event) {
        switch (event) {
            // Nobody but the rider says what he gives beside the fare.
            case PaymentEvent.ChargeAttempted e -> {
                if (e.purpose() == Purpose.TIP) dues.putIfAbsent(new Due(e.ride(), e.purpose()), e.amount());
            }
            case PaymentEvent.ChargeCaptured e -> knows(new Due(e.ride(), e.purpose()), e.amount());
            case PaymentEvent.ChargeDeclined e -> {}
            case PaymentEvent.ChargeUnknown e -> {}
            case PaymentEvent.ChargeOwed e -> {}
            case PaymentEvent.TenderAwaited e -> {}
            case PaymentEvent.ChargeTendered e -> {}
            case PaymentEvent.ChargeWrittenOff e -> {}
            case PaymentEvent.ChargeOverpaid e -> knows(new Due(e.ride(), e.purpose()), e.amount());
            case PaymentEvent.RefundAsked e -> {}
            case PaymentEvent.RefundMade e -> made(e);
            case PaymentEvent.RefundRefused e -> refused(e.refund());
            // The city's gateway says what it has done, and nobody registers what he pays with.
            case PaymentEvent.RefundDisputed e -> {}
            case PaymentEvent.MethodEvent e -> {}
        }
    }

    private void knows(Due due, Money amount) {
        FakeGateway.Capture capture = captures.get(due);
        if (capture == null || !capture.amount().equals(amount))
            promises.breaks(
                    CHARGED_ONCE,
                    "payment says that " + amount + " of " + due + " were captured, which the gateway does not");
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
