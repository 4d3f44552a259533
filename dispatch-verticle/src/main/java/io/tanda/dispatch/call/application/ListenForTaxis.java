package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.Hearing;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.ops.Logged;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * R7: a taxi on its way to a rider of which nothing is heard any more. Looked for now and then among the rides as they are stored, so
 * that it needs no deadline of each ride and survives every restart; whichever process looks first is the one.
 */
public final class ListenForTaxis {
    /** Rides under way to a pick-up in a large city; those beyond are looked at when some of these have gone on. */
    private static final int MAX_RIDES = 20_000;
    /** For one look: when more taxis than that fall silent at once, it is not their phones. */
    private static final int MAX_SILENT = 200;

    private static final Logger log = LoggerFactory.getLogger(ListenForTaxis.class);

    private final InstantSource clock;
    private final Rides rides;
    private final TaxiPositions positions;
    private final Hearing hearing;
    private final CallDecider decider;
    private final Commits<Change> commits;
    private final OfferRounds rounds;
    private final CallMeters meters;

    public ListenForTaxis(
            InstantSource clock,
            Rides rides,
            TaxiPositions positions,
            Hearing hearing,
            CallDecider decider,
            Commits<Change> commits,
            OfferRounds rounds,
            CallMeters meters) {
        this.clock = clock;
        this.rides = rides;
        this.positions = positions;
        this.hearing = hearing;
        this.decider = decider;
        this.commits = commits;
        this.rounds = rounds;
        this.meters = meters;
    }

    public Future<Void> look() {
        Instant now = clock.instant();
        Duration silentAfter = decider.rules().silentAfter();
        if (!hearing.lasts(silentAfter, now)) return Future.succeededFuture();
        return rides.toPickup(now.minus(silentAfter), MAX_RIDES).compose(underWay -> {
            List<RideId> changed = underWay.stream()
                    .filter(ride -> ride.silent() || !isHeard(ride, now.minus(silentAfter), now))
                    .limit(MAX_SILENT)
                    .map(Rides.ToPickup::ride)
                    .toList();
            return Future.join(changed.stream().map(this::listen).toList()).mapEmpty();
        });
    }

    private boolean isHeard(Rides.ToPickup ride, Instant since, Instant now) {
        return positions
                .of(ride.driver(), now)
                .filter(seen -> seen.at().isAfter(since))
                .isPresent();
    }

    private Future<Void> listen(RideId id) {
        return Attempts.whileStale(() -> rides.find(id)
                .compose(found -> found.isPresent() && found.get().ride() instanceof Ride.Accepted ride
                        ? listen(found.get(), ride)
                        : Future.succeededFuture()));
    }

    private Future<Void> listen(Found found, Ride.Accepted ride) {
        Cause cause = Cause.time(clock.instant());
        CallCommand.Sighting taxi = positions
                .of(ride.assignment().driver(), cause.at())
                .map(seen -> new CallCommand.Sighting(seen.where(), seen.at()))
                .orElse(null);
        return switch (decider.decide(new CallCommand.Listen(taxi), ride, cause.at())) {
            case Decision.Refused refused -> Future.succeededFuture();
            case Decision.Decided decided when decided.events().isEmpty() -> Future.succeededFuture();
            case Decision.Decided decided ->
                commits.commit(Change.Moved.of(found, decided.events(), List.of(), null, cause))
                        .onSuccess(committed -> told(ride, decided));
        };
    }

    private void told(Ride.Accepted before, Decision.Decided decided) {
        Ride after = CallDecider.evolve(before, decided.events());
        if (after instanceof Ride.Accepted accepted && accepted.silentSince() != null) {
            meters.overdue();
            log.atWarn()
                    .addKeyValue(Logged.RIDE, before.id())
                    .log(
                            "Nothing is heard of driver {}, who is on the way for ride {}: somebody should call him",
                            before.assignment().driver(),
                            before.id());
        }
        if (after instanceof Ride.Open open) rounds.begin(open.id());
    }
}
