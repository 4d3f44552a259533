package io.tanda.dispatch.fleet;

import io.tanda.contract.dispatch.Duty;
import io.tanda.dispatch.call.domain.Ride;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The MDS state of a driver, derived each time: a flag of its own would drift from the ride. */
public final class DutyState {
    /** A position older than this says nothing about where a taxi is: out of matching. */
    public static final Duration FRESH = Duration.ofMinutes(2);

    private DutyState() {}

    /** @param ride the one he is on @param lastSeen time of the last position */
    public static Duty.State of(boolean onDuty, Ride.@Nullable Active ride, @Nullable Instant lastSeen, Instant now) {
        if (ride != null)
            return switch (ride) {
                case Ride.Accepted accepted -> Duty.State.RESERVED;
                case Ride.Arrived arrived -> Duty.State.STOPPED;
                case Ride.OnTrip trip -> Duty.State.ON_TRIP;
            };
        if (!onDuty) return Duty.State.NON_OPERATIONAL;
        return lastSeen == null || lastSeen.plus(FRESH).isBefore(now)
                ? Duty.State.NON_CONTACTABLE
                : Duty.State.AVAILABLE;
    }
}
