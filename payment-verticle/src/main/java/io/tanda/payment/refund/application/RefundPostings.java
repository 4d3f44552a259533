package io.tanda.payment.refund.application;

import io.tanda.payment.ledger.domain.BookedCharge;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.Refund;
import java.util.List;

/** What of a refund's change is booked, in the same commit. */
public final class RefundPostings {
    private RefundPostings() {}

    public static List<Posting> of(Change change) {
        if (!(change.before() instanceof Refund.Asked asked) || !(change.after() instanceof Refund.Made made))
            return List.of();
        Order order = asked.order();
        BookedCharge fare = new BookedCharge(order.charge(), order.ride(), order.rider(), null, order.amount());
        return List.of(
                fare.refunded(order.refund(), order.amount(), order.source(), made.gatewayReference(), made.since()));
    }
}
