package io.tanda.payment.method.domain;

/** What the gateway said of one key, or why nothing is known. */
public sealed interface AuthorizationAnswer {
    /** @param reference the gateway's own id of what it holds */
    record Authorized(String reference, Instrument instrument) implements AuthorizationAnswer {}

    /** Definite: nothing is held under this key. */
    record Declined(String code) implements AuthorizationAnswer {}

    /** Asked by key: the gateway never saw it. */
    record NeverSeen() implements AuthorizationAnswer {}

    /** It may or may not hold something. */
    record NoAnswer(String why) implements AuthorizationAnswer {}

    /** The call was not made: the breaker is open, or too many are under way. */
    record NotCalled(String why) implements AuthorizationAnswer {}
}
