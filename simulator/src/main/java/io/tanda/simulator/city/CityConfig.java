package io.tanda.simulator.city;

import java.time.Duration;

/**
 * How the people of the city behave.
 *
 * @param searchSeconds how long riders consent to wait for a taxi, domain time
 * @param patience real time after the last ride should be over, before the city stops waiting for it
 */
public record CityConfig(Habits habits, int searchSeconds, Duration patience, long seed) {
    /** Domain time: a glance at the screen, with a passenger about to be fetched. */
    static final Duration LEAST_THOUGHT = Duration.ofSeconds(2);

    static final Duration LONGEST_THOUGHT = Duration.ofSeconds(6);
    /** Doors, greeting, belt. */
    static final Duration LEAST_BOARDING = Duration.ofSeconds(15);

    static final Duration LONGEST_BOARDING = Duration.ofSeconds(45);
    /** A phone that is charged in time, and one that is not: a ride that waits for its taxi is taken away after three minutes. */
    static final Duration SHORTEST_SILENCE = Duration.ofMinutes(1);

    static final Duration LONGEST_SILENCE = Duration.ofMinutes(12);
    /** Through streets with lights: 1.37 m driven for a metre of straight line, 5.5 m/s. */
    static final double STRAIGHT_METERS_PER_SECOND = 4.0;
}
