package io.tanda.notify.notice;

import static io.tanda.notify.notice.Telling.Reach.INBOX;
import static io.tanda.notify.notice.Telling.Reach.OUT;

import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.platform.events.Interest;

/** What becomes of the driver's ride. What he does himself he finds in his inbox; the rest goes out. The rider is told by booking. */
final class DispatchNotices {
    private DispatchNotices() {}

    static Interest<DispatchEvent, Change> interest(Telling telling) {
        return Interest.<DispatchEvent, Change>in(DispatchEvent.TOPIC)
                .on(
                        DispatchEvent.CallAccepted.class,
                        telling.driver(
                                INBOX,
                                DispatchEvent.CallAccepted::driver,
                                e -> Details.minutes(BookingNotices.minutes(e.at(), e.pickupEta()))))
                .on(DispatchEvent.CallReopened.class, telling.driver(OUT, DispatchEvent.CallReopened::driver))
                .on(DispatchEvent.CallWithdrawn.class, telling.driver(OUT, DispatchEvent.CallWithdrawn::driver))
                .on(DispatchEvent.DriverArrived.class, telling.driver(INBOX, DispatchEvent.DriverArrived::driver))
                .on(DispatchEvent.NoShowMarked.class, telling.driver(INBOX, DispatchEvent.NoShowMarked::driver))
                .on(
                        DispatchEvent.PassengerPickedUp.class,
                        telling.driver(INBOX, DispatchEvent.PassengerPickedUp::driver))
                .on(
                        DispatchEvent.PassengerDroppedOff.class,
                        telling.driver(
                                INBOX,
                                DispatchEvent.PassengerDroppedOff::driver,
                                e -> Details.of(e.fare().total()),
                                e -> Change.of(new News.DroppedOff(e.ride(), e.rider(), e.driver()))
                                        .and(telling.captureToDriver(e.ride()))
                                        .and(telling.tipToDriver(e.ride()))))
                .on(
                        DispatchEvent.CollectionStarted.class,
                        telling.driver(
                                OUT,
                                DispatchEvent.CollectionStarted::driver,
                                e -> Details.minutes(BookingNotices.minutes(e.at(), e.until()))))
                .on(DispatchEvent.FareTendered.class, telling.driver(INBOX, DispatchEvent.FareTendered::driver))
                .on(DispatchEvent.FareSettled.class, telling.driver(OUT, DispatchEvent.FareSettled::driver))
                .on(DispatchEvent.FareOwed.class, telling.driver(OUT, DispatchEvent.FareOwed::driver));
    }
}
