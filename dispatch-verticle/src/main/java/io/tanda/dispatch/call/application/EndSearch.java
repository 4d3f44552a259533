package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.platform.commit.Commits;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a call that nobody took within its search window. */
public final class EndSearch {
    private final Rides rides;
    private final Commits<Change> commits;
    private final CallDecider decider;
    private final CallMeters meters;

    public EndSearch(Rides rides, Commits<Change> commits, CallDecider decider, CallMeters meters) {
        this.rides = rides;
        this.commits = commits;
        this.decider = decider;
        this.meters = meters;
    }

    Future<Void> end(Found found, Instant now) {
        Cause cause = Cause.time(now);
        return switch (decider.decide(new CallCommand.Exhaust(), found.ride(), cause.at())) {
            case Decision.Refused refused -> Future.succeededFuture();
            case Decision.Decided decided when decided.events().isEmpty() -> Future.succeededFuture();
            case Decision.Decided decided ->
                rides.waiting(found.ride().id())
                        .compose(waiting -> commits.commit(
                                        Change.Moved.of(found, decided.events(), waiting, null, cause))
                                .onSuccess(ended -> {
                                    meters.offers(Offer.Status.EXPIRED, waiting.size());
                                    meters.exhausted();
                                }));
        };
    }

    /** The call is no longer open: whoever closed it took the deadlines with it; this is for what came late. */
    Future<Void> forget(RideId ride, Optional<Found> as) {
        return commits.commit(new Change.NothingDue(ride, as.orElse(null), List.of(Deadlines.ROUND, Deadlines.SEARCH)));
    }
}
