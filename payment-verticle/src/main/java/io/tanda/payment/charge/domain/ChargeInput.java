package io.tanda.payment.charge.domain;

/** What can happen to a charge. */
public sealed interface ChargeInput {
    /** The ride is over and costs this much: from the fast path, or from the event; the two are the same to a charge. */
    record Demanded(Claim claim) implements ChargeInput {}

    /** @param attempt which one the answer is about: it may be late */
    record Answered(int attempt, GatewayAnswer answer) implements ChargeInput {}

    /** The stored deadline has come. */
    record Due() implements ChargeInput {}
}
