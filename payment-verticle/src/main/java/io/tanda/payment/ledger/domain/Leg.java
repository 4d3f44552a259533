package io.tanda.payment.ledger.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One side of what is booked.
 *
 * @param owner whose account it is; absent: it is the company's
 * @param minorUnits more than nothing: there is more of it
 */
public record Leg(Account account, @Nullable UUID owner, long minorUnits) {
    /** Of the company's. */
    static Leg of(Account account, long minorUnits) {
        return new Leg(account, null, minorUnits);
    }
}
