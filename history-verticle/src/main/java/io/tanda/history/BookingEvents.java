package io.tanda.history;

import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;

/** What the rider asked for and how it went on; the ride's status is booking's to say. Every one of these the rider is told of. */
final class BookingEvents implements EventHandler<BookingEvent> {
    @Override
    public Future<Unit.Builder> handle(BookingEvent event, Recorded recorded) {
        return Future.succeededFuture(
                row(event).run(NotificationSql.TO_RIDER, recorded.type(), event.at(), event.ride()));
    }

    private static Unit.Builder row(BookingEvent event) {
        Unit.Builder unit = Unit.of();
        return switch (event) {
            case BookingEvent.RideRequested e ->
                unit.run(
                        RideSql.REQUESTED,
                        e.ride(),
                        e.rider(),
                        RideStatus.REQUESTED,
                        RideStatus.REQUESTED,
                        e.pickup().lat(),
                        e.pickup().lng(),
                        e.dropoff().lat(),
                        e.dropoff().lng(),
                        e.passengers(),
                        e.at());
            case BookingEvent.SearchDelayed e -> unit;
            case BookingEvent.DriverAssigned e -> goesOn(unit, e, RideStatus.ACCEPTED);
            case BookingEvent.DriverArrived e -> goesOn(unit, e, RideStatus.ARRIVED);
            case BookingEvent.DriverLost e -> goesOn(unit, e, RideStatus.REQUESTED);
            case BookingEvent.RideStarted e -> goesOn(unit, e, RideStatus.IN_PROGRESS);
            case BookingEvent.RideDroppedOff e -> goesOn(unit, e, RideStatus.SETTLING);
            case BookingEvent.CancelRequested e ->
                unit.run(RideSql.CANCEL_REQUESTED, e.ride(), RideStatus.CANCEL_PENDING, e.reason());
            case BookingEvent.CancelRejected e -> unit.run(RideSql.CANCEL_REJECTED, e.ride());
            case BookingEvent.RideCompleted e -> ended(unit, e, RideStatus.COMPLETED);
            case BookingEvent.RideCanceled e -> ended(unit, e, RideStatus.RIDER_CANCELED);
            case BookingEvent.NoDriversAvailable e -> ended(unit, e, RideStatus.NO_DRIVERS_AVAILABLE);
            case BookingEvent.RideExpired e -> ended(unit, e, RideStatus.EXPIRED);
        };
    }

    private static Unit.Builder goesOn(Unit.Builder unit, BookingEvent event, RideStatus status) {
        return unit.run(RideSql.GOES_ON, event.ride(), status, status);
    }

    private static Unit.Builder ended(Unit.Builder unit, BookingEvent event, RideStatus status) {
        return unit.run(RideSql.ENDED, event.ride(), status, status, event.at());
    }
}
