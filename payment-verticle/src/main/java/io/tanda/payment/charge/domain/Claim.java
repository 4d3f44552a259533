package io.tanda.payment.charge.domain;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What is owed by whom and for what: fixed for the life of a charge, so that a key never changes its amount.
 *
 * @param method what the gateway charges, as the ride was booked; absent = the rider's default
 * @param driver who earns it; absent: it is of before that was asked for
 */
public record Claim(
        RideId ride,
        RiderId rider,
        Purpose purpose,
        Money amount,
        @Nullable MethodId method,
        @Nullable DriverId driver) {
    /** To the rider's default. */
    public Claim(RideId ride, RiderId rider, Purpose purpose, Money amount) {
        this(ride, rider, purpose, amount, null);
    }

    public Claim(RideId ride, RiderId rider, Purpose purpose, Money amount, @Nullable MethodId method) {
        this(ride, rider, purpose, amount, method, null);
    }

    /** Whether the same is claimed: a charge of before that was asked for does not say for whom. */
    boolean isSame(Claim other) {
        return new Claim(ride, rider, purpose, amount, method)
                .equals(new Claim(other.ride, other.rider, other.purpose, other.amount, other.method));
    }

    /** The charge that this is claimed by. */
    public ChargeId charge() {
        return ChargeId.of(ride, purpose);
    }
}
