package io.tanda.dispatch.call.domain;

import java.time.Duration;

/**
 * The figures behind the decisions.
 *
 * @param reopenedFor how long another driver is looked for after one gave the ride back (A9): 60 s as for a new call
 * @param maxAttempts drivers who may have a ride before it is given up (field R7): 3
 * @param leastMeterFactor a meter shows at least this part of the straight line, less {@code meterSlackMeters}
 * @param mostMeterFactor and at most this many times the straight line, plus {@code meterDetourMeters}: of 9,537 New York trips
 *     with all figures, two are beyond 4 times plus 10 km
 * @param meterSlackMeters two fixes that are 100 m off each
 * @param meterDetourMeters a round trip with an errand
 * @param usualMeterFactor a meter that shows more than this many times the straight line, plus {@code meterDetourMeters}, is looked
 *     at before the fare is charged: 4 of the same trips
 * @param topMetersPerSecond no taxi goes farther in a time; none of these trips was faster than 40 m/s
 * @param untoldMeters and so much farther: a boarding may be told late, in the end with the drop-off, where there was no network. 19 of
 *     20 of these trips are shorter
 */
public record CallRules(
        Duration reopenedFor,
        int maxAttempts,
        double leastMeterFactor,
        double mostMeterFactor,
        long meterSlackMeters,
        long meterDetourMeters,
        double usualMeterFactor,
        double topMetersPerSecond,
        long untoldMeters) {
    public static final CallRules DEFAULT =
            new CallRules(Duration.ofSeconds(60), 3, 0.8, 4, 200, 10_000, 3, 160 / 3.6, 12_000);

    public CallRules {
        if (maxAttempts < 1) throw new IllegalArgumentException("maxAttempts must be at least 1");
        if (leastMeterFactor > mostMeterFactor)
            throw new IllegalArgumentException("leastMeterFactor is above mostMeterFactor");
        if (!(topMetersPerSecond > 0)) throw new IllegalArgumentException("topMetersPerSecond must be above 0");
    }

    public CallRules withTopSpeed(double metersPerSecond) {
        return new CallRules(
                reopenedFor,
                maxAttempts,
                leastMeterFactor,
                mostMeterFactor,
                meterSlackMeters,
                meterDetourMeters,
                usualMeterFactor,
                metersPerSecond,
                untoldMeters);
    }

    /** No taxi gets farther in this time. */
    long reachMeters(long seconds) {
        return Math.round(topMetersPerSecond * seconds) + untoldMeters;
    }

    boolean usual(long meters, double straightMeters) {
        return meters <= usualMeterFactor * straightMeters + meterDetourMeters;
    }

    boolean plausible(long meters, double straightMeters) {
        return meters >= leastMeterFactor * straightMeters - meterSlackMeters
                && meters <= mostMeterFactor * straightMeters + meterDetourMeters;
    }
}
