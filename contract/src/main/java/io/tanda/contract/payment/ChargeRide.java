package io.tanda.contract.payment;

import io.tanda.contract.AboutRide;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/**
 * The fast path to what payment does anyway when it reads the drop-off: asking twice charges once.
 *
 * @param paymentMethodId what the gateway charges; absent = the rider's default
 */
public record ChargeRide(
        RideId ride,
        RiderId rider,
        Purpose purpose,
        Money amount,
        @Nullable MethodId paymentMethodId) implements AboutRide {
    /** With the rider's default. */
    public ChargeRide(RideId ride, RiderId rider, Purpose purpose, Money amount) {
        this(ride, rider, purpose, amount, null);
    }
}
