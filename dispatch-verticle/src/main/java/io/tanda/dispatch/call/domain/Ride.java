package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;

/** A call and the ride it becomes. A field exists only where it means something. */
public sealed interface Ride {
    Call call();

    /** A driver has it and is not done: in these states the driver and the taxi can have no other ride. */
    sealed interface Active extends Ride {
        Assignment assignment();

        default boolean isDrivenBy(DriverId driver) {
            return assignment().driver().equals(driver);
        }
    }

    /** @param givenBack drivers who had it before */
    record Open(Call call, Instant searchUntil, int givenBack) implements Ride {}

    record Accepted(Call call, Assignment assignment) implements Active {}

    record Arrived(Call call, Assignment assignment, Instant arrivedAt) implements Active {}

    record OnTrip(Call call, Assignment assignment, Instant arrivedAt, Instant pickedUpAt) implements Active {}

    record DroppedOff(
            Call call,
            Assignment assignment,
            Instant arrivedAt,
            Instant pickedUpAt,
            Instant droppedOffAt,
            long meters,
            Fare fare)
            implements Ride {
        public boolean wasDrivenBy(DriverId driver) {
            return assignment.driver().equals(driver);
        }
    }

    /** The rider canceled in time. */
    record Withdrawn(Call call, Instant at) implements Ride {}

    /** No taxi took it in time. */
    record Exhausted(Call call, Instant at) implements Ride {}
}
