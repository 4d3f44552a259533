package io.tanda.invariants;

import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.UUID;

/**
 * From when on rides are looked at: their ids are UUIDv7, so the order of the ids is that of real time.
 *
 * @param real rides that began before are not looked at
 * @param domain the same moment in domain time
 */
public record Since(Instant real, Instant domain) {
    /** No ride since then has a lower id. */
    UUID firstId() {
        return new UUID(real.toEpochMilli() << 16, 0);
    }

    boolean includes(RideId ride) {
        return ride.value().getMostSignificantBits() >= firstId().getMostSignificantBits();
    }
}
