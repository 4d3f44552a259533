package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says aloud that a ride stays where it is, and looks again later; never ends it by itself. */
public final class WatchRides {
    private static final Logger LOG = LoggerFactory.getLogger(WatchRides.class);

    private final InstantSource clock;
    private final Store store;
    private final Rides rides;
    private final DispatchMeters meters;

    public WatchRides(InstantSource clock, Store store, Rides rides, DispatchMeters meters) {
        this.clock = clock;
        this.store = store;
        this.rides = rides;
        this.meters = meters;
    }

    public Future<Void> due(RideId id) {
        return rides.find(id).compose(found -> {
            Unit.Builder unit = Unit.of();
            if (found.isPresent() && found.get().ride() instanceof Ride.Active ride) {
                Instant now = clock.instant();
                Instant overdueAt = Deadlines.overdueAt(ride);
                boolean overdue = !now.isBefore(overdueAt);
                if (overdue) {
                    meters.overdue();
                    LOG.warn(
                            "Ride {} has been {} since {} with driver {}: somebody should look",
                            id,
                            RideView.of(ride, found.get().version()).status().wireName(),
                            Deadlines.since(ride),
                            ride.assignment().driver());
                }
                unit.deadline(id.value(), Deadlines.OVERDUE, overdue ? now.plus(Deadlines.patience(ride)) : overdueAt);
            } else {
                unit.noDeadline(id.value(), Deadlines.OVERDUE);
            }
            return store.commit(unit.build());
        });
    }
}
