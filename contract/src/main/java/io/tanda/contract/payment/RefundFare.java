package io.tanda.contract.payment;

import io.tanda.contract.AboutRide;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Act;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator gives back what the gateway took for a ride, or a part of it.
 *
 * @param amount more than nothing, and in the currency that was taken; absent = all that was not given back yet
 * @param purpose which charge of the ride; absent = the fare's
 */
public record RefundFare(RideId ride, @Nullable Money amount, String reason, Purpose purpose)
        implements AboutRide, Act {
    public RefundFare {
        purpose = Purpose.orFare(purpose);
    }

    /** Of the fare. */
    public RefundFare(RideId ride, @Nullable Money amount, String reason) {
        this(ride, amount, reason, Purpose.FARE);
    }

    @Override
    public String act() {
        return "refund-fare";
    }

    @Override
    public UUID about() {
        return ride.value();
    }
}
