package io.tanda.contract.payment;

import io.tanda.contract.AboutRide;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/**
 * The fast path to what payment does anyway when it reads the drop-off: asking twice charges once.
 *
 * @param paymentMethodId what the gateway charges; absent = the rider's default
 * @param driver who earns it; absent: payment refuses it and waits for the drop-off, which tells it
 */
public record ChargeRide(
        RideId ride,
        RiderId rider,
        Purpose purpose,
        Money amount,
        @Nullable MethodId paymentMethodId,
        @Nullable DriverId driver)
        implements AboutRide {
    /** With the rider's default. */
    public ChargeRide(RideId ride, RiderId rider, Purpose purpose, Money amount, DriverId driver) {
        this(ride, rider, purpose, amount, null, driver);
    }
}
