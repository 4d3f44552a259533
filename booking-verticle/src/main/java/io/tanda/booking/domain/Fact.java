package io.tanda.booking.domain;

import io.tanda.contract.Money;
import java.time.Instant;

/** What a booking remembers without an event: no one outside needs to be told. */
public sealed interface Fact {
    /** Dispatch has opened the call. */
    record SearchOpened(Instant searchUntil) implements Fact {}

    /** The fare is captured, and the drop-off not heard of yet. */
    record PaidAhead(Money amount) implements Fact {}
}
