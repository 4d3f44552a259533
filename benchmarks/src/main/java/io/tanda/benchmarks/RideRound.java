package io.tanda.benchmarks;

import io.tanda.benchmarks.ServerCounters.Counter;
import io.tanda.benchmarks.Usage.Part;

/**
 * What one counted time of whole rides came to. While it begins and ends as many rides are under way, so that what was done in it belongs
 * to as many rides as were completed in it.
 *
 * @param completed rides that history shows as completed and paid, the difference of the counted time
 * @param used in the counted time
 * @param settled after the round nothing waited for Kafka, and history had every ride that was driven to its end
 */
record RideRound(OpenLoop.Load load, OpenLoop.Result seen, long completed, Usage used, boolean settled) {
    static final double OFFER_P95_GOAL_MILLIS = 1_000;
    static final double HISTORY_P99_GOAL_MILLIS = 1_000;
    /** As many as are asked for, but for what chance moves over the counted time's ends. */
    private static final double COMPLETED_GOAL = 0.95;

    double completedPerSecond() {
        return completed / (double) load.seconds();
    }

    double offerMillis(double percentile) {
        return seen.offers().offerMillis(percentile);
    }

    double historyMillis(double percentile) {
        return seen.history().lagMillis(percentile);
    }

    double perRide(Counter counter) {
        return used.perRide(counter, completed);
    }

    double cpuMillisPerRide(Part part) {
        return used.cpuMillisPerRide(part, completed);
    }

    /** The system kept up with the rate: everybody was answered, and soon enough. */
    boolean kept() {
        OfferRound.Result offers = seen.offers();
        return offers.complete()
                && offers.refused() == 0
                && settled
                && seen.history().missing() == 0
                && offerMillis(95) <= OFFER_P95_GOAL_MILLIS
                && historyMillis(99) <= HISTORY_P99_GOAL_MILLIS
                && completedPerSecond() >= COMPLETED_GOAL * load.rate();
    }
}
