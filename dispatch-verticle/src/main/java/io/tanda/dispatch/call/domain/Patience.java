package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.DispatchEvent.PickupOverdue;
import io.tanda.contract.dispatch.DispatchEvent.RideOverdue;
import java.time.Duration;
import java.time.Instant;

/** How long a ride may stay in its state until somebody should look; nothing ends by it. */
public final class Patience {
    private Patience() {}

    public static Duration of(Ride.Active ride) {
        return switch (ride) {
            // R14: 30 min accepted without arrival.
            case Ride.Accepted accepted -> Duration.ofMinutes(30);
            // A driver who waits longer than that has forgotten to say something.
            case Ride.Arrived arrived -> Duration.ofMinutes(30);
            // R15: 2 h on trip.
            case Ride.OnTrip trip -> Duration.ofHours(2);
        };
    }

    public static Instant overdueAt(Ride.Active ride) {
        return ride.since().plus(of(ride));
    }

    /** R14, R15: said once for each state, and never an end. */
    static Decision watch(Ride.Active ride, Instant now) {
        if (ride.overdue() || now.isBefore(overdueAt(ride))) return Decision.of();
        DriverId driver = ride.assignment().driver();
        return Decision.of(
                switch (ride) {
                    case Ride.BeforePickUp before -> new PickupOverdue(before.id(), driver, before.since(), now);
                    case Ride.OnTrip trip -> new RideOverdue(trip.id(), driver, trip.since(), now);
                });
    }
}
