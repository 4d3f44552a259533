package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.OfferPolicy;
import io.tanda.dispatch.call.domain.OfferPolicy.Candidate;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is offered an open call next: of the taxis around the pick-up, those that the policy chooses. */
public final class MakeOffers {
    /** Looked at around a pick-up, busy taxis included: where taxis are many, enough of these are free. */
    private static final int FIRST_LOOK = 16;
    /** Looked at where the first look found too few. */
    private static final int SECOND_LOOK = 128;
    /** Looked at where these are all busy: of the others within reach so many at a time, by one statement of a few milliseconds. */
    private static final int WIDE_LOOK = 1_024;
    /** Wide looks for one batch, until one finds somebody: what they learn serves the next batch of any call. */
    private static final int MAX_WIDE_LOOKS = 4;
    /** Domain time: a ride takes minutes, and who becomes free in this process is known at once. */
    private static final Duration BUSY_FOR = Duration.ofSeconds(30);

    private final Rides rides;
    private final TaxiPositions positions;
    private final OfferPolicy policy;
    private final Ways ways;

    public MakeOffers(Rides rides, TaxiPositions positions, OfferPolicy policy, Ways ways) {
        this.rides = rides;
        this.positions = positions;
        this.policy = policy;
        this.ways = ways;
    }

    /** With a call that is being opened: it has no offers yet. */
    Future<Change.Offered> first(Ride.Open open, Instant now) {
        return round(new Found(open, 1, 0, 0, now), open, 1, now);
    }

    Future<Change.Offered> nextRound(Found found, Ride.Open open, Instant now) {
        return round(found, open, found.round() + 1, now);
    }

    private Future<Change.Offered> round(Found found, Ride.Open open, int round, Instant now) {
        return batch(found, open, round, policy.size(round), false, policy.nextRound(now, open.searchUntil()), now);
    }

    /** One offer instead of one that was declined: the rounds stay as they are. */
    Future<Change.Offered> replacement(Found found, Ride.Open open, Instant now) {
        return batch(found, open, Math.max(1, found.round()), 1, true, found.nextRoundAt(), now);
    }

    /** For each offer that did not reach its driver one more is asked. */
    private Future<Change.Offered> batch(
            Found found, Ride.Open open, int round, int howMany, boolean inPlace, Instant nextRoundAt, Instant now) {
        Future<List<SentOffer>> waiting =
                found.sends() == 0 ? Future.succeededFuture(List.of()) : rides.waiting(open.id());
        return waiting.compose(sent -> {
            int undeliverable = Math.toIntExact(sent.stream()
                    .filter(offer -> offer.fate(now) == Offer.Status.UNDELIVERABLE)
                    .count());
            return chosen(open, round, howMany + undeliverable, now)
                    .compose(choice -> offers(open, choice.chosen(), now)
                            .map(offers ->
                                    Change.Offered.of(found, round, nextRoundAt, offers, sent, choice, inPlace, now)));
        });
    }

    private Future<List<StoredOffer>> offers(Ride.Open open, List<Candidate> chosen, Instant now) {
        return Future.all(chosen.stream()
                        .map(taxi -> ways.between(taxi.where(), open.order().pickup())
                                .map(way -> offer(open, taxi, way.seconds(), now)))
                        .toList())
                .map(CompositeFuture::list);
    }

    private StoredOffer offer(Ride.Open open, Candidate candidate, long pickupSeconds, Instant now) {
        return new StoredOffer(
                OfferId.next(),
                open.id(),
                candidate.driver(),
                open.attempt(),
                Offer.Status.SENT,
                Math.round(candidate.metersAway()),
                pickupSeconds,
                now,
                policy.offerUntil(now, open.searchUntil()),
                false);
    }

    /** Farther taxis are looked at only when they could be chosen: not while enough nearer ones have no other offer. */
    private Future<Choice> chosen(Ride.Open open, int round, int howMany, Instant now) {
        List<TaxiPositions.Near> first = nearest(open, FIRST_LOOK, now);
        return candidates(open, first, now).compose(near -> {
            Choice choice = choice(first, near, round, howMany);
            boolean enough = choice.chosen().size() == howMany
                    && choice.chosen().stream().noneMatch(Candidate::hasOtherOffer);
            boolean noneFarther = first.size() < FIRST_LOOK;
            return enough || noneFarther ? Future.succeededFuture(choice) : farther(open, round, howMany, now);
        });
    }

    private Choice choice(List<TaxiPositions.Near> looked, List<Candidate> available, int round, int howMany) {
        int reach = policy.reachMeters(available, round);
        return new Choice(policy.choose(available, reach, howMany), looked, available, reach);
    }

    private Future<Choice> farther(Ride.Open open, int round, int howMany, Instant now) {
        List<TaxiPositions.Near> second = nearest(open, SECOND_LOOK, now);
        return candidates(open, second, now).compose(near -> {
            boolean noneFarther = second.size() < SECOND_LOOK;
            return near.size() >= howMany || noneFarther
                    ? Future.succeededFuture(choice(second, near, round, howMany))
                    : pastBusy(open, near, howMany, MAX_WIDE_LOOKS, now)
                            .map(all -> choice(second, all, round, howMany));
        });
    }

    /** Where a crowd that takes no calls stands nearer than any other. @param found nearer ones, too few */
    private Future<List<Candidate>> pastBusy(
            Ride.Open open, List<Candidate> found, int howMany, int looks, Instant now) {
        List<TaxiPositions.Near> wide =
                positions.nearestNotBusy(open.order().pickup(), policy.maxRadiusMeters(), WIDE_LOOK, now);
        if (wide.isEmpty() || looks == 0) return Future.succeededFuture(found);
        List<DriverId> asked = wide.stream().map(TaxiPositions.Near::driver).toList();
        return rides.free(asked)
                .compose(free -> {
                    Set<DriverId> known = new HashSet<>(free);
                    positions.busy(
                            asked.stream()
                                    .filter(driver -> !known.contains(driver))
                                    .toList(),
                            now.plus(BUSY_FOR));
                    return candidates(
                            open,
                            wide.stream()
                                    .filter(taxi -> known.contains(taxi.driver()))
                                    .toList(),
                            now);
                })
                .compose(candidates -> candidates.size() >= howMany || wide.size() < WIDE_LOOK
                        ? Future.succeededFuture(candidates)
                        : pastBusy(open, candidates, howMany, looks - 1, now));
    }

    private List<TaxiPositions.Near> nearest(Ride.Open open, int limit, Instant now) {
        return positions.nearest(open.order().pickup(), policy.maxRadiusMeters(), limit, now);
    }

    private Future<List<Candidate>> candidates(Ride.Open open, List<TaxiPositions.Near> nearest, Instant now) {
        if (nearest.isEmpty()) return Future.succeededFuture(List.of());
        List<DriverId> drivers =
                nearest.stream().map(TaxiPositions.Near::driver).toList();
        return rides.available(open, drivers, now).map(available -> candidates(nearest, available));
    }

    private static List<Candidate> candidates(List<TaxiPositions.Near> nearest, List<Rides.Available> available) {
        Map<DriverId, Rides.Available> byDriver = new HashMap<>();
        for (Rides.Available taxi : available) byDriver.put(taxi.driver(), taxi);
        List<Candidate> candidates = new ArrayList<>();
        for (TaxiPositions.Near near : nearest) {
            Rides.Available taxi = byDriver.get(near.driver());
            if (taxi == null) continue;
            candidates.add(new Candidate(near.driver(), near.where(), near.metersAway(), taxi.hasOtherOffer()));
        }
        return candidates;
    }
}
