package io.tanda.fares;

import java.time.Instant;

/**
 * How a city's traffic runs, for rides of which only distance and duration are known: a taximeter knows how long a taxi was slow, we do
 * not. Such a ride is taken for a mixture of cruising and crawling that gives just these two.
 *
 * @param cruising and {@code crawling}: meters a second, above and below the speed at which the tariff begins to count time
 */
record Pace(double cruising, double crawling) {
    Drive drive(Instant from, long meters, long seconds) {
        double slowSeconds = Math.clamp((seconds * cruising - meters) / (cruising - crawling), 0, (double) seconds);
        return new Drive(from, meters, seconds, slowSeconds, Math.min((double) meters, slowSeconds * crawling));
    }
}
