package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.event.Recorded;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A8: what payment says of a fare keeps its driver, or lets him go. */
public final class CollectFare {
    private final InstantSource clock;
    private final Rides rides;
    private final Commits<Change> commits;
    private final CallDecider decider;

    public CollectFare(InstantSource clock, Rides rides, Commits<Change> commits, CallDecider decider) {
        this.clock = clock;
        this.rides = rides;
        this.commits = commits;
        this.decider = decider;
    }

    /** Payment's event: the card was declined. */
    public Future<Effects<Change>> declined(RideId ride, String code, Recorded recorded) {
        Cause cause = Cause.of(recorded, clock.instant());
        return change(ride, code, cause)
                .map(change -> change.<Effects<Change>>map(Effects::of).orElseGet(Effects::none));
    }

    /** The fast path heard it first. @param code absent: nobody knows why @return the ride as its driver collects it; empty = he does not */
    Future<Optional<DriverRide>> declined(RideId ride, @Nullable String code, Cause cause) {
        return Attempts.whileStale(() -> change(ride, code == null ? "declined" : code, cause)
                .compose(change -> change.isEmpty()
                        ? Future.succeededFuture(Optional.<DriverRide>empty())
                        : commits.commit(change.get()).map(done -> Optional.of(RideView.of(change.get())))));
    }

    private Future<Optional<Change.Moved>> change(RideId ride, String code, Cause cause) {
        return rides.find(ride)
                .compose(found -> found.isPresent() && found.get().ride() instanceof Ride.DroppedOff over
                        ? rides.of(over.assignment().driver())
                                .map(other ->
                                        decide(found.get(), new CallCommand.NoteDecline(code, other.isEmpty()), cause))
                        : Future.succeededFuture(Optional.empty()));
    }

    /** Payment's event: nothing is due any more. */
    public Future<Effects<Change>> settled(RideId ride, Recorded recorded) {
        Cause cause = Cause.of(recorded, clock.instant());
        return rides.find(ride)
                .map(found -> found.flatMap(known -> decide(known, new CallCommand.NoteSettled(), cause))
                        .<Effects<Change>>map(Effects::of)
                        .orElseGet(Effects::none));
    }

    /** The stored deadline has come. */
    public Future<Void> due(RideId ride) {
        return Attempts.whileStale(() -> rides.find(ride)
                .compose(found -> commits.commit(found.flatMap(
                                known -> decide(known, new CallCommand.EndCollection(), Cause.time(clock.instant())))
                        .<Change>map(moved -> moved)
                        .orElseGet(
                                () -> new Change.NothingDue(ride, found.orElse(null), List.of(Deadlines.COLLECT))))));
    }

    private Optional<Change.Moved> decide(Found found, CallCommand command, Cause cause) {
        return switch (decider.decide(command, found.ride(), cause.at())) {
            case Decision.Refused refused -> Optional.empty();
            case Decision.Decided decided when decided.events().isEmpty() -> Optional.empty();
            case Decision.Decided decided ->
                Optional.of(Change.Moved.of(found, decided.events(), List.of(), null, cause));
        };
    }
}
