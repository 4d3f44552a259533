package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.platform.events.Interest;

/** What became of the money. */
final class PaymentEvents {
    private PaymentEvents() {}

    static Interest<PaymentEvent, Rows> interest() {
        return Interest.<PaymentEvent, Rows>in(PaymentEvent.TOPIC)
                .on(
                        PaymentEvent.ChargeAttempted.class,
                        Rows.of((e, recorded) ->
                                Rows.row(RideSql.CHARGE_ATTEMPTED, e.ride(), Status.PENDING, e.rider())))
                .on(PaymentEvent.ChargeUnknown.class, Rows.of((e, recorded) -> charge(e, Status.UNKNOWN)))
                .on(PaymentEvent.ChargeDeclined.class, Rows.of((e, recorded) -> charge(e, Status.DECLINED)))
                .on(
                        PaymentEvent.ChargeOwed.class,
                        Rows.of((e, recorded) -> Rows.row(RideSql.CHARGE_ATTEMPTED, e.ride(), Status.OWED, e.rider())))
                .on(
                        PaymentEvent.TenderAwaited.class,
                        Rows.of((e, recorded) ->
                                Rows.row(RideSql.CHARGE_ATTEMPTED, e.ride(), Status.AWAITED, e.rider())))
                .on(PaymentEvent.ChargeTendered.class, Rows.of((e, recorded) -> paid(e, Status.TENDERED, e.amount())))
                .on(
                        PaymentEvent.ChargeWrittenOff.class,
                        Rows.of((e, recorded) -> paid(
                                e, Status.WRITTEN_OFF, new Money(0, e.amount().currency()))))
                .on(PaymentEvent.ChargeOverpaid.class, Rows.of((e, recorded) -> charge(e, Status.OVERPAID)))
                .on(PaymentEvent.ChargeCaptured.class, Rows.of((e, recorded) -> paid(e, Status.CAPTURED, e.amount())));
    }

    private static Rows charge(PaymentEvent event, Status status) {
        return Rows.row(RideSql.CHARGE, event.ride(), status);
    }

    private static Rows paid(PaymentEvent event, Status status, Money amount) {
        return Rows.row(RideSql.CHARGED, event.ride(), status, amount.minorUnits(), amount.currency(), event.at());
    }
}
