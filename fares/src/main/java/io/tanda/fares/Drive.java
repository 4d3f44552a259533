package io.tanda.fares;

import java.time.Instant;

/**
 * What was driven with the passenger, slow and fast evenly mixed: nothing more is known of when it was slow.
 *
 * @param from when somebody boarded
 * @param slowSeconds of the seconds, below the tariff's speed
 * @param slowMeters of the meters, driven in the slow seconds
 */
public record Drive(Instant from, long meters, long seconds, double slowSeconds, double slowMeters) {
    public Drive {
        if (meters < 0 || seconds < 0)
            throw new IllegalArgumentException("a way of " + meters + " m in " + seconds + " s");
        if (!(slowSeconds >= 0 && slowSeconds <= seconds && slowMeters >= 0 && slowMeters <= meters))
            throw new IllegalArgumentException(slowMeters + " m in " + slowSeconds + " s are no part of it");
    }

    Instant to() {
        return from.plusSeconds(seconds);
    }

    /** A taximeter counts nothing before this. */
    boolean hasBegun() {
        return meters > 0 || seconds > 0;
    }
}
