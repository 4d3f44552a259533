package io.tanda.payment.charge.inbound;

import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.ChargeService;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Claim;
import io.vertx.core.Future;

/** What the bus brings. */
public final class ChargeRequests {
    private final Cashier cashier;
    private final Charges charges;

    public ChargeRequests(Cashier cashier, Charges charges) {
        this.cashier = cashier;
        this.charges = charges;
    }

    /**
     * Once by its claim (ride and purpose) and not by its command id: the event asks for the same charge under no id at all, and whoever
     * asks again wants to know what has become of it, not what was first said.
     */
    public Future<Reply<PaymentView>> charge(Request<ChargeRide> request) {
        ChargeRide body = request.body();
        // A dispatch of before that was asked for: its event says so.
        if (body.driver() == null)
            return Future.succeededFuture(
                    Reply.refused(Refusal.INVALID, "who drove is not said: the drop-off tells it"));
        return cashier.charge(
                new Claim(
                        body.ride(),
                        body.rider(),
                        body.purpose(),
                        body.amount(),
                        body.paymentMethodId(),
                        body.driver()),
                request.trace());
    }

    /** Once by what is sold: whoever asks again wants to know what has become of it. What the gateway is not asked for is not written down. */
    public Future<Reply<PaymentView>> chargeService(Request<ChargeService> request) {
        ChargeService body = request.body();
        if (body.service().equals(body.ride().value()))
            return Future.succeededFuture(Reply.refused(Refusal.INVALID, "what is sold has the id of its ride"));
        if (body.amount().minorUnits() < 1)
            return Future.succeededFuture(Reply.refused(Refusal.INVALID, "what costs nothing is not charged"));
        return cashier.chargeUnlessLeftAlone(Claim.of(body), request.trace());
    }

    /** Ownership is in the query: another's payment is not found. What the gateway was asked for is for operators. */
    public Future<Reply<PaymentView>> get(Request<PaymentQuery> request) {
        PaymentQuery query = request.body();
        if (query.rider() == null && !mayReadAll(request.actor().role())) return Future.succeededFuture(notFound());
        return charges.find(query.ride(), query.purpose(), query.rider()).compose(found -> {
            if (found.isEmpty()) return Future.succeededFuture(notFound());
            PaymentView view = found.get().view();
            return query.rider() != null
                    ? Future.succeededFuture(Reply.done(view))
                    : charges.attempts(query.ride(), query.purpose()).map(attempts -> Reply.done(view.with(attempts)));
        });
    }

    private static boolean mayReadAll(Role role) {
        return switch (role) {
            case OPERATOR, SYSTEM -> true;
            case RIDER, DRIVER -> false;
        };
    }

    private static Reply<PaymentView> notFound() {
        return Reply.refused(Refusal.NOT_FOUND, "no payment of this ride");
    }
}
