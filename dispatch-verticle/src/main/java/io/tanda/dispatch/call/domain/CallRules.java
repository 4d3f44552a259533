package io.tanda.dispatch.call.domain;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.LongestWay;
import io.tanda.contract.booking.BookingCommand;
import java.time.Duration;
import java.time.Instant;

/**
 * The figures behind the decisions.
 *
 * @param fairRest a call that is opened late is offered for at least so long, or for the whole window where that is shorter
 * @param reopenedFor how long another driver is looked for after one gave the ride back (A9): 60 s as for a new call
 * @param maxAttempts drivers who may have a ride before it is given up (field R7): 3
 * @param silentAfter of a taxi that is on its way (R7): phones report every few seconds, and a tunnel is shorter than 60 s
 * @param givenUpAfter since it was told that the taxi is silent: 2 minutes in which somebody can call the driver
 * @param arriveWithinMeters of the pick-up (R6): 75 m, a block's width and a position's error
 * @param waitForRider from the arrival until a driver who has tried to reach the rider need not wait any longer (R9): 5 minutes
 * @param leastMeterFactor a meter shows at least this part of the straight line, less {@code meterSlackMeters}
 * @param mostMeterFactor and at most this many times the straight line, plus {@code meterDetourMeters}: of 9,537 New York trips
 *     with all figures, two are beyond 4 times plus 10 km
 * @param meterSlackMeters two fixes that are 100 m off each
 * @param meterDetourMeters a round trip with an errand
 * @param topMetersPerSecond no taxi goes faster: of 44,547 trips of a day in New York none went more than 36 m/s in a straight line, and
 *     no meter of theirs ran faster than 23 m/s
 * @param untoldMeters most that a taxi may have driven before we heard of the boarding, which is told late where there was no network, in
 *     the end with the drop-off: 19 of 20 of these trips are shorter
 * @param longest from boarding to drop-off: the longest of these trips took 78 minutes, and after two hours an alarm is raised (R15)
 * @param longestWay for the estimate
 * @param collectFor from the drop-off, how long a fare that is not paid keeps its driver (A8)
 */
public record CallRules(
        Duration fairRest,
        Duration reopenedFor,
        int maxAttempts,
        Duration silentAfter,
        Duration givenUpAfter,
        int arriveWithinMeters,
        Duration waitForRider,
        double leastMeterFactor,
        double mostMeterFactor,
        long meterSlackMeters,
        long meterDetourMeters,
        double topMetersPerSecond,
        long untoldMeters,
        Duration longest,
        LongestWay longestWay,
        Duration collectFor) {
    public static final CallRules DEFAULT = new CallRules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            3,
            Duration.ofSeconds(60),
            Duration.ofMinutes(2),
            75,
            Duration.ofMinutes(5),
            0.8,
            4,
            200,
            10_000,
            160 / 3.6,
            12_000,
            Duration.ofHours(6),
            LongestWay.USUAL,
            Duration.ofMinutes(3));

    public CallRules {
        if (maxAttempts < 1) throw new IllegalArgumentException("maxAttempts must be at least 1");
        if (leastMeterFactor > mostMeterFactor)
            throw new IllegalArgumentException("leastMeterFactor is above mostMeterFactor");
        if (!(topMetersPerSecond > 0)) throw new IllegalArgumentException("topMetersPerSecond must be above 0");
    }

    public CallRules with(
            Duration waitForRider, double topMetersPerSecond, LongestWay longestWay, Duration collectFor) {
        return new CallRules(
                fairRest,
                reopenedFor,
                maxAttempts,
                silentAfter,
                givenUpAfter,
                arriveWithinMeters,
                waitForRider,
                leastMeterFactor,
                mostMeterFactor,
                meterSlackMeters,
                meterDetourMeters,
                topMetersPerSecond,
                untoldMeters,
                longest,
                longestWay,
                collectFor);
    }

    /** Whether a taxi that was seen there then can be at this place now. */
    boolean canBeAt(GeoPoint place, CallCommand.Sighting taxi, Instant now) {
        long seconds = Math.max(0, Duration.between(taxi.at(), now).toSeconds());
        return taxi.where().metersTo(place) <= arriveWithinMeters + topMetersPerSecond * seconds;
    }

    /**
     * No taxi gets farther in this time.
     *
     * @param straightMeters between the two places: what was driven untold is hardly more than twice that, be it in one street
     */
    long reachMeters(long seconds, double straightMeters) {
        return Math.round(topMetersPerSecond * seconds + Math.min((double) untoldMeters, 2 * straightMeters + 2_000));
    }

    /** A5: the window counts from the request, and its rider has his answer within it; whoever is late has a fair rest. */
    Instant searchUntil(Instant requestedAt, Instant windowEnds, Instant now) {
        Duration window = Duration.between(requestedAt, windowEnds).minusSeconds(BookingCommand.ANSWER_SECONDS);
        Instant fair = now.plus(window.compareTo(fairRest) < 0 ? window : fairRest);
        Instant left = requestedAt.plus(window);
        return left.isAfter(fair) ? left : fair;
    }

    boolean plausible(long meters, double straightMeters) {
        return meters >= leastMeterFactor * straightMeters - meterSlackMeters
                && meters <= mostMeterFactor * straightMeters + meterDetourMeters;
    }
}
