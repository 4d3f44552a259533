package io.tanda.dispatch.call.domain;

import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent.CallAccepted;
import io.tanda.contract.dispatch.DispatchEvent.CollectionStarted;
import io.tanda.contract.dispatch.DispatchEvent.FareTendered;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.DispatchEvent.RiderContacted;
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
    sealed interface Active extends Driven {
        /** When it came into its state. */
        Instant since();

        /** Somebody was told that it stays there for too long. */
        boolean overdue();

        Active toldOverdue();
    }

    /** The driver can still give it back. */
    sealed interface BeforePickUp extends Active, Cancelable {
        default Open reopened(Instant searchUntil) {
            return new Open(order(), searchUntil, assignment().attempt());
        }
    }

    /** The driver is done with it. */
    sealed interface Over extends Driven {}

    /** The passenger is or was on board: a cancellation comes too late. */
    sealed interface Boarded extends Driven {}

    /** The ride is driven and its fare is fixed. */
    sealed interface Delivered extends Boarded, Over {
        DroppedOff drive();

        @Override
        default Order order() {
            return drive().order();
        }

        @Override
        default Assignment assignment() {
            return drive().assignment();
        }

        default Closed tendered(FareTendered event) {
            return new Closed(drive(), event.method() == PaymentMethod.CASH ? End.CASH : End.TERMINAL, event.at());
        }
    }

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
                            event.pickupEta()),
                    false,
                    null);
        }

        Exhausted exhausted(Instant at) {
            return new Exhausted(order, at);
        }
    }

    /** @param silentSince when it was told that nothing is heard of the taxi; absent = it is heard of */
    record Accepted(
            Order order,
            Assignment assignment,
            boolean overdue,
            @Nullable Instant silentSince) implements BeforePickUp {
        @Override
        public Instant since() {
            return assignment.acceptedAt();
        }

        @Override
        public Accepted toldOverdue() {
            return new Accepted(order, assignment, true, silentSince);
        }

        Accepted silent(Instant at) {
            return new Accepted(order, assignment, overdue, at);
        }

        Accepted heard() {
            return new Accepted(order, assignment, overdue, null);
        }

        Arrived arrived(Instant at) {
            return new Arrived(order, assignment, at, null, false);
        }
    }

    /** @param contact absent: the driver has not tried to reach the rider */
    record Arrived(
            Order order,
            Assignment assignment,
            Instant arrivedAt,
            @Nullable Contact contact,
            boolean overdue) implements BeforePickUp {
        @Override
        public Instant since() {
            return arrivedAt;
        }

        @Override
        public Arrived toldOverdue() {
            return new Arrived(order, assignment, arrivedAt, contact, true);
        }

        Arrived contacted(RiderContacted event) {
            return new Arrived(order, assignment, arrivedAt, new Contact(event.at(), event.noShowFrom()), overdue);
        }

        NoShow noShow(Instant at) {
            return new NoShow(order, assignment, arrivedAt, contact, at);
        }

        OnTrip pickedUp(Instant at) {
            return new OnTrip(order, assignment, arrivedAt, at, false);
        }
    }

    /** When the driver tried to reach the rider. @param noShowFrom as the rider was told */
    record Contact(Instant at, Instant noShowFrom) {}

    record OnTrip(Order order, Assignment assignment, Instant arrivedAt, Instant pickedUpAt, boolean overdue)
            implements Active, Boarded {
        @Override
        public Instant since() {
            return pickedUpAt;
        }

        @Override
        public OnTrip toldOverdue() {
            return new OnTrip(order, assignment, arrivedAt, pickedUpAt, true);
        }

        DroppedOff droppedOff(PassengerDroppedOff event) {
            return new DroppedOff(
                    order,
                    assignment,
                    arrivedAt,
                    pickedUpAt,
                    event.at(),
                    event.meters(),
                    event.fare(),
                    event.review(),
                    event.aborted());
        }
    }

    /**
     * The driver is free, and payment has the rest to itself.
     *
     * @param review why somebody looks at the fare before it is charged; absent = it is charged
     * @param aborted why it ended before the place where it should; absent = it did not
     */
    record DroppedOff(
            Order order,
            Assignment assignment,
            Instant arrivedAt,
            Instant pickedUpAt,
            Instant droppedOffAt,
            long meters,
            Fare fare,
            @Nullable String review,
            @Nullable AbortReason aborted)
            implements Delivered {
        @Override
        public DroppedOff drive() {
            return this;
        }

        Collecting collecting(CollectionStarted event) {
            return new Collecting(this, event.code(), event.until());
        }
    }

    /** The fare is not paid: the driver stays, and can have no other ride. @param code why the card was declined; absent = no card */
    record Collecting(DroppedOff drive, @Nullable String code, Instant until) implements Delivered {
        Closed settled(Instant at) {
            return new Closed(drive, End.SETTLED, at);
        }

        Closed owed(Instant at) {
            return new Closed(drive, End.OWED, at);
        }
    }

    /** What came of collecting. */
    enum End {
        CASH,
        TERMINAL,
        /** Payment says that nothing is due. */
        SETTLED,
        OWED
    }

    record Closed(DroppedOff drive, End end, Instant at) implements Delivered {}

    /** The rider did not come. */
    record NoShow(
            Order order,
            Assignment assignment,
            Instant arrivedAt,
            @Nullable Contact contact,
            Instant at) implements Over {}

    /** The rider canceled in time. */
    record Withdrawn(Order order, Instant at) implements Ride {}

    /** No taxi took it in time. */
    record Exhausted(Order order, Instant at) implements Ride {}
}
