package io.tanda.history;

import io.tanda.contract.DriverId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Who drove, when, how far and for how much. The driver is told of each; the rider is told by booking. */
final class DispatchEvents implements EventHandler<DispatchEvent> {
    private final String captured;

    /** @param captured the wire name of a capture, of which the driver is told after the drop-off */
    DispatchEvents(String captured) {
        this.captured = captured;
    }

    @Override
    public Future<Unit.Builder> handle(DispatchEvent event, Recorded recorded) {
        Unit.Builder unit = Unit.of();
        Unit.Builder effects = switch (event) {
            case DispatchEvent.CallOpened e -> unit;
            case DispatchEvent.CallAccepted e ->
                told(
                        e.driver(),
                        e,
                        recorded,
                        unit.run(RideSql.ACCEPTED, e.ride(), e.driver(), e.taxi(), e.plate(), e.at(), null));
            case DispatchEvent.CallReopened e ->
                told(e.driver(), e, recorded, unit.run(RideSql.ACCEPTED, e.ride(), null, null, null, null, null));
            case DispatchEvent.CallExhausted e -> unit;
            // Who was on the way stays on the record.
            case DispatchEvent.CallWithdrawn e -> told(e.driver(), e, recorded, unit);
            case DispatchEvent.CancelRefused e -> unit;
            case DispatchEvent.DriverArrived e ->
                told(e.driver(), e, recorded, unit.run(RideSql.ARRIVED, e.ride(), e.at()));
            case DispatchEvent.PassengerPickedUp e ->
                told(e.driver(), e, recorded, unit.run(RideSql.PICKED_UP, e.ride(), e.at()));
            case DispatchEvent.PassengerDroppedOff e ->
                told(
                        e.driver(),
                        e,
                        recorded,
                        unit.run(RideSql.DROPPED_OFF, e.ride(), e.at(), e.meters(), Wire.encodeText(e.fare()))
                                .run(NotificationSql.CAPTURE_TO_DRIVER, captured, e.ride()));
        };
        return Future.succeededFuture(effects);
    }

    private static Unit.Builder told(
            @Nullable DriverId driver, DispatchEvent event, Recorded recorded, Unit.Builder unit) {
        return driver == null
                ? unit
                : unit.insert(NotificationSql.NOTIFICATION, driver, event.ride(), recorded.type(), event.at());
    }
}
