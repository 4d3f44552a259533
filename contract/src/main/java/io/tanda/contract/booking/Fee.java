package io.tanda.contract.booking;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/**
 * What a ride that was not driven costs its rider.
 *
 * @param amount above zero
 * @param paymentMethodId what the gateway charges; absent = the rider's default
 */
public record Fee(RiderId rider, Money amount, @Nullable MethodId paymentMethodId) {
    public Fee {
        if (amount.minorUnits() <= 0) throw new IllegalArgumentException("a fee of nothing is none");
    }
}
