package io.tanda.dispatch.call.domain;

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
}
