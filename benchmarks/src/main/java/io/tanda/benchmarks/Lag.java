package io.tanda.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** From when something happened, by the time of the event that tells of it, to when somebody was told. Filled from several threads. */
final class Lag {
    private static final int LONGEST_MICROS = (int) TimeUnit.MINUTES.toMicros(10);

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private volatile Instant from = Instant.MAX;

    /** What happens from now on counts; said again, it changes nothing. */
    void begin() {
        if (from.equals(Instant.MAX)) from = Instant.now();
    }

    /** Somebody was told just now of what happened then. */
    void told(Instant at) {
        if (at.isBefore(from)) return;
        long late = TimeUnit.NANOSECONDS.toMicros(
                Math.max(0, Duration.between(at, Instant.now()).toNanos()));
        micros.recordValue(Math.min(late, LONGEST_MICROS));
    }

    long count() {
        return micros.getTotalCount();
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    /** @return as {@code p50 1 ms, p95 2 ms, p99 3 ms, max 4 ms of 5} */
    @Override
    public String toString() {
        return "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms of %,d"
                .formatted(millis(50), millis(95), millis(99), millis(100), count());
    }
}
