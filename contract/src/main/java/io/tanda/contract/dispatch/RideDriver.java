package io.tanda.contract.dispatch;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A4: who comes, and where he is now: told to the rider, from the acceptance until the driver is free.
 *
 * @param status of the ride as its driver's
 * @param phone absent = the fleet has none of him
 * @param taxi absent = nobody has heard of it for two minutes
 * @param eta when the taxi is expected: at the pick-up while {@code accepted}, at the drop-off while {@code in_progress}; absent = it
 *     drives nowhere, or nobody knows where it is
 */
public record RideDriver(
        RideId ride,
        RideStatus status,
        String name,
        @Nullable Phone phone,
        String plate,
        @Nullable Seen taxi,
        @Nullable Instant eta) {

    /** @param at when it was there */
    public record Seen(GeoPoint where, Instant at) {}

    /** Without the name: it might be logged. */
    @Override
    public String toString() {
        return "RideDriver[ride=" + ride + ", status=" + status + "]";
    }
}
