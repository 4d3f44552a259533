package io.tanda.history;

import io.tanda.contract.Place;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.events.Interest;
import java.util.function.Function;

/** What the rider asked for and how it went on; the ride's status is booking's to say. */
final class BookingEvents {
    private BookingEvents() {}

    static Interest<BookingEvent, Rows> interest() {
        return Interest.<BookingEvent, Rows>in(BookingEvent.TOPIC)
                .on(
                        BookingEvent.RideScheduled.class,
                        row(e -> asked(e, e.rider(), RideStatus.SCHEDULED, e.pickup(), e.dropoff(), e.passengers())))
                .on(BookingEvent.RideRequested.class, row(BookingEvents::requested))
                .on(BookingEvent.DriverAssigned.class, row(e -> goesOn(e, RideStatus.ACCEPTED)))
                .on(BookingEvent.DriverArrived.class, row(e -> goesOn(e, RideStatus.ARRIVED)))
                .on(BookingEvent.DriverLost.class, row(e -> goesOn(e, RideStatus.REQUESTED)))
                .on(BookingEvent.RideStarted.class, row(e -> goesOn(e, RideStatus.IN_PROGRESS)))
                .on(BookingEvent.RideDroppedOff.class, row(e -> goesOn(e, RideStatus.SETTLING)))
                .on(
                        BookingEvent.CancelRequested.class,
                        row(e -> Rows.row(RideSql.CANCEL_REQUESTED, e.ride(), RideStatus.CANCEL_PENDING, e.reason())))
                .on(BookingEvent.CancelRejected.class, row(e -> Rows.row(RideSql.CANCEL_REJECTED, e.ride())))
                .on(BookingEvent.RideCompleted.class, row(e -> ended(e, RideStatus.COMPLETED)))
                .on(BookingEvent.RideOwed.class, row(e -> ended(e, RideStatus.OWED)))
                .on(
                        BookingEvent.RideCanceled.class,
                        row(e -> ended(e, e.by() == null ? RideStatus.RIDER_CANCELED : RideStatus.OPERATOR_CANCELED)))
                .on(BookingEvent.NoDriversAvailable.class, row(e -> ended(e, RideStatus.NO_DRIVERS_AVAILABLE)))
                .on(
                        BookingEvent.RideAborted.class,
                        row(e -> Rows.row(
                                RideSql.ABORTED,
                                e.ride(),
                                RideStatus.ABORTED,
                                RideStatus.ABORTED,
                                e.at(),
                                e.reason().wireName())))
                .on(BookingEvent.RiderNoShow.class, row(e -> ended(e, RideStatus.NO_SHOW)))
                .on(BookingEvent.RideExpired.class, row(e -> ended(e, RideStatus.EXPIRED)));
    }

    private static <E extends BookingEvent> Interest.Meaning<E, Rows> row(Function<E, Rows> rows) {
        return Rows.of((event, recorded) -> rows.apply(event));
    }

    /** A ride for later was asked for before it is offered. */
    private static Rows requested(BookingEvent.RideRequested e) {
        return e.pickupAt() == null
                ? asked(e, e.rider(), RideStatus.REQUESTED, e.pickup(), e.dropoff(), e.passengers())
                : goesOn(e, RideStatus.REQUESTED);
    }

    private static Rows asked(
            BookingEvent event, RiderId rider, RideStatus status, Place pickup, Place dropoff, int passengers) {
        return Rows.row(
                RideSql.REQUESTED,
                event.ride(),
                rider,
                status,
                status,
                pickup.lat(),
                pickup.lng(),
                pickup.label(),
                dropoff.lat(),
                dropoff.lng(),
                dropoff.label(),
                passengers,
                event.at());
    }

    private static Rows goesOn(BookingEvent event, RideStatus status) {
        return Rows.row(RideSql.GOES_ON, event.ride(), status, status);
    }

    private static Rows ended(BookingEvent event, RideStatus status) {
        return Rows.row(RideSql.ENDED, event.ride(), status, status, event.at());
    }
}
