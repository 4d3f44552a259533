package io.tanda.history;

import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.history.RideAlarm;
import io.tanda.platform.events.Interest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who drove, when, how far and for how much. */
final class DispatchEvents {
    private DispatchEvents() {}

    static Interest<DispatchEvent, Rows> interest() {
        return Interest.<DispatchEvent, Rows>in(DispatchEvent.TOPIC)
                .on(
                        DispatchEvent.CallAccepted.class,
                        Rows.of((e, recorded) -> Rows.row(
                                RideSql.ACCEPTED, e.ride(), null, null, e.driver(), e.taxi(), e.plate(), e.at(), null)))
                .on(
                        DispatchEvent.CallReopened.class,
                        Rows.of((e, recorded) ->
                                Rows.row(RideSql.ACCEPTED, e.ride(), null, null, null, null, null, null, null)))
                // Who was on the way stays on the record.
                .on(DispatchEvent.CallWithdrawn.class, Rows.of((e, recorded) -> alarm(e.ride(), null, null)))
                .on(
                        DispatchEvent.PositionsStopped.class,
                        Rows.of((e, recorded) -> alarm(e.ride(), RideAlarm.POSITIONS_STOPPED, e.at())))
                .on(DispatchEvent.TaxiSeenAgain.class, Rows.of((e, recorded) -> alarm(e.ride(), null, null)))
                .on(
                        DispatchEvent.PickupOverdue.class,
                        Rows.of((e, recorded) -> alarm(e.ride(), RideAlarm.PICKUP_OVERDUE, e.at())))
                .on(
                        DispatchEvent.RideOverdue.class,
                        Rows.of((e, recorded) -> alarm(e.ride(), RideAlarm.RIDE_OVERDUE, e.at())))
                .on(
                        DispatchEvent.DriverArrived.class,
                        Rows.of((e, recorded) -> Rows.row(RideSql.ARRIVED, e.ride(), null, null, e.at())))
                .on(DispatchEvent.NoShowMarked.class, Rows.of((e, recorded) -> alarm(e.ride(), null, null)))
                .on(
                        DispatchEvent.PassengerPickedUp.class,
                        Rows.of((e, recorded) -> Rows.row(RideSql.PICKED_UP, e.ride(), null, null, e.at())))
                .on(
                        DispatchEvent.PassengerDroppedOff.class,
                        Rows.of((e, recorded) -> Rows.row(
                                RideSql.DROPPED_OFF,
                                e.ride(),
                                null,
                                null,
                                e.at(),
                                e.meters(),
                                Wire.encodeText(e.fare()),
                                e.review())));
    }

    /** @param alarm absent with its time: it is over */
    private static Rows alarm(RideId ride, @Nullable RideAlarm alarm, @Nullable Instant since) {
        return Rows.row(RideSql.ALARM, ride, alarm, since);
    }
}
