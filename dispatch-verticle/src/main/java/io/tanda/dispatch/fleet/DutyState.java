package io.tanda.dispatch.fleet;

import io.tanda.contract.dispatch.Duty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The MDS state of a driver, derived each time: a flag of its own would drift from the ride. */
public final class DutyState {
    private DutyState() {}

    /** @param lastSeen time of the last position, absent when it is too old to say where the taxi is */
    static Duty.State of(Driver driver, @Nullable Instant lastSeen) {
        if (driver.on() != null) return driver.on().state();
        if (driver.taxi() == null) return Duty.State.NON_OPERATIONAL;
        return lastSeen == null ? Duty.State.NON_CONTACTABLE : Duty.State.AVAILABLE;
    }
}
