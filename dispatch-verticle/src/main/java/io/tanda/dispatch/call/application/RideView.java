package io.tanda.dispatch.call.application;

import io.tanda.contract.AbortReason;
import io.tanda.contract.RideStatus;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.dispatch.call.domain.Assignment;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.dispatch.call.domain.Ride;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A ride as its driver sees it. */
public final class RideView {
    private RideView() {}

    /** @throws IllegalStateException for a ride that no driver has or had: it is nobody's to see */
    static DriverRide of(Ride ride, int version) {
        return switch (ride) {
            case Ride.Accepted accepted -> view(accepted, version, RideStatus.ACCEPTED, null, null, null);
            case Ride.Arrived arrived ->
                view(arrived, version, RideStatus.ARRIVED, arrived.arrivedAt(), arrived.contact(), null);
            case Ride.OnTrip trip ->
                view(trip, version, RideStatus.IN_PROGRESS, trip.arrivedAt(), null, trip.pickedUpAt());
            case Ride.NoShow over -> view(over, version, RideStatus.NO_SHOW, over.arrivedAt(), over.contact(), null);
            case Ride.DroppedOff over -> delivered(over, version, RideStatus.SETTLING, null);
            case Ride.Collecting waiting ->
                delivered(
                        waiting.drive(),
                        version,
                        RideStatus.SETTLING,
                        new DriverRide.Collect(waiting.code(), waiting.until()));
            case Ride.Closed closed ->
                delivered(
                        closed.drive(),
                        version,
                        switch (closed.end()) {
                            case CASH, TERMINAL, SETTLED -> paid(closed.drive().aborted());
                            case OWED -> RideStatus.OWED;
                        },
                        null);
            case Ride.Open open -> throw nobodys(open);
            case Ride.Withdrawn withdrawn -> throw nobodys(withdrawn);
            case Ride.Exhausted exhausted -> throw nobodys(exhausted);
        };
    }

    static DriverRide of(Found found) {
        return of(found.ride(), found.version());
    }

    /** After what the driver did. Who gave the ride back sees last that it waits for another. */
    static DriverRide of(Change.Moved change) {
        return change.after().ride() instanceof Ride.Driven
                ? of(change.after())
                : with(of(change.before().ride(), change.after().version()), RideStatus.REQUESTED);
    }

    private static IllegalStateException nobodys(Ride ride) {
        return new IllegalStateException("ride " + ride.id() + " has no driver");
    }

    /** Settling until somebody knows that it is paid. */
    private static DriverRide delivered(
            Ride.DroppedOff ride, int version, RideStatus status, DriverRide.@Nullable Collect collect) {
        Assignment by = ride.assignment();
        Order order = ride.order();
        return new DriverRide(
                order.id(),
                version,
                status,
                by.driver(),
                by.taxi(),
                order.pickup(),
                order.dropoff(),
                order.passengers(),
                by.acceptedAt(),
                by.pickupEta(),
                ride.arrivedAt(),
                ride.pickedUpAt(),
                ride.droppedOffAt(),
                ride.meters(),
                ride.fare(),
                ride.review(),
                ride.aborted(),
                null,
                null,
                order.paymentMethod(),
                collect);
    }

    /** How a ride ends that is paid. */
    static RideStatus paid(@Nullable AbortReason aborted) {
        return aborted == null ? RideStatus.COMPLETED : RideStatus.ABORTED;
    }

    static DriverRide with(DriverRide ride, RideStatus status) {
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
                ride.fare(),
                ride.review(),
                ride.aborted(),
                ride.contactedAt(),
                ride.noShowFrom(),
                ride.paymentMethod(),
                ride.collect());
    }

    private static DriverRide view(
            Ride.Driven ride,
            int version,
            RideStatus status,
            @Nullable Instant arrivedAt,
            Ride.@Nullable Contact contact,
            @Nullable Instant pickedUpAt) {
        Order order = ride.order();
        Assignment by = ride.assignment();
        return new DriverRide(
                order.id(),
                version,
                status,
                by.driver(),
                by.taxi(),
                order.pickup(),
                order.dropoff(),
                order.passengers(),
                by.acceptedAt(),
                by.pickupEta(),
                arrivedAt,
                pickedUpAt,
                null,
                null,
                null,
                null,
                null,
                contact == null ? null : contact.at(),
                contact == null ? null : contact.noShowFrom(),
                order.paymentMethod(),
                null);
    }
}
