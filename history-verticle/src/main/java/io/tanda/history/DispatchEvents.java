package io.tanda.history;

import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.history.RideAlarm;
import io.tanda.platform.events.Interest;
import java.time.Instant;

/** Who drove, when, how far and for how much. */
final class DispatchEvents {
    private DispatchEvents() {}

    static Interest<DispatchEvent, Change> interest() {
        return Interest.<DispatchEvent, Change>in(DispatchEvent.TOPIC)
                .on(
                        DispatchEvent.CallAccepted.class,
                        Change.of(e -> new News.Accepted(e.ride(), e.driver(), e.taxi(), e.plate(), e.at())))
                .on(DispatchEvent.CallReopened.class, Change.of(e -> new News.Reopened(e.ride())))
                // Who was on the way stays on the record.
                .on(DispatchEvent.CallWithdrawn.class, Change.of(DispatchEvents::calmed))
                .on(
                        DispatchEvent.PositionsStopped.class,
                        Change.of(e -> alarmed(e, RideAlarm.POSITIONS_STOPPED, e.at())))
                .on(DispatchEvent.TaxiSeenAgain.class, Change.of(DispatchEvents::calmed))
                .on(DispatchEvent.PickupOverdue.class, Change.of(e -> alarmed(e, RideAlarm.PICKUP_OVERDUE, e.at())))
                .on(DispatchEvent.RideOverdue.class, Change.of(e -> alarmed(e, RideAlarm.RIDE_OVERDUE, e.at())))
                .on(DispatchEvent.DriverArrived.class, Change.of(e -> new News.Arrived(e.ride(), e.at())))
                .on(DispatchEvent.NoShowMarked.class, Change.of(DispatchEvents::calmed))
                .on(DispatchEvent.PassengerPickedUp.class, Change.of(e -> new News.PickedUp(e.ride(), e.at())))
                .on(
                        DispatchEvent.PassengerDroppedOff.class,
                        Change.of(e -> new News.DroppedOff(e.ride(), e.meters(), e.fare(), e.review(), e.at())));
    }

    private static News calmed(DispatchEvent event) {
        return new News.Calmed(event.ride());
    }

    private static News alarmed(DispatchEvent event, RideAlarm alarm, Instant since) {
        return new News.Alarmed(event.ride(), alarm, since);
    }
}
