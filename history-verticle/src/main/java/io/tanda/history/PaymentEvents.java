package io.tanda.history;

import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;

/** What became of the money. An attempt and a silence are the gateway's and our business; the rest is told. */
final class PaymentEvents implements EventHandler<PaymentEvent> {
    @Override
    public Future<Unit.Builder> handle(PaymentEvent event, Recorded recorded) {
        Unit.Builder unit = Unit.of();
        Unit.Builder effects = switch (event) {
            case PaymentEvent.ChargeAttempted e ->
                unit.run(RideSql.CHARGE_ATTEMPTED, e.ride(), Status.PENDING, e.rider());
            case PaymentEvent.ChargeUnknown e -> unit.run(RideSql.CHARGE, e.ride(), Status.UNKNOWN);
            case PaymentEvent.ChargeDeclined e ->
                told(e, recorded, unit.run(RideSql.CHARGE, e.ride(), Status.DECLINED));
            case PaymentEvent.ChargeOwed e -> told(e, recorded, unit.run(RideSql.CHARGE, e.ride(), Status.OWED));
            case PaymentEvent.ChargeCaptured e ->
                told(
                                e,
                                recorded,
                                unit.run(
                                        RideSql.CHARGED,
                                        e.ride(),
                                        Status.CAPTURED,
                                        e.amount().minorUnits(),
                                        e.amount().currency(),
                                        e.at()))
                        .run(NotificationSql.CAPTURE_TO_DRIVER, recorded.type(), e.ride());
        };
        return Future.succeededFuture(effects);
    }

    private static Unit.Builder told(PaymentEvent event, Recorded recorded, Unit.Builder unit) {
        return unit.run(NotificationSql.TO_PAYER, recorded.type(), event.at(), event.ride());
    }
}
