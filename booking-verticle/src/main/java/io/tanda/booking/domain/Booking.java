package io.tanda.booking.domain;

import io.tanda.contract.Money;
import io.tanda.contract.RideStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A booking in one of its states; a field exists only where it means something. R-numbers are the rows of the transition table
 * that the decider cites.
 *
 * <pre>
 *                R3             R6            R10               R12            R13
 *   Requested ------> Assigned ------> Arrived ------> InProgress ------> Settling ------> Completed
 *     |    ^--------------'---------------'  R7
 *     |    |
 *     |  BeforeBoarding &lt;------&gt; CancelPending -----> RiderCanceled     R5, R8
 *     |               asked, refused     '-----------> InProgress       boarded before the cancellation got there
 *     |-----> NoDriversAvailable   R4, also out of CancelPending
 *     '-----> Expired              dispatch never heard of
 * </pre>
 */
public sealed interface Booking {
    Trip trip();

    RideStatus status();

    /** The rider is not on board: cancelling is possible, and this is where a rejected cancellation goes back to. */
    sealed interface BeforeBoarding extends Booking permits Requested, Assigned, Arrived {
        /**
         * The capture, when payment's event was faster than dispatch's: two topics keep no order between them. Kept until the drop-off
         * is heard of.
         */
        @Nullable
        Money paidAhead();

        BeforeBoarding paidAhead(Money amount);
    }

    /** Nothing follows. */
    sealed interface Ended extends Booking permits Completed, NoDriversAvailable, RiderCanceled, Expired {}

    /** What is known of the search for a taxi. */
    enum Search {
        /** Dispatch has not been heard of, and its time is not over. */
        SILENT,
        /** Dispatch was not heard of in time, and the rider was told so. */
        DELAYED,
        /** Dispatch has opened the call: now it alone decides how the search ends. */
        OPEN
    }

    record Requested(Trip trip, Search search, @Nullable Money paidAhead) implements BeforeBoarding {
        @Override
        public RideStatus status() {
            return RideStatus.REQUESTED;
        }

        @Override
        public Requested paidAhead(Money amount) {
            return new Requested(trip, search, amount);
        }
    }

    record Assigned(Trip trip, Assignment taxi, @Nullable Money paidAhead) implements BeforeBoarding {
        @Override
        public RideStatus status() {
            return RideStatus.ACCEPTED;
        }

        @Override
        public Assigned paidAhead(Money amount) {
            return new Assigned(trip, taxi, amount);
        }
    }

    record Arrived(
            Trip trip,
            Assignment taxi,
            Instant arrivedAt,
            @Nullable Money paidAhead) implements BeforeBoarding {
        @Override
        public RideStatus status() {
            return RideStatus.ARRIVED;
        }

        @Override
        public Arrived paidAhead(Money amount) {
            return new Arrived(trip, taxi, arrivedAt, amount);
        }
    }

    record InProgress(
            Trip trip,
            Assignment taxi,
            Instant startedAt,
            @Nullable Money paidAhead) implements Booking {
        @Override
        public RideStatus status() {
            return RideStatus.IN_PROGRESS;
        }

        InProgress paidAhead(Money amount) {
            return new InProgress(trip, taxi, startedAt, amount);
        }
    }

    record Settling(Trip trip, Assignment taxi, Money fare, Instant droppedOffAt) implements Booking {
        @Override
        public RideStatus status() {
            return RideStatus.SETTLING;
        }
    }

    /**
     * The rider wants out and dispatch has not answered yet.
     *
     * @param returnsTo where the ride is meanwhile: dispatch goes on until the cancellation gets there
     * @param driverSince when the driver whom the rider knew of had been assigned; absent when there was none. Kept because the
     *     free time is judged by what the rider saw when asking, not by when the answer comes
     */
    record CancelPending(
            BeforeBoarding returnsTo,
            Instant askedAt,
            @Nullable Instant driverSince,
            @Nullable String reason) implements Booking {
        @Override
        public Trip trip() {
            return returnsTo.trip();
        }

        @Override
        public RideStatus status() {
            return RideStatus.CANCEL_PENDING;
        }

        CancelPending meanwhile(BeforeBoarding moved) {
            return new CancelPending(moved, askedAt, driverSince, reason);
        }
    }

    record Completed(Trip trip, Assignment taxi, Money fare, Money paid, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.COMPLETED;
        }
    }

    record NoDriversAvailable(Trip trip, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.NO_DRIVERS_AVAILABLE;
        }
    }

    /** @param free within the free-cancellation time */
    record RiderCanceled(Trip trip, boolean free, @Nullable String reason, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.RIDER_CANCELED;
        }
    }

    record Expired(Trip trip, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.EXPIRED;
        }
    }
}
