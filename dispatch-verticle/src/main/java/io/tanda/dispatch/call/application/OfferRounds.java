package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.flow.Mailboxes;
import io.tanda.platform.flow.Turnstile;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.ops.Logged;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers open calls until somebody takes them or the search window is over.
 *
 * <p>The first offers are committed with the call itself. Each next round follows a timer of this process; the stored deadline is
 * behind it for when this process dies. Whoever comes second finds that the round was held.
 */
public final class OfferRounds {
    /** Half of the store's connections: rounds that pile up must not keep drivers from accepting, or they never end. */
    private static final int ROUNDS_AT_ONCE = 4;
    /** In line: calls of a whole city; who comes then comes again by his stored deadline. */
    private static final int MAX_WAITING = 10_000;

    private static final Logger log = LoggerFactory.getLogger(OfferRounds.class);

    private final Rides rides;
    private final Commits<Change> commits;
    private final MakeOffers makeOffers;
    private final EndSearch endSearch;
    private final Mailboxes<RideId> mailboxes;
    private final AlarmClock clock;
    private final CallMeters meters;
    private final Wakes wakes;
    private final Turnstile turnstile = new Turnstile("rounds", ROUNDS_AT_ONCE, MAX_WAITING);
    private volatile boolean stopped;

    /** @param mailboxes shared with whoever else changes rides in this process */
    public OfferRounds(
            Rides rides,
            Commits<Change> commits,
            MakeOffers makeOffers,
            EndSearch endSearch,
            Mailboxes<RideId> mailboxes,
            AlarmClock clock,
            CallMeters meters) {
        this.rides = rides;
        this.commits = commits;
        this.makeOffers = makeOffers;
        this.endSearch = endSearch;
        this.mailboxes = mailboxes;
        this.clock = clock;
        this.meters = meters;
        this.wakes = new Wakes(clock);
    }

    /** No more rounds by this process's own timers. */
    public Future<Void> stop() {
        stopped = true;
        wakes.stop();
        return Future.succeededFuture();
    }

    /** These offers are committed. */
    void held(Change.Offered offered) {
        meters.offers(Offer.Status.SENT, offered.sent().size());
        for (Change.Closed closed : offered.closed()) meters.offers(closed.status(), 1);
        wakeFor(offered.after());
    }

    private void wakeFor(Found call) {
        RideId ride = call.ride().id();
        wakes.at(ride, call.nextRoundAt(), () -> begin(ride));
    }

    /** The next round may be due. Without promise: the stored deadline stands behind it. */
    void begin(RideId ride) {
        withoutPromise(ride, () -> drive(ride, this::nextRound, this::over));
    }

    /** Nobody has to be woken for a call that is closed. */
    void over(RideId ride) {
        wakes.forget(ride);
    }

    /** A driver does not want it: one other is asked instead, at once. */
    void replace(RideId ride) {
        withoutPromise(ride, () -> drive(ride, this::replacement, this::over));
    }

    /** Holds the round that is due, or ends the search. Nothing when neither is due. */
    public Future<Void> due(RideId ride) {
        return drive(ride, this::nextRound, this::forget);
    }

    /** Only who was sent by the stored deadline knows that one is there. */
    private Future<Void> forget(RideId ride, Optional<Found> as) {
        wakes.forget(ride);
        return endSearch.forget(ride, as);
    }

    private Future<Void> over(RideId ride, Optional<Found> as) {
        wakes.forget(ride);
        return Future.succeededFuture();
    }

    private void withoutPromise(RideId ride, Supplier<Future<Void>> round) {
        if (stopped) return;
        round.get().onFailure(failure -> {
            meters.roundFailed();
            // While the database is away every open call fails here; the store and the sweeper say so once.
            if (FailureClass.of(failure) == FailureClass.BUG)
                log.atError().addKeyValue(Logged.RIDE, ride).setCause(failure).log("A round for call {} failed", ride);
            else log.debug("A round for call {} is held later: {}", ride, failure.getMessage());
        });
    }

    private interface Step {
        Future<Void> on(Found found, Ride.Open open, Instant now);
    }

    /** @param closed for a call that is not open any more */
    private Future<Void> drive(RideId ride, Step step, BiFunction<RideId, Optional<Found>, Future<Void>> closed) {
        return turnstile.pass(() -> mailboxes.inTurn(
                ride,
                () -> Attempts.whileStale(() -> rides.find(ride).compose(found -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    if (found.isEmpty() || !(found.get().ride() instanceof Ride.Open open))
                        return closed.apply(ride, found);
                    return open.isOver(now) ? endSearch.end(found.get(), now) : step.on(found.get(), open, now);
                }))));
    }

    private Future<Void> nextRound(Found found, Ride.Open open, Instant now) {
        if (now.isBefore(found.nextRoundAt())) {
            wakeFor(found);
            return Future.succeededFuture();
        }
        return makeOffers.nextRound(found, open, now).compose(this::hold);
    }

    private Future<Void> replacement(Found found, Ride.Open open, Instant now) {
        return makeOffers.replacement(found, open, now).compose(this::hold);
    }

    private Future<Void> hold(Change.Offered offered) {
        return commits.commit(offered).onSuccess(committed -> held(offered));
    }
}
