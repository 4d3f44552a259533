package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
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
    private final Commits<Change> commits;
    private final CallMeters meters;

    public WatchRides(InstantSource clock, Rides rides, Commits<Change> commits, CallMeters meters) {
        this.clock = clock;
        this.rides = rides;
        this.commits = commits;
        this.meters = meters;
    }

    public Future<Void> due(RideId id) {
        return Attempts.whileStale(() -> rides.find(id)
                .compose(found -> commits.commit(
                        found.isPresent() && found.get().ride() instanceof Ride.Active ride
                                ? new Change.Watched(found.get(), lookAt(ride))
                                : new Change.NothingDue(id, found.orElse(null), List.of(Deadlines.OVERDUE)))));
    }

    /** @return when to look again */
    private Instant lookAt(Ride.Active ride) {
        Instant now = clock.instant();
        Instant overdueAt = Deadlines.overdueAt(ride);
        if (now.isBefore(overdueAt)) return overdueAt;
        meters.overdue();
        log.atWarn()
                .addKeyValue(Logged.RIDE, ride.id())
                .log(
                        "Ride {} has been {} since {} with driver {}: somebody should look",
                        ride.id(),
                        RideView.of(ride, 0).status().wireName(),
                        Deadlines.since(ride),
                        ride.assignment().driver());
        return now.plus(Deadlines.patience(ride));
    }
}
