package io.tanda.platform.flow;

import java.util.random.RandomGenerator;

/**
 * How long to wait before another try: twice as long after each failure in a row, up to a limit. Real time.
 *
 * @param firstMillis after the first failure, at least 1
 * @param longestMillis never more, at least the first
 */
public record Backoff(long firstMillis, long longestMillis) {
    /** Past this many doublings every pause is the longest, and a long has room. */
    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (firstMillis < 1 || longestMillis < firstMillis || longestMillis > Integer.MAX_VALUE)
            throw new IllegalArgumentException("not from " + firstMillis + " to " + longestMillis + " ms");
    }

    /** @param failures in a row, 1 after the first */
    public long millis(int failures) {
        if (failures < 1) throw new IllegalArgumentException("nothing has failed");
        return Math.min(firstMillis << Math.min(failures - 1, MAX_DOUBLINGS), longestMillis);
    }

    /** The same and up to as much again by chance, so that those who were in each other's way do not meet again. */
    public long millis(int failures, RandomGenerator chance) {
        long least = millis(failures);
        return least + chance.nextLong(least);
    }
}
