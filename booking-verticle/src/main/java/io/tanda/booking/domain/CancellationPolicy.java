package io.tanda.booking.domain;

import io.tanda.contract.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A9, R9: what a ride costs that is not driven because of its rider.
 *
 * @param freeFor how long after a driver was assigned the rider may still cancel freely: the driver has hardly set off
 * @param fee of canceling later; absent = nothing
 * @param noShowFee of not coming; absent = nothing
 */
public record CancellationPolicy(
        Duration freeFor, @Nullable Money fee, @Nullable Money noShowFee) {
    /** Two minutes, what most riders know from elsewhere; what it costs then is each company's own matter. */
    public static final CancellationPolicy USUAL = new CancellationPolicy(Duration.ofMinutes(2), null, null);

    /** @param driverSince when the driver was assigned; absent while there is none, which is always free */
    public boolean free(@Nullable Instant driverSince, Instant askedAt) {
        return driverSince == null || !askedAt.isAfter(freeUntil(driverSince));
    }

    public Instant freeUntil(Instant driverSince) {
        return driverSince.plus(freeFor);
    }

    /** What canceling costs at a time; absent = nothing. */
    public @Nullable Money feeAt(@Nullable Instant driverSince, Instant askedAt) {
        return free(driverSince, askedAt) ? null : fee;
    }
}
