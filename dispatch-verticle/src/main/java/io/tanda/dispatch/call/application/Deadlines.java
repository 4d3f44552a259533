package io.tanda.dispatch.call.application;

import io.tanda.dispatch.call.domain.Ride;
import java.time.Duration;
import java.time.Instant;

/** Every state that is not the last has a stored deadline. */
public final class Deadlines {
    /** The next round of offers. */
    public static final String ROUND = "call.round";
    /** The end of the search window. */
    public static final String SEARCH = "call.search";
    /** A ride that stays where it is: somebody should look. */
    public static final String OVERDUE = "ride.overdue";

    private Deadlines() {}

    /** How long a ride may stay in its state without an alert; absent states have no such limit. */
    public static Duration patience(Ride.Active ride) {
        return switch (ride) {
            // Field R14: 30 min accepted without arrival.
            case Ride.Accepted accepted -> Duration.ofMinutes(30);
            // A driver who waits longer than that has forgotten to say something.
            case Ride.Arrived arrived -> Duration.ofMinutes(30);
            // Field R15: 2 h on trip; an alert, never a silent end.
            case Ride.OnTrip trip -> Duration.ofHours(2);
        };
    }

    static Instant since(Ride.Active ride) {
        return switch (ride) {
            case Ride.Accepted accepted -> accepted.assignment().acceptedAt();
            case Ride.Arrived arrived -> arrived.arrivedAt();
            case Ride.OnTrip trip -> trip.pickedUpAt();
        };
    }

    public static Instant overdueAt(Ride.Active ride) {
        return since(ride).plus(patience(ride));
    }
}
