package io.tanda.payment.charge.domain;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;

/** What can happen to a charge. */
public sealed interface ChargeInput {
    /**
     * The ride is over and costs this much: from the fast path, or from the event; the two are the same to a charge.
     *
     * @param method how it is to be paid
     */
    record Demanded(Claim claim, PaymentMethod method) implements ChargeInput {}

    /** The ride is over, and somebody looks at its fare before anything is charged. */
    record Withheld(Claim claim) implements ChargeInput {}

    /** @param attempt which one the answer is about: it may be late @param key what might be done with its key when it was asked */
    record Answered(int attempt, GatewayAnswer answer, Phase key) implements ChargeInput {
        /** To a call. */
        public Answered(int attempt, GatewayAnswer answer) {
            this(attempt, answer, Phase.CALLED);
        }
    }

    /** The stored deadline has come. @param key what may be done with the last attempt's key */
    record Due(Phase key) implements ChargeInput {}

    /** What people do about it. */
    sealed interface ByPeople extends ChargeInput {}

    /** The driver has it, in the car. A fact: it is never refused. */
    record Tendered(PaymentMethod method) implements ByPeople {}

    /** The driver has waited long enough. */
    record GivenUp() implements ByPeople {}

    /** The rider tries again, or chooses how else to pay. */
    record Retried(PaymentMethod method) implements ByPeople {}

    /** An operator has it. */
    record Collected(PaymentMethod method, String reason) implements ByPeople {}

    /** An operator has found out that the gateway took it. @param reference the gateway's own */
    record FoundTaken(String reference, String reason) implements ByPeople {}

    /** An operator has found out that the gateway took nothing. */
    record FoundNotTaken(String reason) implements ByPeople {}

    /** An operator forgives it. */
    record WrittenOff(String reason) implements ByPeople {}
}
