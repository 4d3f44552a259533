package io.tanda.booking.domain;

import io.tanda.booking.domain.Fact.FareAhead;
import io.tanda.contract.AbortReason;
import io.tanda.contract.Money;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.Fee;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A booking in one of its states. A field exists only where it means something, and so does a step: what a state does not offer cannot
 * follow it. R-numbers are the rows of the transition table that the decider cites.
 *
 * <pre>
 *   Scheduled ------> Requested   R2; canceled at once, for dispatch does not know of it
 *                R3             R6            R10               R12            R13
 *   Requested ------> Assigned ------> Arrived ------> InProgress ------> Settling ------> Completed, or Aborted (R16)
 *     |    ^--------------'---------------'  R7                             '---> Owed ------^   A8
 *     |    |
 *     |  BeforeBoarding &lt;------&gt; CancelPending -----> RiderCanceled     R5, R8
 *     |               asked, refused     |-----------> OperatorCanceled R17
 *     |                                  '-----------> InProgress       boarded before the cancellation got there
 *     |-----> NoDriversAvailable   R4, also out of CancelPending
 *     |-----> Expired              dispatch never heard of
 *     '       Arrived -----> RiderNoShow   R9, also out of CancelPending
 * </pre>
 */
public sealed interface Booking {
    Trip trip();

    RideStatus status();

    /** Something follows. */
    sealed interface UnderWay extends Booking permits BeforeBoarding, InProgress, Settling, CancelPending {}

    /** The rider is not on board: cancelling is possible, and this is where a rejected cancellation goes back to. */
    sealed interface BeforeBoarding extends UnderWay permits Scheduled, Requested, WithDriver {
        /**
         * What payment has said of the fare, when its event was faster than dispatch's: two topics keep no order between them. Kept until the drop-off
         * is heard of.
         */
        @Nullable
        FareAhead fareAhead();

        /** When the driver was assigned; absent while there is none. */
        @Nullable
        Instant driverSince();

        BeforeBoarding fareAhead(FareAhead fare);

        default CancelPending cancelRequested(BookingEvent.CancelRequested e) {
            return new CancelPending(this, e.at(), driverSince(), e.reason(), e.by(), e.fee());
        }
    }

    /** A driver has taken the ride. */
    sealed interface WithDriver extends BeforeBoarding permits Assigned, Arrived {
        Assignment taxi();

        @Override
        default Instant driverSince() {
            return taxi().since();
        }

        default Requested lost(BookingEvent.DriverLost e) {
            return new Requested(trip().searchedUntil(e.searchUntil()), Search.OPEN, fareAhead());
        }

        default InProgress started(BookingEvent.RideStarted e) {
            return new InProgress(trip(), taxi(), e.at(), fareAhead());
        }
    }

    /** Nothing follows by itself. */
    sealed interface Ended extends Booking
            permits Completed,
                    Aborted,
                    Owed,
                    NoDriversAvailable,
                    RiderCanceled,
                    OperatorCanceled,
                    RiderNoShow,
                    Expired {}

    /** The passenger is out, and the fare is not paid. */
    sealed interface Unpaid extends Booking permits Settling, Owed {
        Assignment taxi();

        Money fare();

        /** Why the ride was broken off; absent = it was not. */
        @Nullable
        AbortReason aborted();

        default Completed completed(BookingEvent.RideCompleted e) {
            return new Completed(trip(), taxi(), fare(), e.paid(), e.at());
        }

        default Aborted aborted(BookingEvent.RideAborted e) {
            return new Aborted(trip(), taxi(), fare(), e.paid(), e.reason(), e.at());
        }
    }

    /** What is known of the search for a taxi. */
    enum Search {
        /** Dispatch has not been heard of, and its time is not over. */
        SILENT,
        /** Dispatch was not heard of in time, and the rider was told so. */
        DELAYED,
        /** Dispatch has opened the call: now it alone decides how the search ends. */
        OPEN,
        /** As {@link #OPEN}, and the rider was told that it takes longer: once is enough. */
        OVERTIME;

        /** Whether dispatch has the call. */
        boolean heard() {
            return this == OPEN || this == OVERTIME;
        }

        /** Whether the rider knows that it takes longer than he was promised. */
        public boolean delayed() {
            return this == DELAYED || this == OVERTIME;
        }
    }

    /** R2: nobody looks for a taxi yet. */
    record Scheduled(Trip trip) implements BeforeBoarding {
        static Scheduled of(BookingEvent.RideScheduled e) {
            return new Scheduled(new Trip(
                    e.ride(),
                    e.rider(),
                    e.pickup(),
                    e.dropoff(),
                    e.passengers(),
                    e.paymentMethod(),
                    e.at(),
                    e.pickupAt().minusSeconds(BookingCommand.ANSWERED_AHEAD_SECONDS),
                    e.pickupAt(),
                    e.pickupAt(),
                    e.paymentMethodId()));
        }

        @Override
        public RideStatus status() {
            return RideStatus.SCHEDULED;
        }

        @Override
        public @Nullable FareAhead fareAhead() {
            return null;
        }

        @Override
        public @Nullable Instant driverSince() {
            return null;
        }

        @Override
        public Scheduled fareAhead(FareAhead fare) {
            throw new IllegalStateException("ride " + trip.ride() + " is scheduled, and nothing of it can be paid");
        }

        Instant offeredFrom() {
            return trip.expiresAt().minusSeconds(BookingCommand.OFFERED_AHEAD_SECONDS);
        }

        Requested requested() {
            return new Requested(trip, Search.SILENT, null);
        }

        Expired expired(BookingEvent.RideExpired e) {
            return new Expired(trip, e.at());
        }
    }

    record Requested(Trip trip, Search search, @Nullable FareAhead fareAhead) implements BeforeBoarding {
        static Requested of(BookingEvent.RideRequested e) {
            Trip trip = new Trip(
                    e.ride(),
                    e.rider(),
                    e.pickup(),
                    e.dropoff(),
                    e.passengers(),
                    e.paymentMethod(),
                    e.at(),
                    e.searchUntil(),
                    e.expiresAt(),
                    e.pickupAt(),
                    e.paymentMethodId());
            return new Requested(trip, Search.SILENT, null);
        }

        @Override
        public RideStatus status() {
            return RideStatus.REQUESTED;
        }

        @Override
        public @Nullable Instant driverSince() {
            return null;
        }

        @Override
        public Requested fareAhead(FareAhead fare) {
            return new Requested(trip, search, fare);
        }

        /** Of one that is not delayed. */
        Requested delayed() {
            return new Requested(trip, search.heard() ? Search.OVERTIME : Search.DELAYED, fareAhead);
        }

        /** For a call that was opened late, the search goes on past the rider's window; within it he is told so. */
        Requested searchOpened(Instant searchUntil) {
            Instant answered = trip.searchUntil().minusSeconds(BookingCommand.ANSWER_SECONDS);
            return switch (search) {
                case SILENT ->
                    new Requested(
                            trip.searchedUntil(searchUntil.isAfter(answered) ? answered : searchUntil),
                            Search.OPEN,
                            fareAhead);
                case OPEN -> new Requested(trip.searchedUntil(searchUntil), Search.OPEN, fareAhead);
                case DELAYED, OVERTIME -> new Requested(trip.searchedUntil(searchUntil), Search.OVERTIME, fareAhead);
            };
        }

        Assigned assigned(BookingEvent.DriverAssigned e) {
            return new Assigned(
                    trip, new Assignment(e.driver(), e.taxi(), e.plate(), e.pickupEta(), e.at()), fareAhead);
        }

        NoDriversAvailable withoutDriver(BookingEvent.NoDriversAvailable e) {
            return new NoDriversAvailable(trip, e.at());
        }

        /** Out of {@link Search#DELAYED}. */
        Expired expired(BookingEvent.RideExpired e) {
            return new Expired(trip, e.at());
        }
    }

    record Assigned(Trip trip, Assignment taxi, @Nullable FareAhead fareAhead) implements WithDriver {
        @Override
        public RideStatus status() {
            return RideStatus.ACCEPTED;
        }

        @Override
        public Assigned fareAhead(FareAhead fare) {
            return new Assigned(trip, taxi, fare);
        }

        Arrived arrived(BookingEvent.DriverArrived e) {
            return new Arrived(trip, taxi, e.at(), fareAhead);
        }
    }

    record Arrived(
            Trip trip,
            Assignment taxi,
            Instant arrivedAt,
            @Nullable FareAhead fareAhead) implements WithDriver {
        @Override
        public RideStatus status() {
            return RideStatus.ARRIVED;
        }

        @Override
        public Arrived fareAhead(FareAhead fare) {
            return new Arrived(trip, taxi, arrivedAt, fare);
        }

        RiderNoShow noShow(BookingEvent.RiderNoShow e) {
            return new RiderNoShow(trip, taxi, Booking.amount(e.fee()), e.at());
        }
    }

    record InProgress(
            Trip trip,
            Assignment taxi,
            Instant startedAt,
            @Nullable FareAhead fareAhead) implements UnderWay {
        @Override
        public RideStatus status() {
            return RideStatus.IN_PROGRESS;
        }

        InProgress fareAhead(FareAhead fare) {
            return new InProgress(trip, taxi, startedAt, fare);
        }

        Settling droppedOff(BookingEvent.RideDroppedOff e) {
            return new Settling(trip, taxi, e.fare(), e.at(), e.aborted());
        }
    }

    /** @param aborted why the ride was broken off; absent = it was not */
    record Settling(
            Trip trip,
            Assignment taxi,
            Money fare,
            Instant droppedOffAt,
            @Nullable AbortReason aborted) implements UnderWay, Unpaid {
        @Override
        public RideStatus status() {
            return RideStatus.SETTLING;
        }

        Owed owed(BookingEvent.RideOwed e) {
            return new Owed(trip, taxi, fare, aborted, e.at());
        }
    }

    /** Whoever pays it or forgives it completes it; until then nothing happens by itself. */
    record Owed(
            Trip trip,
            Assignment taxi,
            Money fare,
            @Nullable AbortReason aborted,
            Instant endedAt) implements Ended, Unpaid {
        @Override
        public RideStatus status() {
            return RideStatus.OWED;
        }
    }

    /**
     * The rider wants out, or an operator has him out, and dispatch has not answered yet.
     *
     * @param returnsTo where the ride is meanwhile: dispatch goes on until the cancellation gets there
     * @param driverSince when the driver whom the rider knew of had been assigned; absent when there was none. Kept because the
     *     free time is judged by what the rider saw when asking, not by when the answer comes
     * @param by an operator; absent = the rider
     * @param fee that the rider has agreed to; absent = none was due
     */
    record CancelPending(
            BeforeBoarding returnsTo,
            Instant askedAt,
            @Nullable Instant driverSince,
            @Nullable String reason,
            @Nullable Role by,
            @Nullable Money fee)
            implements UnderWay {
        @Override
        public Trip trip() {
            return returnsTo.trip();
        }

        @Override
        public RideStatus status() {
            return RideStatus.CANCEL_PENDING;
        }

        /** The ride went on before the cancellation got there, and may have ended so. */
        Booking meanwhile(Booking moved) {
            return moved instanceof BeforeBoarding before
                    ? new CancelPending(before, askedAt, driverSince, reason, by, fee)
                    : moved;
        }

        BeforeBoarding rejected() {
            return returnsTo;
        }

        Ended canceled(BookingEvent.RideCanceled e) {
            return e.by() == null
                    ? new RiderCanceled(trip(), e.free(), Booking.amount(e.fee()), reason, e.at())
                    : new OperatorCanceled(trip(), e.at());
        }
    }

    record Completed(Trip trip, Assignment taxi, Money fare, Money paid, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.COMPLETED;
        }
    }

    record Aborted(Trip trip, Assignment taxi, Money fare, Money paid, AbortReason reason, Instant endedAt)
            implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.ABORTED;
        }
    }

    record NoDriversAvailable(Trip trip, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.NO_DRIVERS_AVAILABLE;
        }
    }

    /** @param free within the free-cancellation time @param fee that is charged; absent = none */
    record RiderCanceled(
            Trip trip,
            boolean free,
            @Nullable Money fee,
            @Nullable String reason,
            Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.RIDER_CANCELED;
        }
    }

    /** R17: nothing is charged. Why is written down for operators. */
    record OperatorCanceled(Trip trip, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.OPERATOR_CANCELED;
        }
    }

    /** @param fee that is charged; absent = none */
    record RiderNoShow(Trip trip, Assignment taxi, @Nullable Money fee, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.NO_SHOW;
        }
    }

    record Expired(Trip trip, Instant endedAt) implements Ended {
        @Override
        public RideStatus status() {
            return RideStatus.EXPIRED;
        }
    }

    private static @Nullable Money amount(@Nullable Fee fee) {
        return fee == null ? null : fee.amount();
    }
}
