package io.tanda.notify.notice;

import static io.tanda.notify.notice.Telling.Reach.INBOX;
import static io.tanda.notify.notice.Telling.Reach.OUT;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.events.Interest;
import org.jspecify.annotations.Nullable;

/** What became of the money: the rider is told, of a fare and a tip the driver too. An attempt, a silence and a refund that
 * is not made yet are the gateway's and our business. */
final class PaymentNotices {
    private PaymentNotices() {}

    static Interest<PaymentEvent, Change> interest(Telling telling) {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(PaymentEvent.ChargeAttempted.class, Telling.noted(e -> telling.rides(e.ride(), e.rider())))
                .on(PaymentEvent.TenderAwaited.class, Telling.noted(e -> telling.rides(e.ride(), e.rider())))
                .on(PaymentEvent.ChargeDeclined.class, telling.rider(OUT))
                .on(
                        PaymentEvent.ChargeOwed.class,
                        telling.rider(INBOX, e -> Details.of(e.amount()), e -> telling.rides(e.ride(), e.rider())))
                .on(
                        PaymentEvent.ChargeTendered.class,
                        telling.rider(INBOX, e -> Details.of(e.amount()), e -> telling.rides(e.ride(), e.rider())))
                .on(
                        PaymentEvent.ChargeWrittenOff.class,
                        telling.rider(OUT, e -> Details.of(e.amount()), e -> telling.rides(e.ride(), e.rider())))
                .on(
                        PaymentEvent.ChargeOverpaid.class,
                        telling.rider(OUT, e -> Details.of(e.amount()), e -> telling.rides(e.ride(), e.rider())))
                .on(
                        PaymentEvent.RefundMade.class,
                        telling.rider(OUT, e -> Details.of(e.amount()), e -> telling.rides(e.ride(), e.rider())))
                .on(PaymentEvent.MethodRegistered.class, telling.owner(OUT, e -> method(e.brand(), e.lastFour())))
                .on(PaymentEvent.MethodRemoved.class, telling.owner(OUT, e -> method(e.brand(), e.lastFour())))
                .on(
                        PaymentEvent.ChargeCaptured.class,
                        telling.rider(INBOX, e -> Details.of(e.amount()), e -> captured(telling, e)));
    }

    /** Of cash there is nothing to say but that. */
    private static Details method(@Nullable String brand, @Nullable String lastFour) {
        return Details.method(brand == null ? Details.CASH : brand + " " + lastFour);
    }

    private static Change captured(Telling telling, PaymentEvent.ChargeCaptured e) {
        return switch (e.purpose()) {
            case FARE ->
                Change.of(new News.Captured(e.ride(), e.rider(), e.amount(), e.at()))
                        .and(telling.captureToDriver(e.ride()));
            case TIP ->
                Change.of(new News.Tipped(e.ride(), e.rider(), e.amount(), e.at()))
                        .and(telling.tipToDriver(e.ride()));
            case CANCELLATION_FEE, NO_SHOW_FEE, SERVICE -> telling.rides(e.ride(), e.rider());
        };
    }
}
