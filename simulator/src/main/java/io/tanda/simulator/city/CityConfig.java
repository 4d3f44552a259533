package io.tanda.simulator.city;

import java.time.Duration;

/**
 * How the people of the city behave.
 *
 * @param cancelRate riders who cancel at a random moment, 0 to 1
 * @param declineRate offers that drivers decline
 * @param ignoreRate offers that drivers leave unanswered
 * @param giveBackRate rides that drivers give back on the way to the pick-up
 * @param noShowRate riders who do not come to the pick-up
 * @param abortRate rides that are broken off half-way
 * @param searchSeconds how long riders consent to wait for a taxi, domain time
 * @param patience real time after the last ride should be over, before the city stops waiting for it
 */
public record CityConfig(
        double cancelRate,
        double declineRate,
        double ignoreRate,
        double giveBackRate,
        double noShowRate,
        double abortRate,
        int searchSeconds,
        Duration patience,
        long seed) {
    /** Domain time: a glance at the screen, with a passenger about to be fetched. */
    static final Duration LEAST_THOUGHT = Duration.ofSeconds(2);

    static final Duration LONGEST_THOUGHT = Duration.ofSeconds(6);
    /** Doors, greeting, belt. */
    static final Duration LEAST_BOARDING = Duration.ofSeconds(15);

    static final Duration LONGEST_BOARDING = Duration.ofSeconds(45);
    /** Through streets with lights: 1.37 m driven for a metre of straight line, 5.5 m/s. */
    static final double STRAIGHT_METERS_PER_SECOND = 4.0;

    public CityConfig {
        rate("cancelRate", cancelRate);
        rate("declineRate", declineRate);
        rate("ignoreRate", ignoreRate);
        rate("giveBackRate", giveBackRate);
        rate("noShowRate", noShowRate);
        rate("abortRate", abortRate);
        if (declineRate + ignoreRate > 1) throw new IllegalArgumentException("declineRate + ignoreRate is above 1");
    }

    private static void rate(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) throw new IllegalArgumentException(name + " must be from 0 to 1, not " + rate);
    }
}
