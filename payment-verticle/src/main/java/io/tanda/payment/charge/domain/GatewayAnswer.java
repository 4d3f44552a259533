package io.tanda.payment.charge.domain;

/** What the gateway said of one key, or why nothing is known. */
public sealed interface GatewayAnswer {
    /** @param reference the gateway's own id of the charge */
    record Captured(String reference) implements GatewayAnswer {}

    /** Definite: this key will never be captured. */
    record Declined(String code) implements GatewayAnswer {}

    /**
     * It says that it captured, and not what it was asked for: never believed, and never asked for again.
     *
     * @param detail what was asked and what was said, at most 500 characters
     */
    record Different(String detail) implements GatewayAnswer {}

    /**
     * It says that our request is wrong: nothing is made better by asking again.
     *
     * @param detail what was asked and what was said, at most 500 characters
     */
    record NotUnderstood(String detail) implements GatewayAnswer {}

    /** Asked by key: the gateway never saw it. */
    record NeverSeen() implements GatewayAnswer {}

    /** It may or may not have charged. */
    record NoAnswer(String why) implements GatewayAnswer {}

    /** The call was not made: the breaker is open, or too many are under way. */
    record NotCalled(String why) implements GatewayAnswer {}
}
