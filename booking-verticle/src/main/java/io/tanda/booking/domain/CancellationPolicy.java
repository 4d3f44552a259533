package io.tanda.booking.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A9: whether a cancellation is free.
 *
 * @param freeFor how long after a driver was assigned the rider may still cancel freely: the driver has hardly set off
 */
public record CancellationPolicy(Duration freeFor) {
    /** Two minutes: what most riders know from elsewhere. */
    public static final CancellationPolicy USUAL = new CancellationPolicy(Duration.ofMinutes(2));

    /** @param driverSince when the driver was assigned; absent while there is none, which is always free */
    public boolean free(@Nullable Instant driverSince, Instant askedAt) {
        return driverSince == null || !askedAt.isAfter(driverSince.plus(freeFor));
    }
}
