package io.tanda.dispatch.position;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process hears of taxis at all: while it does not, a taxi that it does not hear of is nothing special. Counts what comes
 * by Kafka, for only that is of every taxi. Safe for use by many threads.
 */
public final class Hearing {
    /** Domain time. A fleet that reports every few seconds is never quiet for so long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private @Nullable Instant since;
    private Instant newest = Instant.MIN;

    /** @param at when some taxi was somewhere */
    public synchronized void heard(Instant at) {
        if (since == null || at.isAfter(newest.plus(PAUSE))) since = at;
        if (at.isAfter(newest)) newest = at;
    }

    /** @return whether it has heard of taxis for so long without a pause, and does */
    public synchronized boolean lasts(Duration howLong, Instant now) {
        return since != null
                && !newest.plus(PAUSE).isBefore(now)
                && !since.plus(howLong).isAfter(now);
    }
}
