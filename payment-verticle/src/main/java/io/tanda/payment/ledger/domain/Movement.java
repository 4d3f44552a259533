package io.tanda.payment.ledger.domain;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.payment.Reconciliation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that the gateway took or gave back, as it says so itself or as it is booked.
 *
 * @param reference the gateway's own id
 * @param ride absent: it is the gateway's word, who does not know of rides
 * @param at real time: when the gateway decided it, or about when it was asked
 */
public record Movement(
        Reconciliation.Type type,
        String reference,
        @Nullable RideId ride,
        Money amount,
        Instant at) {}
