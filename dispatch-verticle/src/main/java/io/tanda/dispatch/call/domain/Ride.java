package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DispatchEvent.CallAccepted;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call and the ride it becomes. A field exists only where it means something, a step only where it can be taken. */
public sealed interface Ride {
    Order order();

    default RideId id() {
        return order().id();
    }

    /** Nobody is on board: the rider can cancel. */
    sealed interface Cancelable extends Ride {
        default Withdrawn withdrawn(Instant at) {
            return new Withdrawn(order(), at);
        }
    }

    /** A driver has it, or has brought it to its end. */
    sealed interface Driven extends Ride {
        Assignment assignment();

        default boolean isDrivenBy(DriverId driver) {
            return assignment().driver().equals(driver);
        }
    }

    /** A driver has it and is not done: in these states the driver and the taxi can have no other ride. */
    sealed interface Active extends Driven {}

    /** The driver can still give it back. */
    sealed interface BeforePickUp extends Active, Cancelable {
        default Open reopened(Instant searchUntil) {
            return new Open(order(), searchUntil, assignment().attempt());
        }
    }

    /** The passenger is or was on board: a cancellation comes too late. */
    sealed interface Boarded extends Driven {}

    /** @param givenBack drivers who had it before */
    record Open(Order order, Instant searchUntil, int givenBack) implements Cancelable {
        public boolean isOver(Instant now) {
            return !now.isBefore(searchUntil);
        }

        /** Of the driver who has it next. */
        public int attempt() {
            return givenBack + 1;
        }

        Accepted accepted(CallAccepted event) {
            return new Accepted(
                    order,
                    new Assignment(
                            event.driver(),
                            event.taxi(),
                            event.plate(),
                            event.attempt(),
                            event.at(),
                            event.pickupEta()));
        }

        Exhausted exhausted(Instant at) {
            return new Exhausted(order, at);
        }
    }

    record Accepted(Order order, Assignment assignment) implements BeforePickUp {
        Arrived arrived(Instant at) {
            return new Arrived(order, assignment, at);
        }
    }

    record Arrived(Order order, Assignment assignment, Instant arrivedAt) implements BeforePickUp {
        OnTrip pickedUp(Instant at) {
            return new OnTrip(order, assignment, arrivedAt, at);
        }
    }

    record OnTrip(Order order, Assignment assignment, Instant arrivedAt, Instant pickedUpAt)
            implements Active, Boarded {
        DroppedOff droppedOff(PassengerDroppedOff event) {
            return new DroppedOff(
                    order, assignment, arrivedAt, pickedUpAt, event.at(), event.meters(), event.fare(), event.review());
        }
    }

    /** @param review why somebody looks at the fare before it is charged; absent = it is charged */
    record DroppedOff(
            Order order,
            Assignment assignment,
            Instant arrivedAt,
            Instant pickedUpAt,
            Instant droppedOffAt,
            long meters,
            Fare fare,
            @Nullable String review)
            implements Boarded {}

    /** The rider canceled in time. */
    record Withdrawn(Order order, Instant at) implements Ride {}

    /** No taxi took it in time. */
    record Exhausted(Order order, Instant at) implements Ride {}
}
