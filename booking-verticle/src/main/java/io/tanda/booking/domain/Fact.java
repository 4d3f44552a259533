package io.tanda.booking.domain;

import io.tanda.contract.Money;
import java.time.Instant;

/** What a booking remembers without an event: no one outside needs to be told. */
public sealed interface Fact {
    /** Dispatch has opened the call. */
    record SearchOpened(Instant searchUntil) implements Fact {}

    /** What payment said of a fare whose drop-off was not heard of yet; what it said last. */
    sealed interface FareAhead extends Fact {}

    record PaidAhead(Money amount) implements FareAhead {}

    record OwedAhead() implements FareAhead {}
}
