package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Patience;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.ops.Logged;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says aloud that a ride stays where it is, and looks again later; never ends it by itself. */
public final class WatchRides {
    private static final Logger log = LoggerFactory.getLogger(WatchRides.class);

    private final InstantSource clock;
    private final Rides rides;
    private final CallDecider decider;
    private final Commits<Change> commits;
    private final CallMeters meters;

    public WatchRides(
            InstantSource clock, Rides rides, CallDecider decider, Commits<Change> commits, CallMeters meters) {
        this.clock = clock;
        this.rides = rides;
        this.decider = decider;
        this.commits = commits;
        this.meters = meters;
    }

    public Future<Void> due(RideId id) {
        return Attempts.whileStale(() -> rides.find(id)
                .compose(found -> commits.commit(
                        found.isPresent() && found.get().ride() instanceof Ride.Active ride
                                ? lookAt(found.get(), ride)
                                : new Change.NothingDue(id, found.orElse(null), List.of(Deadlines.OVERDUE)))));
    }

    private Change lookAt(Found found, Ride.Active ride) {
        Cause cause = Cause.time(clock.instant());
        Instant now = cause.at();
        Instant overdueAt = Patience.overdueAt(ride);
        if (now.isBefore(overdueAt)) return new Change.Watched(found, overdueAt);
        meters.overdue();
        log.atWarn()
                .addKeyValue(Logged.RIDE, ride.id())
                .log(
                        "Ride {} has been {} since {} with driver {}: somebody should look",
                        ride.id(),
                        RideView.of(ride, 0).status().wireName(),
                        ride.since(),
                        ride.assignment().driver());
        Instant again = now.plus(Patience.of(ride));
        return switch (decider.decide(new CallCommand.Watch(), ride, now)) {
            case Decision.Refused refused -> new Change.Watched(found, again);
            case Decision.Decided decided when decided.events().isEmpty() -> new Change.Watched(found, again);
            case Decision.Decided decided ->
                new Change.Noticed(Change.Moved.of(found, decided.events(), List.of(), null, cause), again);
        };
    }
}
