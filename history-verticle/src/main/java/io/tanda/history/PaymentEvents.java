package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.contract.payment.Purpose;
import io.tanda.history.News.Way;
import io.tanda.platform.events.Interest;
import java.util.List;
import java.util.function.Function;

/** What became of the fare, what was taken and given back for all that a ride cost, and what riders can pay with. */
final class PaymentEvents {
    private PaymentEvents() {}

    static Interest<PaymentEvent, Change> interest() {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(PaymentEvent.ChargeAttempted.class, ofFare(e -> begun(e, Status.PENDING, e.rider())))
                .on(PaymentEvent.ChargeUnknown.class, ofFare(e -> wentOn(e, Status.UNKNOWN)))
                .on(PaymentEvent.ChargeDeclined.class, ofFare(e -> wentOn(e, Status.DECLINED)))
                .on(PaymentEvent.ChargeOwed.class, ofFare(e -> begun(e, Status.OWED, e.rider())))
                .on(PaymentEvent.TenderAwaited.class, ofFare(e -> begun(e, Status.AWAITED, e.rider())))
                .on(
                        PaymentEvent.ChargeTendered.class,
                        spent(
                                e -> paid(e, Status.TENDERED, e.amount()),
                                e -> new News.Paid(e.ride(), e.charge(), Way.TENDERED, e.rider(), e.amount(), e.at())))
                .on(
                        PaymentEvent.ChargeWrittenOff.class,
                        ofFare(e -> paid(
                                e, Status.WRITTEN_OFF, new Money(0, e.amount().currency()))))
                .on(
                        PaymentEvent.ChargeOverpaid.class,
                        spent(
                                e -> wentOn(e, Status.OVERPAID),
                                e -> new News.Paid(e.ride(), e.charge(), Way.TAKEN, e.rider(), e.amount(), e.at())))
                .on(
                        PaymentEvent.ChargeCaptured.class,
                        spent(
                                e -> paid(e, Status.CAPTURED, e.amount()),
                                e -> new News.Paid(e.ride(), e.charge(), Way.TAKEN, e.rider(), e.amount(), e.at())))
                .on(
                        PaymentEvent.RefundMade.class,
                        Change.of(e -> new News.Refunded(e.ride(), e.refund(), e.rider(), e.amount(), e.at())))
                .on(
                        PaymentEvent.MethodRegistered.class,
                        Change.of(e -> new News.Registered(
                                e.rider(), e.method(), e.kind(), e.brand(), e.lastFour(), e.expiry(), e.at())))
                .on(PaymentEvent.MethodRemoved.class, Change.of(e -> new News.Removed(e.rider(), e.method(), e.kind())))
                .on(PaymentEvent.DefaultMethodChanged.class, Change.of(e -> new News.Usual(e.rider(), e.method())));
    }

    /** A ride's row follows its fare: of fees and tips it learns nothing. */
    private static <E extends ChargeEvent> Interest.Meaning<E, Change> ofFare(Function<E, News> row) {
        return Change.ofAll(event -> isFare(event) ? List.of(row.apply(event)) : List.of());
    }

    /** What a rider has spent is all that was taken. */
    private static <E extends ChargeEvent> Interest.Meaning<E, Change> spent(
            Function<E, News> row, Function<E, News> spent) {
        return Change.ofAll(
                event -> isFare(event) ? List.of(row.apply(event), spent.apply(event)) : List.of(spent.apply(event)));
    }

    private static boolean isFare(ChargeEvent event) {
        return event.purpose() == Purpose.FARE;
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
