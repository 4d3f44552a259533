package io.tanda.dispatch.call.application;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.tanda.dispatch.call.domain.OfferPolicy;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** Looked at around a pick-up, busy taxis included: where taxis are many, enough of these are free. */
    private static final int FIRST_LOOK = 16;
    /** Looked at where the first look found too few. */
    private static final int MAX_NEAREST = 128;
    /** Half of the store's connections: rounds that pile up must not keep drivers from accepting, or they never end. */
    private static final int ROUNDS_AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(OfferRounds.class);

    private final Vertx vertx;
    private final DomainClock clock;
    private final Store store;
    private final Rides rides;
    private final TaxiPositions positions;
    private final CallDecider decider;
    private final OfferPolicy policy;
    private final EtaEstimator eta;
    private final DispatchMeters meters;
    private final Mailboxes mailboxes = new Mailboxes();
    private final Turnstile turnstile = new Turnstile(ROUNDS_AT_ONCE);
    private volatile boolean stopped;

    public OfferRounds(
            Vertx vertx,
            DomainClock clock,
            Store store,
            Rides rides,
            TaxiPositions positions,
            CallDecider decider,
            OfferPolicy policy,
            DispatchMeters meters) {
        this.vertx = vertx;
        this.clock = clock;
        this.store = store;
        this.rides = rides;
        this.positions = positions;
        this.decider = decider;
        this.policy = policy;
        this.eta = decider.eta();
        this.meters = meters;
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    /** No more rounds by this process's own timers. */
    public void stop() {
        stopped = true;
    }

    /** A call that is being opened, with its first offers. @param now when it is opened */
    Future<Change> first(Ride.Open open, Instant now) {
        return offering(new Found(open, 1, 0, 0, now), open, now, 1, false);
    }

    /** These offers are committed. */
    void held(Change change, Instant now) {
        meters.offered(change.sent().size());
        meters.closed(Offer.Status.EXPIRED, change.closed().size());
        timer(change.after().ride().call().id(), change.after().nextRoundAt(), now);
    }

    /** The next round may be due. Without promise: the stored deadline stands behind it. */
    void begin(RideId ride) {
        withoutPromise(ride, () -> due(ride));
    }

    /** A driver does not want it: one other is asked instead, at once. */
    void replace(RideId ride) {
        withoutPromise(ride, () -> drive(ride, this::holdReplacement));
    }

    /** Holds the round that is due, or ends the search. Nothing when neither is due. */
    public Future<Void> due(RideId ride) {
        return drive(ride, this::holdIfDue);
    }

    private void withoutPromise(RideId ride, Supplier<Future<Void>> round) {
        if (stopped) return;
        round.get().onFailure(failure -> {
            meters.roundFailed();
            // While the database is away every open call fails here; the store and the sweeper say so once.
            if (FailureClass.of(failure) == FailureClass.BUG) LOG.error("A round for call {} failed", ride, failure);
            else LOG.debug("A round for call {} is held later: {}", ride, failure.getMessage());
        });
    }

    private interface Hold {
        Future<Void> hold(Found found, Ride.Open open, Instant now);
    }

    private Future<Void> drive(RideId ride, Hold hold) {
        return turnstile.pass(() -> mailboxes.inTurn(
                ride,
                () -> Attempts.whileStale(() -> rides.find(ride)
                        .compose(found -> found.isPresent() && found.get().ride() instanceof Ride.Open open
                                ? hold.hold(found.get(), open, clock.instant())
                                : forget(ride)))));
    }

    /** The call is no longer open: whoever closed it took the deadlines with it; this is for what came late. */
    private Future<Void> forget(RideId ride) {
        return store.commit(Unit.of()
                .noDeadline(ride.value(), Deadlines.ROUND)
                .noDeadline(ride.value(), Deadlines.SEARCH)
                .build());
    }

    private Future<Void> holdIfDue(Found found, Ride.Open open, Instant now) {
        if (!now.isBefore(open.searchUntil())) return exhaust(found, now);
        if (now.isBefore(found.nextRoundAt())) {
            timer(open.call().id(), found.nextRoundAt(), now);
            return Future.succeededFuture();
        }
        return hold(found, open, now, found.round() + 1, false);
    }

    private Future<Void> holdReplacement(Found found, Ride.Open open, Instant now) {
        if (!now.isBefore(open.searchUntil())) return exhaust(found, now);
        return hold(found, open, now, Math.max(1, found.round()), true);
    }

    private Future<Void> hold(Found found, Ride.Open open, Instant now, int round, boolean replacement) {
        return offering(found, open, now, round, replacement)
                .compose(change -> Answers.racing(
                                store.commit(rides.changing(Unit.of(), change).build()))
                        .onSuccess(done -> held(change, now)));
    }

    /** @param replacement one offer instead of one that was declined: the rounds stay as they are */
    private Future<Change> offering(Found found, Ride.Open open, Instant now, int round, boolean replacement) {
        int howMany = replacement ? 1 : policy.size(round);
        Instant next = replacement ? found.nextRoundAt() : policy.nextRound(now, open.searchUntil());
        return Future.all(
                        found.sends() == 0
                                ? Future.succeededFuture(List.<SentOffer>of())
                                : rides.waiting(open.call().id()),
                        chosen(found, open, now, round, howMany))
                .map(known -> {
                    List<SentOffer> expired = known.<List<SentOffer>>resultAt(0).stream()
                            .filter(offer -> !now.isBefore(offer.expiresAt()))
                            .toList();
                    List<StoredOffer> offers = known.<List<OfferPolicy.Candidate>>resultAt(1).stream()
                            .map(candidate -> offer(open, candidate, now))
                            .toList();
                    return Change.offering(found, round, next, offers, expired, now);
                });
    }

    private StoredOffer offer(Ride.Open open, OfferPolicy.Candidate candidate, Instant now) {
        return new StoredOffer(
                OfferId.next(),
                open.call().id(),
                candidate.driver(),
                open.givenBack() + 1,
                Offer.Status.SENT,
                Math.round(candidate.metersAway()),
                candidate.pickupSeconds(),
                now,
                policy.offerUntil(now, open.searchUntil()));
    }

    /** Farther taxis are looked at only when they could be chosen: not while enough nearer ones have no other offer. */
    private Future<List<OfferPolicy.Candidate>> chosen(
            Found found, Ride.Open open, Instant now, int round, int howMany) {
        List<TaxiPositions.Near> first = nearest(open, now, FIRST_LOOK);
        return candidates(found, open, now, first).compose(near -> {
            List<OfferPolicy.Candidate> chosen = policy.choose(near, round, howMany);
            boolean enough =
                    chosen.size() == howMany && chosen.stream().noneMatch(OfferPolicy.Candidate::hasOtherOffer);
            boolean noneFarther = first.size() < FIRST_LOOK;
            return enough || noneFarther
                    ? Future.succeededFuture(chosen)
                    : candidates(found, open, now, nearest(open, now, MAX_NEAREST))
                            .map(all -> policy.choose(all, round, howMany));
        });
    }

    private List<TaxiPositions.Near> nearest(Ride.Open open, Instant now, int limit) {
        return positions.nearest(open.call().pickup(), policy.maxRadiusMeters(), limit, now);
    }

    private Future<List<OfferPolicy.Candidate>> candidates(
            Found found, Ride.Open open, Instant now, List<TaxiPositions.Near> nearest) {
        if (nearest.isEmpty()) return Future.succeededFuture(List.of());
        List<DriverId> drivers =
                nearest.stream().map(TaxiPositions.Near::driver).toList();
        return rides.available(found, drivers, now).map(available -> candidates(open, nearest, available));
    }

    private List<OfferPolicy.Candidate> candidates(
            Ride.Open open, List<TaxiPositions.Near> nearest, List<Rides.Available> available) {
        Map<DriverId, Rides.Available> byDriver = new HashMap<>();
        for (Rides.Available taxi : available) byDriver.put(taxi.driver(), taxi);
        List<OfferPolicy.Candidate> candidates = new ArrayList<>();
        for (TaxiPositions.Near near : nearest) {
            Rides.Available taxi = byDriver.get(near.driver());
            if (taxi == null) continue;
            candidates.add(new OfferPolicy.Candidate(
                    near.driver(),
                    near.metersAway(),
                    eta.secondsBetween(near.where(), open.call().pickup()),
                    taxi.hasOtherOffer()));
        }
        return candidates;
    }

    private Future<Void> exhaust(Found found, Instant now) {
        return switch (decider.decide(new CallCommand.Exhaust(), found.ride(), now)) {
            case Decision.Refused refused -> Future.succeededFuture();
            case Decision.Decided decided when decided.events().isEmpty() -> Future.succeededFuture();
            case Decision.Decided decided ->
                rides.waiting(found.ride().call().id()).compose(waiting -> {
                    Change change = Change.of(found, decided.events(), waiting, null, Actor.SYSTEM, null, now);
                    return Answers.racing(store.commit(
                                    rides.changing(Unit.of(), change).build()))
                            .onSuccess(done -> {
                                meters.closed(Offer.Status.EXPIRED, waiting.size());
                                meters.exhausted();
                            });
                });
        };
    }

    private void timer(RideId ride, Instant due, Instant now) {
        if (stopped) return;
        Duration real = clock.toReal(Duration.between(now, due));
        vertx.setTimer(Math.max(1, real.toMillis() + 1), elapsed -> begin(ride));
    }
}
