package io.tanda.dispatch.call.application;

import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchQuery;
import io.vertx.core.Future;
import java.util.List;

/** Whom dispatch asked, and why; for operators. */
public final class TellDecisions {
    private final Decisions decisions;

    public TellDecisions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** None of a ride that there is not, and of one of before decisions were kept. */
    public Future<Reply<CallDecision.Listing>> of(Request<DispatchQuery.DecisionsOf> request) {
        Role role = request.actor().role();
        if (role != Role.OPERATOR && role != Role.SYSTEM)
            return Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "for operators"));
        return decisions.of(request.body().ride(), CallDecision.MOST + 1).map(found -> Reply.done(listing(found)));
    }

    private static CallDecision.Listing listing(List<CallDecision> found) {
        boolean more = found.size() > CallDecision.MOST;
        return new CallDecision.Listing(more ? found.subList(0, CallDecision.MOST) : found, more);
    }
}
