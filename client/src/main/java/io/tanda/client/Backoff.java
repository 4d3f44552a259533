package io.tanda.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next try: doubling from 50 ms to 2 s with full jitter, so that a crowd does not come back at once. */
final class Backoff {
    private static final int FIRST_MILLIS = 50;
    private static final int LONGEST_MILLIS = 2_000;
    /** A server that names a later time is asked again after this all the same: a demo does not wait for an hour. */
    private static final int LONGEST_RETRY_AFTER_MILLIS = 10_000;

    private Backoff() {}

    /** @param tries made so far, from 1 on @param retryAfter the header's seconds, where there was one */
    static long millis(int tries, @Nullable String retryAfter) {
        return millis(tries, retryAfter, ThreadLocalRandom.current());
    }

    static long millis(int tries, @Nullable String retryAfter, RandomGenerator random) {
        long ceiling = Math.min(LONGEST_MILLIS, (long) FIRST_MILLIS << Math.min(tries - 1, 10));
        long jittered = 1 + random.nextLong(ceiling);
        long asked = seconds(retryAfter) * 1_000L;
        return asked > 0 ? Math.min(LONGEST_RETRY_AFTER_MILLIS, asked) + jittered / 4 : jittered;
    }

    /** RFC 9110, 10.2.3: seconds; the date form is not used by this server. */
    private static int seconds(@Nullable String retryAfter) {
        if (retryAfter == null) return 0;
        try {
            return Math.max(0, Integer.parseInt(retryAfter.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
