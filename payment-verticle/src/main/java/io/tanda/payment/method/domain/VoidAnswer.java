package io.tanda.payment.method.domain;

/** What the gateway said when it was told to let go. */
public sealed interface VoidAnswer {
    record Voided() implements VoidAnswer {}

    /** It holds nothing of that, or not any more. */
    record Refused(String code) implements VoidAnswer {}

    record NoAnswer(String why) implements VoidAnswer {}

    record NotCalled(String why) implements VoidAnswer {}
}
