package io.tanda.contract.dispatch;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.MethodId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a call and the ride it became. Wire names: {@link #TOPIC}. */
public sealed interface DispatchEvent extends RideEvent {
    /** The type names are read for ever: never changed, only added. */
    Topic<DispatchEvent> TOPIC = Topic.of("dispatch", DispatchEvent.class)
            .event("call-opened", CallOpened.class)
            .event("call-accepted", CallAccepted.class)
            .event("call-reopened", CallReopened.class)
            .event("call-exhausted", CallExhausted.class)
            .event("call-withdrawn", CallWithdrawn.class)
            .event("cancel-refused", CancelRefused.class)
            .event("driver-arrived", DriverArrived.class)
            .event("positions-stopped", PositionsStopped.class)
            .event("taxi-seen-again", TaxiSeenAgain.class)
            .event("pickup-overdue", PickupOverdue.class)
            .event("ride-overdue", RideOverdue.class)
            .event("rider-contacted", RiderContacted.class)
            .event("no-show-marked", NoShowMarked.class)
            .event("passenger-picked-up", PassengerPickedUp.class)
            .event("passenger-dropped-off", PassengerDroppedOff.class)
            .event("collection-started", CollectionStarted.class)
            .event("fare-tendered", FareTendered.class)
            .event("fare-settled", FareSettled.class)
            .event("fare-owed", FareOwed.class);

    /** @param pickupAt when the taxi is wanted; absent = as soon as it can be there */
    record CallOpened(
            RideId ride,
            RiderId rider,
            GeoPoint pickup,
            GeoPoint dropoff,
            Instant searchUntil,
            Instant at,
            @Nullable Instant pickupAt)
            implements DispatchEvent {
        /** For now. */
        public CallOpened(
                RideId ride, RiderId rider, GeoPoint pickup, GeoPoint dropoff, Instant searchUntil, Instant at) {
            this(ride, rider, pickup, dropoff, searchUntil, at, null);
        }
    }

    /** @param attempt 1 for the first driver, one more after each re-dispatch */
    record CallAccepted(
            RideId ride, DriverId driver, TaxiId taxi, String plate, int attempt, Instant pickupEta, Instant at)
            implements DispatchEvent {}

    /** The driver gave the ride back before pick-up: the call is open again. */
    record CallReopened(RideId ride, DriverId driver, String reason, Instant searchUntil, Instant at)
            implements DispatchEvent {
        /** The {@code reason} where the driver was not heard of any more, and did not give the ride back himself. */
        public static final String POSITIONS_STOPPED = "positions_stopped";
    }

    /** No taxi took the call within the search window. */
    record CallExhausted(RideId ride, Instant at) implements DispatchEvent {}

    /** The rider's cancellation took effect: every offer is withdrawn. @param driver who was set free, if one was assigned */
    record CallWithdrawn(RideId ride, @Nullable DriverId driver, Instant at) implements DispatchEvent {}

    /** The cancellation came too late: the passenger is on board, or the ride is over. */
    record CancelRefused(RideId ride, Instant at) implements DispatchEvent {}

    /**
     * R6.
     *
     * @param metersAway from the pick-up, of a taxi that was seen where it cannot have come from since; absent = it was not
     * @param reason with {@code metersAway}
     */
    record DriverArrived(
            RideId ride,
            DriverId driver,
            Instant at,
            @Nullable Long metersAway,
            @Nullable ArrivalReason reason) implements DispatchEvent {
        /** At the pick-up, as far as is known. */
        public DriverArrived(RideId ride, DriverId driver, Instant at) {
            this(ride, driver, at, null, null);
        }
    }

    /** R7: nothing is heard of a taxi on its way to a rider. Told once; what comes next clears it. */
    record PositionsStopped(RideId ride, DriverId driver, Instant at) implements DispatchEvent {}

    /** After {@link PositionsStopped}. */
    record TaxiSeenAgain(RideId ride, DriverId driver, Instant at) implements DispatchEvent {}

    /** R14: the driver is not there, or nobody has boarded, for too long. Told once; what comes next clears it. @param since in its state */
    record PickupOverdue(RideId ride, DriverId driver, Instant since, Instant at) implements DispatchEvent {}

    /** R15: on board for too long. Told once, and never an end; what comes next clears it. @param since the boarding */
    record RideOverdue(RideId ride, DriverId driver, Instant since, Instant at) implements DispatchEvent {}

    /** R9: the rider is not there, and the driver has tried to reach him. @param noShowFrom from then on he need not wait any longer */
    record RiderContacted(RideId ride, DriverId driver, Instant noShowFrom, Instant at) implements DispatchEvent {}

    /** R9: the rider did not come. The ride is over, and the driver is free. */
    record NoShowMarked(RideId ride, DriverId driver, Instant at) implements DispatchEvent {}

    record PassengerPickedUp(RideId ride, DriverId driver, Instant at) implements DispatchEvent {}

    /**
     * @param meters driven with the passenger
     * @param seconds from pick-up to drop-off
     * @param review why somebody looks at the fare before anything is charged, in a sentence; absent = it is charged
     * @param aborted why the ride ended before the place where it should, and the fare is for the way until then (R16); absent = it
     *     did not
     * @param paymentMethod absent = the card
     * @param paymentMethodId what the gateway charges; absent = the rider's default
     */
    record PassengerDroppedOff(
            RideId ride,
            RiderId rider,
            DriverId driver,
            GeoPoint where,
            long meters,
            long seconds,
            Fare fare,
            Instant at,
            @Nullable String review,
            @Nullable AbortReason aborted,
            @Nullable PaymentMethod paymentMethod,
            @Nullable MethodId paymentMethodId)
            implements DispatchEvent {
        /** With the rider's default. */
        public PassengerDroppedOff(
                RideId ride,
                RiderId rider,
                DriverId driver,
                GeoPoint where,
                long meters,
                long seconds,
                Fare fare,
                Instant at,
                @Nullable String review,
                @Nullable AbortReason aborted,
                @Nullable PaymentMethod paymentMethod) {
            this(ride, rider, driver, where, meters, seconds, fare, at, review, aborted, paymentMethod, null);
        }

        /** Of a ride that ended where it should, or where the passenger wanted, and is paid by card. */
        public PassengerDroppedOff(
                RideId ride,
                RiderId rider,
                DriverId driver,
                GeoPoint where,
                long meters,
                long seconds,
                Fare fare,
                Instant at,
                @Nullable String review) {
            this(ride, rider, driver, where, meters, seconds, fare, at, review, null, null);
        }
    }

    /**
     * A8: the fare is not paid, and the ride stays with its driver.
     *
     * @param code why the card was declined; absent where the fare is to be paid in the car
     * @param until then the driver is free, whatever has become of it
     */
    record CollectionStarted(
            RideId ride, DriverId driver, @Nullable String code, Instant until, Instant at) implements DispatchEvent {}

    /** The driver has the fare, in the car. */
    record FareTendered(RideId ride, DriverId driver, PaymentMethod method, Instant at) implements DispatchEvent {}

    /** Payment says that nothing is due any more: the driver is free. */
    record FareSettled(RideId ride, DriverId driver, Instant at) implements DispatchEvent {}

    /** Nobody paid in time: the driver is free. */
    record FareOwed(RideId ride, DriverId driver, Instant at) implements DispatchEvent {}
}
