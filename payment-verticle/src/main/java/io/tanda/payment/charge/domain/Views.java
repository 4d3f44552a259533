package io.tanda.payment.charge.domain;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.PaymentView.Status;
import org.jspecify.annotations.Nullable;

/** A charge as others see it. */
final class Views {
    private Views() {}

    static PaymentView of(Charge.Made charge) {
        return switch (charge) {
            case Charge.Pending pending -> view(charge, Status.PENDING, null, PaymentMethod.CARD, null);
            case Charge.Unknown unknown -> view(charge, Status.UNKNOWN, null, PaymentMethod.CARD, null);
            case Charge.Declined declined -> view(charge, Status.DECLINED, declined.code(), PaymentMethod.CARD, null);
            case Charge.Captured captured -> view(charge, Status.CAPTURED, null, PaymentMethod.CARD, null);
            case Charge.Owed owed -> view(charge, Status.OWED, owed.code(), null, review(owed));
            case Charge.Awaited awaited -> view(charge, Status.AWAITED, null, awaited.method(), null);
            case Charge.Tendered tendered -> view(charge, Status.TENDERED, null, tendered.method(), null);
            case Charge.WrittenOff gone -> view(charge, Status.WRITTEN_OFF, null, null, null);
            case Charge.Overpaid twice ->
                view(
                        charge,
                        Status.OVERPAID,
                        null,
                        twice.method(),
                        "the gateway captured attempt " + twice.attempt() + ", and it was "
                                + (twice.method() == null ? "written off" : "paid in the car") + " all the same");
        };
    }

    private static @Nullable String review(Charge.Owed owed) {
        if (!owed.open()) return null;
        return switch (owed.code()) {
            case ChargeOwed.OTHER_ANSWER ->
                "the gateway says that it captured attempt " + owed.attempt() + ", and not what it was asked for";
            case ChargeOwed.NOT_UNDERSTOOD ->
                "the gateway says that it was not asked rightly for attempt " + owed.attempt();
            default -> "nobody knows whether the gateway captured attempt " + owed.attempt();
        };
    }

    private static PaymentView view(
            Charge.Made charge,
            Status status,
            @Nullable String code,
            @Nullable PaymentMethod method,
            @Nullable String review) {
        Claim claim = charge.claim();
        return new PaymentView(
                claim.ride(),
                claim.rider(),
                claim.purpose(),
                claim.amount(),
                status,
                charge.attempt(),
                code,
                method,
                review,
                charge.since());
    }
}
