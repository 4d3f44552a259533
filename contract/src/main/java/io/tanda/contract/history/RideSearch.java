package io.tanda.contract.history;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rides, newest first; every condition that is given must hold.
 *
 * @param rider set by the web verticle for a rider's own search
 * @param driver likewise for a driver's
 * @param alarm only rides that somebody should look at for this reason
 * @param place what a rider called the place of the pick-up or drop-off contains it, in upper or lower case; 2 to 120 characters, see {@link
 *     #bounded}
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
        @Nullable RideAlarm alarm,
        @Nullable String place) {
    /** Labels are in no index: at most the rides of one day are looked through, if they are not those of one person or with an alarm. */
    public static final Duration LONGEST_FOR_PLACE = Duration.ofDays(1);

    public static final String BOUNDS =
            "rider, driver, alarm, or from and to at most " + LONGEST_FOR_PLACE.toHours() + " hours apart";

    public static final int SHORTEST_PLACE = 2;
    public static final int LONGEST_PLACE = 120;

    /** Without this much it may cost the reading of all rides there are. */
    public boolean bounded() {
        if (place == null || rider != null || driver != null || alarm != null) return true;
        return from != null && to != null && !to.isAfter(from.plus(LONGEST_FOR_PLACE));
    }

    public RideSearch(
            @Nullable RiderId rider,
            @Nullable DriverId driver,
            @Nullable RideStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable RideId before,
            int limit) {
        this(rider, driver, status, from, to, before, limit, null, null);
    }
}
