package io.tanda.payment.ledger.inbound;

import io.tanda.contract.Actor;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.DriverStatement;
import io.tanda.contract.payment.StatementQuery;
import io.tanda.payment.ledger.application.Payouts;
import io.vertx.core.Future;

/** What the bus asks. */
public final class StatementRequests {
    private final Payouts payouts;

    public StatementRequests(Payouts payouts) {
        this.payouts = payouts;
    }

    /** A driver's own, or for operators anybody's. */
    public Future<Reply<DriverStatement>> of(Request<StatementQuery> request) {
        StatementQuery query = request.body();
        if (!mayRead(request.actor(), query))
            return Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "no statement of this driver"));
        if (!query.bounded())
            return Future.succeededFuture(Reply.refused(Refusal.INVALID, "to " + StatementQuery.BOUNDS));
        return payouts.lines(query.driver(), query.from(), query.to())
                .map(lines -> Reply.done(new DriverStatement(query.driver(), query.from(), query.to(), lines)));
    }

    private static boolean mayRead(Actor actor, StatementQuery query) {
        return switch (actor.role()) {
            case OPERATOR, SYSTEM -> true;
            case DRIVER -> query.driver().value().equals(actor.id());
            case RIDER -> false;
        };
    }
}
