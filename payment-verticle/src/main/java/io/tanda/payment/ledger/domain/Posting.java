package io.tanda.payment.ledger.domain;

import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one act makes of the accounts: it is booked as a whole, with the fact that it is about, and once. Its legs sum to nothing.
 *
 * @param aggregate what was done: a charge, a refund, a verification or a payout
 * @param attempt of the charge at the gateway, 1 for all that is done once
 * @param ride that it is about; absent: none
 * @param currency of all legs, ISO 4217
 * @param reference the gateway's own, of what it took or gave back; absent: it is not the gateway's
 * @param at domain time
 */
public record Posting(
        UUID aggregate,
        Kind kind,
        int attempt,
        @Nullable RideId ride,
        String currency,
        @Nullable String reference,
        Instant at,
        List<Leg> legs) {
    /** What is booked. The names are stored, and never changed; the number of legs is checked of what is stored. */
    public enum Kind {
        /** What a ride is charged is due: its fare, a fee, or a tip that is given. */
        FARE,
        /** The gateway took it. */
        CAPTURE,
        /** The driver was paid, in the car. */
        TENDER,
        /** The company was paid otherwise. */
        COLLECTION,
        WRITE_OFF,
        /** The gateway gave it back. */
        REFUND,
        /** The gateway holds an amount. */
        HOLD,
        /** It holds it no more. */
        RELEASE,
        /** To a driver, or from him. */
        PAYOUT
    }

    public Posting {
        legs = List.copyOf(legs);
        if (legs.size() < 2) throw new IllegalArgumentException(kind + " has one side only");
        if (legs.stream().mapToLong(Leg::minorUnits).sum() != 0)
            throw new IllegalArgumentException(kind + " does not sum to nothing: " + legs);
        if (attempt < 1) throw new IllegalArgumentException("attempts count from 1, not " + attempt);
        if (currency.length() != 3) throw new IllegalArgumentException("no currency: " + currency);
    }
}
