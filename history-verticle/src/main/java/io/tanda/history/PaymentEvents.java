package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.history.News.Way;
import io.tanda.platform.events.Interest;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of the fare, of tip and fee, what was taken and given back for all that a ride cost, and what riders can pay with. */
final class PaymentEvents {
    private PaymentEvents() {}

    static Interest<PaymentEvent, Change> interest() {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(
                        PaymentEvent.ChargeAttempted.class,
                        told(e -> row(e, begun(e, Status.PENDING, e.rider()), e.amount())))
                .on(PaymentEvent.ChargeUnknown.class, told(e -> row(e, wentOn(e, Status.UNKNOWN), null)))
                .on(PaymentEvent.ChargeDeclined.class, told(e -> row(e, wentOn(e, Status.DECLINED), null)))
                .on(PaymentEvent.ChargeOwed.class, told(e -> row(e, begun(e, Status.OWED, e.rider()), e.amount())))
                .on(
                        PaymentEvent.TenderAwaited.class,
                        told(e -> row(e, begun(e, Status.AWAITED, e.rider()), e.amount())))
                .on(
                        PaymentEvent.ChargeTendered.class,
                        told(
                                e -> row(e, paid(e, Status.TENDERED, e.amount()), e.amount()),
                                e -> new News.Paid(e.ride(), e.charge(), Way.TENDERED, e.rider(), e.amount(), e.at())))
                .on(
                        PaymentEvent.ChargeWrittenOff.class,
                        told(e -> row(
                                e,
                                paid(
                                        e,
                                        Status.WRITTEN_OFF,
                                        new Money(0, e.amount().currency())),
                                e.amount())))
                .on(
                        PaymentEvent.ChargeOverpaid.class,
                        told(
                                e -> row(e, wentOn(e, Status.OVERPAID), e.amount()),
                                e -> new News.Paid(e.ride(), e.charge(), Way.TAKEN, e.rider(), e.amount(), e.at())))
                .on(
                        PaymentEvent.ChargeCaptured.class,
                        told(
                                e -> row(e, paid(e, Status.CAPTURED, e.amount()), e.amount()),
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

    private static <E extends ChargeEvent> Interest.Meaning<E, Change> told(Function<E, List<News>> row) {
        return Change.ofAll(row);
    }

    /** What a rider has spent is all that was taken. */
    private static <E extends ChargeEvent> Interest.Meaning<E, Change> told(
            Function<E, List<News>> row, Function<E, News> spent) {
        return Change.ofAll(event -> Stream.concat(row.apply(event).stream(), Stream.of(spent.apply(event)))
                .toList());
    }

    /**
     * A ride's own row follows its fare; tip and fee have rows of their own, which no fare's event writes. What else was sold is not the ride's
     * cost.
     */
    private static List<News> row(ChargeEvent event, News.Charged ofFare, @Nullable Money amount) {
        return switch (event.purpose()) {
            case FARE -> List.of(ofFare);
            case TIP, CANCELLATION_FEE, NO_SHOW_FEE ->
                List.of(new News.Beside(event.ride(), event.purpose(), ofFare.status(), amount, event.at()));
            case SERVICE -> List.of();
        };
    }

    private static News.Charged begun(ChargeEvent event, Status status, RiderId payer) {
        return new News.ChargeBegun(event.ride(), status, payer);
    }

    private static News.Charged wentOn(ChargeEvent event, Status status) {
        return new News.ChargeWentOn(event.ride(), status);
    }

    private static News.Charged paid(ChargeEvent event, Status status, Money amount) {
        return new News.ChargePaid(event.ride(), status, amount, event.at());
    }
}
