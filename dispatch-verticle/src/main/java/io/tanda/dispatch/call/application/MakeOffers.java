package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.tanda.dispatch.call.domain.OfferPolicy;
import io.tanda.dispatch.call.domain.OfferPolicy.Candidate;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is offered an open call next: of the taxis around the pick-up, those that the policy chooses. */
public final class MakeOffers {
    /** Looked at around a pick-up, busy taxis included: where taxis are many, enough of these are free. */
    private static final int FIRST_LOOK = 16;
    /** Looked at where the first look found too few. */
    private static final int MAX_NEAREST = 128;

    private final Rides rides;
    private final TaxiPositions positions;
    private final OfferPolicy policy;
    private final EtaEstimator eta;

    public MakeOffers(Rides rides, TaxiPositions positions, OfferPolicy policy, EtaEstimator eta) {
        this.rides = rides;
        this.positions = positions;
        this.policy = policy;
        this.eta = eta;
    }

    /** With a call that is being opened: it has no offers yet. */
    Future<Change.Offered> first(Ride.Open open, Instant now) {
        return round(new Found(open, 1, 0, 0, now), open, 1, now);
    }

    Future<Change.Offered> nextRound(Found found, Ride.Open open, Instant now) {
        return round(found, open, found.round() + 1, now);
    }

    private Future<Change.Offered> round(Found found, Ride.Open open, int round, Instant now) {
        return batch(found, open, round, policy.size(round), policy.nextRound(now, open.searchUntil()), now);
    }

    /** One offer instead of one that was declined: the rounds stay as they are. */
    Future<Change.Offered> replacement(Found found, Ride.Open open, Instant now) {
        return batch(found, open, Math.max(1, found.round()), 1, found.nextRoundAt(), now);
    }

    private Future<Change.Offered> batch(
            Found found, Ride.Open open, int round, int howMany, Instant nextRoundAt, Instant now) {
        Future<List<SentOffer>> waiting =
                found.sends() == 0 ? Future.succeededFuture(List.of()) : rides.waiting(open.id());
        Future<List<Candidate>> chosen = chosen(open, round, howMany, now);
        return Future.all(waiting, chosen)
                .map(known -> Change.Offered.of(
                        found,
                        round,
                        nextRoundAt,
                        chosen.result().stream()
                                .map(candidate -> offer(open, candidate, now))
                                .toList(),
                        waiting.result().stream()
                                .filter(offer -> offer.hasExpired(now))
                                .toList(),
                        now));
    }

    private StoredOffer offer(Ride.Open open, Candidate candidate, Instant now) {
        return new StoredOffer(
                OfferId.next(),
                open.id(),
                candidate.driver(),
                open.attempt(),
                Offer.Status.SENT,
                Math.round(candidate.metersAway()),
                candidate.pickupSeconds(),
                now,
                policy.offerUntil(now, open.searchUntil()));
    }

    /** Farther taxis are looked at only when they could be chosen: not while enough nearer ones have no other offer. */
    private Future<List<Candidate>> chosen(Ride.Open open, int round, int howMany, Instant now) {
        List<TaxiPositions.Near> first = nearest(open, FIRST_LOOK, now);
        return candidates(open, first, now).compose(near -> {
            List<Candidate> chosen = policy.choose(near, round, howMany);
            boolean enough = chosen.size() == howMany && chosen.stream().noneMatch(Candidate::hasOtherOffer);
            boolean noneFarther = first.size() < FIRST_LOOK;
            return enough || noneFarther
                    ? Future.succeededFuture(chosen)
                    : candidates(open, nearest(open, MAX_NEAREST, now), now)
                            .map(all -> policy.choose(all, round, howMany));
        });
    }

    private List<TaxiPositions.Near> nearest(Ride.Open open, int limit, Instant now) {
        return positions.nearest(open.order().pickup(), policy.maxRadiusMeters(), limit, now);
    }

    private Future<List<Candidate>> candidates(Ride.Open open, List<TaxiPositions.Near> nearest, Instant now) {
        if (nearest.isEmpty()) return Future.succeededFuture(List.of());
        List<DriverId> drivers =
                nearest.stream().map(TaxiPositions.Near::driver).toList();
        return rides.available(open, drivers, now).map(available -> candidates(open, nearest, available));
    }

    private List<Candidate> candidates(
            Ride.Open open, List<TaxiPositions.Near> nearest, List<Rides.Available> available) {
        Map<DriverId, Rides.Available> byDriver = new HashMap<>();
        for (Rides.Available taxi : available) byDriver.put(taxi.driver(), taxi);
        List<Candidate> candidates = new ArrayList<>();
        for (TaxiPositions.Near near : nearest) {
            Rides.Available taxi = byDriver.get(near.driver());
            if (taxi == null) continue;
            candidates.add(new Candidate(
                    near.driver(),
                    near.metersAway(),
                    eta.secondsBetween(near.where(), open.order().pickup()),
                    taxi.hasOtherOffer()));
        }
        return candidates;
    }
}
