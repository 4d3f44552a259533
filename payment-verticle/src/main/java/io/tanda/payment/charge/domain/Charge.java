package io.tanda.payment.charge.domain;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import java.time.Instant;

/**
 * The charge of one ride for one purpose.
 *
 * <pre>
 *   none --&gt; pending --&gt; captured
 *              |  ^  \
 *              |  |   +-&gt; unknown --&gt; captured          resolved with the same key
 *              v  |          |
 *            declined &lt;------+                          the next attempt has a new key
 *              |
 *              +--&gt; owed                                declined too often: an operator's matter
 * </pre>
 */
public sealed interface Charge {
    /** Nothing was asked for yet. */
    record None() implements Charge {}

    /** Something was. */
    sealed interface Made extends Charge {
        Claim claim();

        /** Of the journal: 1 for the first event. */
        int version();

        /** 1 for the first; one more after each definite decline. */
        int attempt();

        /** Domain time. */
        Instant since();

        /** As others see it. */
        default PaymentView view() {
            PaymentView.Status status = switch (this) {
                case Pending pending -> PaymentView.Status.PENDING;
                case Unknown unknown -> PaymentView.Status.UNKNOWN;
                case Declined declined -> PaymentView.Status.DECLINED;
                case Captured captured -> PaymentView.Status.CAPTURED;
                case Owed owed -> PaymentView.Status.OWED;
            };
            String code = switch (this) {
                case Declined declined -> declined.code();
                case Owed owed -> owed.code();
                case Pending pending -> null;
                case Unknown unknown -> null;
                case Captured captured -> null;
            };
            return new PaymentView(
                    claim().ride(),
                    claim().rider(),
                    claim().purpose(),
                    claim().amount(),
                    status,
                    attempt(),
                    code,
                    since());
        }
    }

    /**
     * Written down; the gateway may or may not have been called.
     *
     * @param tries how often it was to be called and was not: the breaker was open
     */
    record Pending(Claim claim, int version, int attempt, int tries, Instant since) implements Made {}

    /** @param tries how often this attempt was tried in vain: not called, or no answer */
    record Unknown(Claim claim, int version, int attempt, int tries, Instant since) implements Made {}

    record Declined(Claim claim, int version, int attempt, String code, Instant since) implements Made {}

    record Captured(Claim claim, int version, int attempt, String gatewayReference, Instant since) implements Made {}

    record Owed(Claim claim, int version, int attempt, String code, Instant since) implements Made {}

    static int versionOf(Charge charge) {
        return switch (charge) {
            case None none -> 0;
            case Made made -> made.version();
        };
    }

    /** @throws IllegalStateException when the event contradicts the state: a bug */
    default Charge evolve(PaymentEvent event) {
        int next = versionOf(this) + 1;
        return switch (event) {
            case PaymentEvent.ChargeAttempted e ->
                switch (this) {
                    case None none
                    when e.attempt() == 1 ->
                        new Pending(new Claim(e.ride(), e.rider(), e.purpose(), e.amount()), next, 1, 0, e.at());
                    case Declined declined
                    when e.attempt() == declined.attempt() + 1 ->
                        new Pending(declined.claim(), next, e.attempt(), 0, e.at());
                    case None none -> throw contradicts(e);
                    case Made made -> throw contradicts(e);
                };
            case PaymentEvent.ChargeCaptured e ->
                switch (this) {
                    case Pending pending ->
                        new Captured(pending.claim(), next, pending.attempt(), e.gatewayReference(), e.at());
                    case Unknown unknown ->
                        new Captured(unknown.claim(), next, unknown.attempt(), e.gatewayReference(), e.at());
                    case None none -> throw contradicts(e);
                    case Declined declined -> throw contradicts(e);
                    case Captured captured -> throw contradicts(e);
                    case Owed owed -> throw contradicts(e);
                };
            case PaymentEvent.ChargeDeclined e ->
                switch (this) {
                    case Pending pending -> new Declined(pending.claim(), next, pending.attempt(), e.code(), e.at());
                    case Unknown unknown -> new Declined(unknown.claim(), next, unknown.attempt(), e.code(), e.at());
                    case None none -> throw contradicts(e);
                    case Declined declined -> throw contradicts(e);
                    case Captured captured -> throw contradicts(e);
                    case Owed owed -> throw contradicts(e);
                };
            case PaymentEvent.ChargeUnknown e ->
                switch (this) {
                    case Pending pending ->
                        new Unknown(pending.claim(), next, pending.attempt(), pending.tries() + 1, e.at());
                    case None none -> throw contradicts(e);
                    case Made made -> throw contradicts(e);
                };
            case PaymentEvent.ChargeOwed e ->
                switch (this) {
                    case Declined declined ->
                        new Owed(declined.claim(), next, declined.attempt(), declined.code(), e.at());
                    case None none -> throw contradicts(e);
                    case Made made -> throw contradicts(e);
                };
        };
    }

    private IllegalStateException contradicts(PaymentEvent event) {
        return new IllegalStateException(event + " does not follow " + this);
    }
}
