package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.history.RideRecord;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * How long history is behind: from the answer to a drop-off until the ride's driver can read its row, completed and paid, through the
 * API. A few rides a second are followed, for each question is work that would be missing where it is measured.
 */
final class HistoryProbe {
    /** 300 in a minute: enough for a 99th percentile. */
    private static final int RIDES_PER_SECOND = 5;
    /** What is measured is at most so much too late, or a twentieth of it: questions that nobody can answer yet feed an overload. */
    private static final int ASK_EVERY_MILLIS = 20;

    private static final int PART_OF_LAG = 20;
    /** A ride that is not there by then is counted with this lag, and as missing. */
    private static final int LIMIT_SECONDS = 30;
    /** The driver's newest rides: one that was asked for before another may be driven after it. */
    private static final int PAGE = 3;

    private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1) / RIDES_PER_SECOND;

    private final Vertx vertx;
    private final TandaClient client;
    private final AtomicLong nextNanos;
    private final LongAdder questions = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder underWay = new LongAdder();
    private final Histogram lagMicros = new SynchronizedHistogram(TimeUnit.MINUTES.toMicros(5), 3);

    /** @param fromNanos no ride is followed before, by {@link System#nanoTime} */
    HistoryProbe(Vertx vertx, TandaClient client, long fromNanos) {
        this.vertx = vertx;
        this.client = client;
        this.nextNanos = new AtomicLong(fromNanos);
    }

    /**
     * @param lagMicros of the rides that were followed
     * @param missing of those, not there after {@value #LIMIT_SECONDS} s
     * @param questions that this took: each is one SELECT in the database's figures
     */
    record Result(Histogram lagMicros, long missing, long questions) {
        double lagMillis(double percentile) {
            return lagMicros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    /** Follows the ride, or leaves it because another was followed just now. */
    void droppedOff(RideId ride, String driverToken) {
        long now = System.nanoTime();
        long due = nextNanos.get();
        if (now < due || !nextNanos.compareAndSet(due, now + GAP_NANOS)) return;
        underWay.increment();
        ask(ride, driverToken, now);
    }

    private void ask(RideId ride, String driverToken, long sinceNanos) {
        questions.increment();
        client.history(driverToken, null, null, null, PAGE).onComplete((answer, unanswered) -> {
            long behindNanos = System.nanoTime() - sinceNanos;
            boolean late = behindNanos > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            if (!late && !isThere(answer, ride)) {
                long pauseMillis = TimeUnit.NANOSECONDS.toMillis(behindNanos) / PART_OF_LAG;
                vertx.setTimer(Math.max(ASK_EVERY_MILLIS, pauseMillis), tick -> ask(ride, driverToken, sinceNanos));
                return;
            }
            if (late) missing.increment();
            lagMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(behindNanos));
            underWay.decrement();
        });
    }

    private static boolean isThere(@Nullable Answer<TandaClient.RidePage> answer, RideId ride) {
        if (!(answer instanceof Answer.Ok<TandaClient.RidePage> page)) return false;
        for (RideRecord row : page.body().items())
            if (row.id().equals(ride)) return row.status() == RideStatus.COMPLETED && row.paid() != null;
        return false;
    }

    /** Every ride that was followed is found or given up. */
    boolean over() {
        return underWay.sum() == 0;
    }

    Result result() {
        return new Result(lagMicros.copy(), missing.sum(), questions.sum());
    }
}
