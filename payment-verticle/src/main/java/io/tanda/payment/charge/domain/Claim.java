package io.tanda.payment.charge.domain;

import io.tanda.contract.ChargeId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;

/** What is owed by whom and for what: fixed for the life of a charge, so that a key never changes its amount. */
public record Claim(RideId ride, RiderId rider, Purpose purpose, Money amount) {
    /** The charge that this is claimed by. */
    public ChargeId charge() {
        return ChargeId.of(ride, purpose);
    }
}
