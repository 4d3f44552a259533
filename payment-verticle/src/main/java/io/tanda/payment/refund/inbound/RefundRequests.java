package io.tanda.payment.refund.inbound;

import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.RefundList;
import io.tanda.payment.refund.application.Refunds;
import io.tanda.payment.refund.domain.Refund;
import io.vertx.core.Future;

/** What the bus asks. */
public final class RefundRequests {
    private final Refunds refunds;

    public RefundRequests(Refunds refunds) {
        this.refunds = refunds;
    }

    /** Ownership is in the query: who asks for another's ride finds nothing. */
    public Future<Reply<RefundList>> of(Request<PaymentQuery> request) {
        PaymentQuery query = request.body();
        if (query.rider() == null && request.actor().role() != Role.OPERATOR)
            return Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "no payment of this ride"));
        return refunds.of(query.ride(), query.purpose(), query.rider())
                .map(all ->
                        Reply.done(new RefundList(all.stream().map(Refund::view).toList())));
    }
}
