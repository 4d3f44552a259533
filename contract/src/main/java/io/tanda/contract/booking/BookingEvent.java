package io.tanda.contract.booking;

import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a booking. Wire names: {@link #TOPIC}. */
public sealed interface BookingEvent extends RideEvent {
    /** The type names are read for ever: never changed, only added. */
    Topic<BookingEvent> TOPIC = Topic.of("booking", BookingEvent.class)
            .event("ride-scheduled", RideScheduled.class)
            .event("ride-requested", RideRequested.class)
            .event("search-delayed", SearchDelayed.class)
            .event("driver-assigned", DriverAssigned.class)
            .event("driver-arrived", DriverArrived.class)
            .event("rider-contacted", RiderContacted.class)
            .event("driver-lost", DriverLost.class)
            .event("ride-started", RideStarted.class)
            .event("ride-dropped-off", RideDroppedOff.class)
            .event("ride-completed", RideCompleted.class)
            .event("cancel-requested", CancelRequested.class)
            .event("cancel-rejected", CancelRejected.class)
            .event("ride-canceled", RideCanceled.class)
            .event("no-drivers-available", NoDriversAvailable.class)
            .event("rider-no-show", RiderNoShow.class)
            .event("ride-aborted", RideAborted.class)
            .event("ride-expired", RideExpired.class)
            .event("ride-owed", RideOwed.class);

    /** R2: kept for later; from {@code offeredFrom} on it is as if it were requested then. @param paymentMethodId absent = the default */
    record RideScheduled(
            RideId ride,
            RiderId rider,
            Place pickup,
            Place dropoff,
            int passengers,
            PaymentMethod paymentMethod,
            Instant pickupAt,
            Instant offeredFrom,
            Instant at,
            @Nullable MethodId paymentMethodId)
            implements BookingEvent {
        /** With the rider's default. */
        public RideScheduled(
                RideId ride,
                RiderId rider,
                Place pickup,
                Place dropoff,
                int passengers,
                PaymentMethod paymentMethod,
                Instant pickupAt,
                Instant offeredFrom,
                Instant at) {
            this(ride, rider, pickup, dropoff, passengers, paymentMethod, pickupAt, offeredFrom, at, null);
        }
    }

    /**
     * @param expiresAt past it dispatch opens no call and the booking expires (A5: 15 minutes)
     * @param pickupAt when the taxi is wanted; absent = as soon as it can be there
     * @param paymentMethodId what the gateway charges; absent = the rider's default
     */
    record RideRequested(
            RideId ride,
            RiderId rider,
            Place pickup,
            Place dropoff,
            int passengers,
            PaymentMethod paymentMethod,
            Instant searchUntil,
            Instant expiresAt,
            Instant at,
            @Nullable Instant pickupAt,
            @Nullable MethodId paymentMethodId)
            implements BookingEvent {
        /** With the rider's default. */
        public RideRequested(
                RideId ride,
                RiderId rider,
                Place pickup,
                Place dropoff,
                int passengers,
                PaymentMethod paymentMethod,
                Instant searchUntil,
                Instant expiresAt,
                Instant at,
                @Nullable Instant pickupAt) {
            this(ride, rider, pickup, dropoff, passengers, paymentMethod, searchUntil, expiresAt, at, pickupAt, null);
        }

        /** For now. */
        public RideRequested(
                RideId ride,
                RiderId rider,
                Place pickup,
                Place dropoff,
                int passengers,
                PaymentMethod paymentMethod,
                Instant searchUntil,
                Instant expiresAt,
                Instant at) {
            this(ride, rider, pickup, dropoff, passengers, paymentMethod, searchUntil, expiresAt, at, null);
        }
    }

    /** Dispatch was not heard of within the search window. */
    record SearchDelayed(RideId ride, Instant at) implements BookingEvent {}

    record DriverAssigned(RideId ride, DriverId driver, TaxiId taxi, String plate, Instant pickupEta, Instant at)
            implements BookingEvent {}

    record DriverArrived(RideId ride, Instant at) implements BookingEvent {}

    /** The driver waits at the pick-up and does not see the rider. @param noShowFrom from then on he need not wait any longer (R9) */
    record RiderContacted(RideId ride, Instant noShowFrom, Instant at) implements BookingEvent {}

    /** The driver gave the ride back before pick-up; another is looked for until {@code searchUntil}. */
    record DriverLost(RideId ride, DriverId driver, String reason, Instant searchUntil, Instant at)
            implements BookingEvent {}

    record RideStarted(RideId ride, Instant at) implements BookingEvent {}

    /** @param aborted why it was before the place where the ride should end; absent = it was there (R16) */
    record RideDroppedOff(
            RideId ride, Money fare, Instant at, @Nullable AbortReason aborted) implements BookingEvent {
        public RideDroppedOff(RideId ride, Money fare, Instant at) {
            this(ride, fare, at, null);
        }
    }

    /** @param paid nothing where the fare was written off */
    record RideCompleted(RideId ride, Money paid, Instant at) implements BookingEvent {}

    /** A8: nobody paid in time. It is completed when somebody does, or when it is written off. */
    record RideOwed(RideId ride, Money owed, Instant at) implements BookingEvent {}

    /** @param by an operator, who says why elsewhere; absent = the rider @param fee that the rider has agreed to; absent = none is due */
    record CancelRequested(
            RideId ride,
            @Nullable String reason,
            Instant at,
            @Nullable Role by,
            @Nullable Money fee) implements BookingEvent {
        /** By the rider, for nothing. */
        public CancelRequested(RideId ride, @Nullable String reason, Instant at) {
            this(ride, reason, at, null, null);
        }
    }

    /** The ride had begun: it goes on. */
    record CancelRejected(RideId ride, Instant at) implements BookingEvent {}

    /**
     * @param free within the free-cancellation time, or not the rider's doing
     * @param by an operator; absent = the rider
     * @param fee that is charged now; absent = none, also where no fees are taken
     */
    record RideCanceled(
            RideId ride,
            boolean free,
            Instant at,
            @Nullable Role by,
            @Nullable Fee fee) implements BookingEvent {
        /** By the rider, for nothing. */
        public RideCanceled(RideId ride, boolean free, Instant at) {
            this(ride, free, at, null, null);
        }
    }

    record NoDriversAvailable(RideId ride, Instant at) implements BookingEvent {}

    /** The rider did not come to the pick-up (R9). @param fee that is charged now; absent = none */
    record RiderNoShow(RideId ride, Instant at, @Nullable Fee fee) implements BookingEvent {
        /** For nothing. */
        public RiderNoShow(RideId ride, Instant at) {
            this(ride, at, null);
        }
    }

    /** The ride was broken off, and the way until then is paid (R16). */
    record RideAborted(RideId ride, AbortReason reason, Money paid, Instant at) implements BookingEvent {}

    record RideExpired(RideId ride, Instant at) implements BookingEvent {}
}
