package io.tanda.payment.refund.domain;

import io.tanda.contract.ChargeId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.ledger.domain.RefundSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be given back to whom, and of what: fixed for the life of a refund, so that a key never changes its amount.
 *
 * @param sold of a service, the id of what was sold
 * @param number of the charge's refunds: 1 for the first
 * @param captured the gateway's own id of what it took
 * @param source whose money it is
 */
public record Order(
        RefundId refund,
        RideId ride,
        RiderId rider,
        Purpose purpose,
        @Nullable UUID sold,
        int number,
        Money amount,
        String captured,
        RefundSource source) {
    /** The charge that it is given back of. */
    public ChargeId charge() {
        return ChargeId.of(key(), purpose);
    }

    /** By which its charge is kept: the ride's id, or that of what was sold. */
    public RideId key() {
        return sold == null ? ride : new RideId(sold);
    }
}
