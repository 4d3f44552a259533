package io.tanda.dispatch.call.inbound;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.FollowBooking;
import io.tanda.platform.events.Interest;

/** Which events of a booking mean something for its call. */
public final class BookingEvents {
    private BookingEvents() {}

    public static Interest<BookingEvent, Change> interest(FollowBooking follow) {
        return Interest.<BookingEvent, Change>in(BookingEvent.TOPIC)
                .on(BookingEvent.RideRequested.class, follow::open)
                .on(
                        BookingEvent.CancelRequested.class,
                        (event, recorded) -> follow.withdraw(event.ride(), true, recorded))
                // A booking that ended without us: a call that is still open or a driver who is under way must not
                // outlive it (A5).
                .on(BookingEvent.RideExpired.class, (event, recorded) -> follow.withdraw(event.ride(), false, recorded))
                .on(
                        BookingEvent.RideCanceled.class,
                        (event, recorded) -> follow.withdraw(event.ride(), false, recorded))
                .on(
                        BookingEvent.NoDriversAvailable.class,
                        (event, recorded) -> follow.withdraw(event.ride(), false, recorded));
    }
}
