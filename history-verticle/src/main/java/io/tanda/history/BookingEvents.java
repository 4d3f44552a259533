package io.tanda.history;

import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.events.Interest;

/** What the rider asked for and how it went on; the ride's status is booking's to say. */
final class BookingEvents {
    private BookingEvents() {}

    static Interest<BookingEvent, Change> interest() {
        return Interest.<BookingEvent, Change>in(BookingEvent.TOPIC)
                .on(
                        BookingEvent.RideScheduled.class,
                        Change.of(e -> new News.Asked(
                                e.ride(),
                                e.rider(),
                                RideStatus.SCHEDULED,
                                e.pickup(),
                                e.dropoff(),
                                e.passengers(),
                                e.pickupAt(),
                                e.at())))
                .on(BookingEvent.RideRequested.class, Change.of(BookingEvents::requested))
                .on(BookingEvent.DriverAssigned.class, Change.of(e -> wentOn(e, RideStatus.ACCEPTED)))
                .on(BookingEvent.DriverArrived.class, Change.of(e -> wentOn(e, RideStatus.ARRIVED)))
                .on(BookingEvent.DriverLost.class, Change.of(e -> wentOn(e, RideStatus.REQUESTED)))
                .on(BookingEvent.RideStarted.class, Change.of(e -> wentOn(e, RideStatus.IN_PROGRESS)))
                .on(BookingEvent.RideDroppedOff.class, Change.of(e -> wentOn(e, RideStatus.SETTLING)))
                .on(BookingEvent.CancelRequested.class, Change.of(e -> new News.CancelRequested(e.ride(), e.reason())))
                .on(BookingEvent.CancelRejected.class, Change.of(e -> new News.CancelRejected(e.ride())))
                .on(BookingEvent.RideCompleted.class, Change.of(e -> ended(e, RideStatus.COMPLETED)))
                .on(BookingEvent.RideOwed.class, Change.of(e -> ended(e, RideStatus.OWED)))
                .on(
                        BookingEvent.RideCanceled.class,
                        Change.of(e ->
                                ended(e, e.by() == null ? RideStatus.RIDER_CANCELED : RideStatus.OPERATOR_CANCELED)))
                .on(BookingEvent.NoDriversAvailable.class, Change.of(e -> ended(e, RideStatus.NO_DRIVERS_AVAILABLE)))
                .on(
                        BookingEvent.RideAborted.class,
                        Change.of(e -> new News.Ended(
                                e.ride(), RideStatus.ABORTED, e.reason().wireName(), e.at())))
                .on(BookingEvent.RiderNoShow.class, Change.of(e -> ended(e, RideStatus.NO_SHOW)))
                .on(BookingEvent.RideExpired.class, Change.of(e -> ended(e, RideStatus.EXPIRED)));
    }

    /** A ride for later was asked for before it is offered. */
    private static News requested(BookingEvent.RideRequested e) {
        return e.pickupAt() == null
                ? new News.Asked(
                        e.ride(),
                        e.rider(),
                        RideStatus.REQUESTED,
                        e.pickup(),
                        e.dropoff(),
                        e.passengers(),
                        null,
                        e.at())
                : wentOn(e, RideStatus.REQUESTED);
    }

    private static News wentOn(BookingEvent event, RideStatus status) {
        return new News.WentOn(event.ride(), status);
    }

    private static News ended(BookingEvent event, RideStatus status) {
        return new News.Ended(event.ride(), status, null, event.at());
    }
}
