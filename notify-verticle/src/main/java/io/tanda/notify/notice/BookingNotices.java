package io.tanda.notify.notice;

import static io.tanda.notify.notice.Telling.Reach.INBOX;
import static io.tanda.notify.notice.Telling.Reach.OUT;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.Fee;
import io.tanda.platform.events.Interest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the ride goes on; every one of these the rider is told of. */
final class BookingNotices {
    private BookingNotices() {}

    static Interest<BookingEvent, Change> interest(Telling telling) {
        return Interest.<BookingEvent, Change>in(BookingEvent.TOPIC)
                .on(
                        BookingEvent.RideScheduled.class,
                        telling.rider(INBOX, e -> Details.NONE, e -> telling.rides(e.ride(), e.rider())))
                .on(
                        BookingEvent.RideRequested.class,
                        telling.rider(INBOX, e -> Details.NONE, e -> telling.rides(e.ride(), e.rider())))
                .on(BookingEvent.SearchDelayed.class, telling.rider(OUT))
                .on(
                        BookingEvent.DriverAssigned.class,
                        telling.rider(OUT, e -> new Details(e.plate(), minutes(e.at(), e.pickupEta()), null)))
                .on(BookingEvent.DriverArrived.class, telling.rider(OUT))
                .on(
                        BookingEvent.RiderContacted.class,
                        telling.rider(OUT, e -> Details.minutes(minutes(e.at(), e.noShowFrom()))))
                .on(BookingEvent.DriverLost.class, telling.rider(OUT))
                .on(BookingEvent.RideStarted.class, telling.rider(INBOX))
                .on(BookingEvent.RideDroppedOff.class, telling.rider(INBOX, e -> Details.of(e.fare())))
                .on(BookingEvent.CancelRequested.class, telling.rider(INBOX))
                .on(BookingEvent.CancelRejected.class, telling.rider(OUT))
                .on(
                        BookingEvent.RideCompleted.class,
                        telling.rider(OUT, e -> Details.of(e.paid()), BookingNotices::ended))
                .on(BookingEvent.RideOwed.class, telling.rider(OUT, e -> Details.of(e.owed()), BookingNotices::ended))
                .on(BookingEvent.RideCanceled.class, telling.rider(INBOX, e -> fee(e.fee()), BookingNotices::ended))
                .on(BookingEvent.NoDriversAvailable.class, telling.rider(OUT, e -> Details.NONE, BookingNotices::ended))
                .on(
                        BookingEvent.RideAborted.class,
                        telling.rider(OUT, e -> Details.of(e.paid()), BookingNotices::ended))
                .on(BookingEvent.RiderNoShow.class, telling.rider(OUT, e -> fee(e.fee()), BookingNotices::ended))
                .on(BookingEvent.RideExpired.class, telling.rider(OUT, e -> Details.NONE, BookingNotices::ended));
    }

    private static Details fee(@Nullable Fee fee) {
        return fee == null ? Details.NONE : Details.of(fee.amount());
    }

    private static Change ended(BookingEvent event) {
        return Change.of(new News.Ended(event.ride(), event.at()));
    }

    /** Whole ones, and one at least: what is near is not "in 0 minutes". */
    static int minutes(Instant from, Instant to) {
        return (int) Math.max(1, Math.ceilDiv(Duration.between(from, to).toSeconds(), 60));
    }
}
