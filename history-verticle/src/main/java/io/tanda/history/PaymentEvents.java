package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.platform.events.Interest;

/** What became of the money. */
final class PaymentEvents {
    private PaymentEvents() {}

    static Interest<PaymentEvent, Change> interest() {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(PaymentEvent.ChargeAttempted.class, Change.of(e -> begun(e, Status.PENDING, e.rider())))
                .on(PaymentEvent.ChargeUnknown.class, Change.of(e -> wentOn(e, Status.UNKNOWN)))
                .on(PaymentEvent.ChargeDeclined.class, Change.of(e -> wentOn(e, Status.DECLINED)))
                .on(PaymentEvent.ChargeOwed.class, Change.of(e -> begun(e, Status.OWED, e.rider())))
                .on(PaymentEvent.TenderAwaited.class, Change.of(e -> begun(e, Status.AWAITED, e.rider())))
                .on(PaymentEvent.ChargeTendered.class, Change.of(e -> paid(e, Status.TENDERED, e.amount())))
                .on(
                        PaymentEvent.ChargeWrittenOff.class,
                        Change.of(e -> paid(
                                e, Status.WRITTEN_OFF, new Money(0, e.amount().currency()))))
                .on(PaymentEvent.ChargeOverpaid.class, Change.of(e -> wentOn(e, Status.OVERPAID)))
                .on(PaymentEvent.ChargeCaptured.class, Change.of(e -> paid(e, Status.CAPTURED, e.amount())))
                .on(PaymentEvent.RefundMade.class, Change.of(e -> new News.Refunded(e.ride(), e.refund(), e.amount())));
    }

    private static News begun(ChargeEvent event, Status status, RiderId payer) {
        return new News.ChargeBegun(event.ride(), status, payer);
    }

    private static News wentOn(ChargeEvent event, Status status) {
        return new News.ChargeWentOn(event.ride(), status);
    }

    private static News paid(ChargeEvent event, Status status, Money amount) {
        return new News.ChargePaid(event.ride(), status, amount, event.at());
    }
}
