package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.platform.events.Interest;

/** What became of the money. An attempt and a silence are the gateway's and our business; the rest is told. */
final class PaymentEvents {
    private PaymentEvents() {}

    static Interest<PaymentEvent, Rows> interest() {
        return Interest.<PaymentEvent, Rows>in(PaymentEvent.TOPIC)
                .on(PaymentEvent.ChargeAttempted.class, Rows.of((e, recorded) -> owes(e, Status.PENDING, e.rider())))
                .on(PaymentEvent.ChargeUnknown.class, Rows.of((e, recorded) -> charge(e, Status.UNKNOWN)))
                .on(
                        PaymentEvent.ChargeDeclined.class,
                        Rows.of((e, recorded) -> charge(e, Status.DECLINED).and(told(e, recorded))))
                .on(
                        PaymentEvent.ChargeOwed.class,
                        Rows.of((e, recorded) -> owes(e, Status.OWED, e.rider()).and(told(e, recorded))))
                .on(PaymentEvent.TenderAwaited.class, Rows.of((e, recorded) -> owes(e, Status.AWAITED, e.rider())))
                .on(
                        PaymentEvent.ChargeTendered.class,
                        Rows.of((e, recorded) ->
                                paid(e, Status.TENDERED, e.amount()).and(told(e, recorded))))
                .on(
                        PaymentEvent.ChargeWrittenOff.class,
                        Rows.of((e, recorded) -> paid(
                                        e,
                                        Status.WRITTEN_OFF,
                                        new Money(0, e.amount().currency()))
                                .and(told(e, recorded))))
                .on(
                        PaymentEvent.ChargeOverpaid.class,
                        Rows.of((e, recorded) -> charge(e, Status.OVERPAID).and(told(e, recorded))))
                .on(
                        PaymentEvent.ChargeCaptured.class,
                        Rows.of((e, recorded) -> paid(e, Status.CAPTURED, e.amount())
                                .and(told(e, recorded))
                                .and(Rows.row(NotificationSql.CAPTURE_TO_DRIVER, recorded.type(), e.ride()))));
    }

    private static Rows owes(PaymentEvent event, Status status, RiderId payer) {
        return Rows.row(RideSql.CHARGE_ATTEMPTED, event.ride(), status, payer).and(telling -> telling.payerIs(payer));
    }

    private static Rows charge(PaymentEvent event, Status status) {
        return Rows.row(RideSql.CHARGE, event.ride(), status);
    }

    private static Rows paid(PaymentEvent event, Status status, Money amount) {
        return Rows.row(RideSql.CHARGED, event.ride(), status, amount.minorUnits(), amount.currency(), event.at());
    }

    private static Rows told(PaymentEvent event, Recorded recorded) {
        return telling -> telling.toPayer(recorded.type(), event.at(), event.ride());
    }
}
