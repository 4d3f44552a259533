package io.tanda.payment.refund.domain;

/** What the gateway said of one key, or why nothing is known. */
public sealed interface RefundAnswer {
    /** @param reference the gateway's own id of the refund */
    record Made(String reference) implements RefundAnswer {}

    /** Definite: nothing is given back under this key. */
    record Refused(String code) implements RefundAnswer {}

    /**
     * It says that it gave back something else, or that our request is wrong: never believed, and never asked for again.
     *
     * @param detail what was asked and what was said, at most 500 characters
     */
    record Different(String detail) implements RefundAnswer {}

    /** Asked by key: the gateway knows none. */
    record NeverSeen() implements RefundAnswer {}

    /** It may or may not have been given back. */
    record NoAnswer(String why) implements RefundAnswer {}

    /** The call was not made: the breaker is open, or too many are under way. */
    record NotCalled(String why) implements RefundAnswer {}
}
