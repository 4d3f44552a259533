package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How a call is offered: to the nearest taxis first, in rounds that reach farther each time.
 *
 * @param firstRoundSize taxis that are offered the call at once
 * @param maxRoundSize each round offers to one taxi more, up to this many
 * @param roundEvery domain time until the next round when nobody accepts; a decline does not wait for it. At most
 *     {@link #DELIVERED_WITHIN}, for it also asks others in the place of those whom their offers did not reach
 * @param offerFor domain time a driver has to answer (field: 15 s by default, 30 s at most)
 * @param firstRadiusMeters straight line from pick-up to taxi in the first round
 * @param radiusGrowth each round reaches this many times as far
 * @param maxRadiusMeters no taxi farther away is ever offered the call
 */
public record OfferPolicy(
        int firstRoundSize,
        int maxRoundSize,
        Duration roundEvery,
        Duration offerFor,
        int firstRadiusMeters,
        double radiusGrowth,
        int maxRadiusMeters) {
    /** An offer that no stream and no poll has taken by then does not reach its driver, and others are asked (field: 10 s). */
    public static final Duration DELIVERED_WITHIN = Duration.ofSeconds(10);

    public static final OfferPolicy DEFAULT =
            new OfferPolicy(2, 8, Duration.ofSeconds(5), Duration.ofSeconds(15), 1_500, 1.6, 8_000);

    public OfferPolicy {
        range("firstRoundSize", firstRoundSize, 1, 20);
        range("maxRoundSize", maxRoundSize, firstRoundSize, 50);
        range("roundEvery (ms)", roundEvery.toMillis(), 500, DELIVERED_WITHIN.toMillis());
        range("offerFor (ms)", offerFor.toMillis(), 1_000, 30_000);
        range("firstRadiusMeters", firstRadiusMeters, 100, 50_000);
        range("maxRadiusMeters", maxRadiusMeters, firstRadiusMeters, 50_000);
        if (!(radiusGrowth >= 1.1 && radiusGrowth <= 4))
            throw new IllegalArgumentException("radiusGrowth must be from 1.1 to 4, not " + radiusGrowth);
    }

    /** @param round 1 for the first */
    public int radiusMeters(int round) {
        return (int) Math.min(maxRadiusMeters, firstRadiusMeters * Math.pow(radiusGrowth, round - 1.0));
    }

    public int size(int round) {
        return Math.min(maxRoundSize, firstRoundSize + round - 1);
    }

    /** When the next round is due; never past the search window, which ends with one. */
    public Instant nextRound(Instant now, Instant searchUntil) {
        Instant next = now.plus(roundEvery);
        return next.isBefore(searchUntil) ? next : searchUntil;
    }

    /** An offer never outlives the search window. */
    public Instant offerUntil(Instant now, Instant searchUntil) {
        Instant until = now.plus(offerFor);
        return until.isBefore(searchUntil) ? until : searchUntil;
    }

    /** Who is offered the call: drivers without another offer first, each group by distance. @param reachMeters see {@link #reachMeters} */
    public List<Candidate> choose(List<Candidate> available, int reachMeters, int howMany) {
        return within(available, reachMeters).stream()
                .sorted(Comparator.comparing(Candidate::hasOtherOffer).thenComparingDouble(Candidate::metersAway))
                .limit(howMany)
                .toList();
    }

    /** How far a round of these reaches: where nobody is within its radius, as far as the first round that finds somebody. */
    public int reachMeters(List<Candidate> available, int round) {
        int reach = round;
        while (within(available, radiusMeters(reach)).isEmpty() && radiusMeters(reach) < maxRadiusMeters) reach++;
        return radiusMeters(reach);
    }

    private static List<Candidate> within(List<Candidate> available, int meters) {
        return available.stream()
                .filter(candidate -> candidate.metersAway() <= meters)
                .toList();
    }

    /** @param hasOtherOffer another call waits for his answer */
    public record Candidate(DriverId driver, GeoPoint where, double metersAway, boolean hasOtherOffer) {}

    private static void range(String name, long value, long least, long most) {
        if (value < least || value > most)
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
    }
}
