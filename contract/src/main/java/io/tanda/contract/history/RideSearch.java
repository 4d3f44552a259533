package io.tanda.contract.history;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rides, newest first; every condition that is given must hold.
 *
 * @param rider set by the web verticle for a rider's own search
 * @param driver likewise for a driver's
 * @param alarm only rides that somebody should look at for this reason
 * @param from requested at or after, domain time
 * @param to requested before, domain time
 * @param before only rides older than this one
 * @param limit 1 to 100
 */
public record RideSearch(
        @Nullable RiderId rider,
        @Nullable DriverId driver,
        @Nullable RideStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable RideId before,
        int limit,
        @Nullable RideAlarm alarm) {
    public RideSearch(
            @Nullable RiderId rider,
            @Nullable DriverId driver,
            @Nullable RideStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable RideId before,
            int limit) {
        this(rider, driver, status, from, to, before, limit, null);
    }
}
