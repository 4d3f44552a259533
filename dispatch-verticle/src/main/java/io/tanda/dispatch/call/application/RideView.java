package io.tanda.dispatch.call.application;

import io.tanda.contract.RideStatus;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Fare;
import io.tanda.dispatch.call.domain.Assignment;
import io.tanda.dispatch.call.domain.Call;
import io.tanda.dispatch.call.domain.Ride;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A ride as its driver sees it. */
public final class RideView {
    private RideView() {}

    public static DriverRide of(Ride.Active ride, int version) {
        return switch (ride) {
            case Ride.Accepted accepted ->
                view(accepted.call(), accepted.assignment(), version, RideStatus.ACCEPTED, null, null);
            case Ride.Arrived arrived ->
                view(arrived.call(), arrived.assignment(), version, RideStatus.ARRIVED, arrived.arrivedAt(), null);
            case Ride.OnTrip trip ->
                view(
                        trip.call(),
                        trip.assignment(),
                        version,
                        RideStatus.IN_PROGRESS,
                        trip.arrivedAt(),
                        trip.pickedUpAt());
        };
    }

    /** Settling until somebody knows that it is paid. */
    public static DriverRide of(Ride.DroppedOff ride, int version) {
        Assignment by = ride.assignment();
        Call call = ride.call();
        return new DriverRide(
                call.id(),
                version,
                RideStatus.SETTLING,
                by.driver(),
                by.taxi(),
                call.pickup(),
                call.dropoff(),
                call.passengers(),
                by.acceptedAt(),
                by.pickupEta(),
                ride.arrivedAt(),
                ride.pickedUpAt(),
                ride.droppedOffAt(),
                ride.meters(),
                ride.fare());
    }

    /** What a driver who gave the ride back sees last: it waits for another. */
    public static DriverRide givenBack(Ride.Active before, int version) {
        return with(of(before, version), RideStatus.REQUESTED);
    }

    public static DriverRide with(DriverRide ride, RideStatus status) {
        return new DriverRide(
                ride.id(),
                ride.version(),
                status,
                ride.driver(),
                ride.taxi(),
                ride.pickup(),
                ride.dropoff(),
                ride.passengers(),
                ride.acceptedAt(),
                ride.pickupEta(),
                ride.arrivedAt(),
                ride.pickedUpAt(),
                ride.droppedOffAt(),
                ride.meters(),
                ride.fare());
    }

    private static DriverRide view(
            Call call,
            Assignment by,
            int version,
            RideStatus status,
            @Nullable Instant arrivedAt,
            @Nullable Instant pickedUpAt) {
        Fare unknown = null;
        return new DriverRide(
                call.id(),
                version,
                status,
                by.driver(),
                by.taxi(),
                call.pickup(),
                call.dropoff(),
                call.passengers(),
                by.acceptedAt(),
                by.pickupEta(),
                arrivedAt,
                pickedUpAt,
                null,
                null,
                unknown);
    }
}
