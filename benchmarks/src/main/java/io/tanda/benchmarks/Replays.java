package io.tanda.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Requests under keys that were used before, at a constant rate: what riders with bad connections send. */
final class Replays {
    private static final int SEND_EVERY_MILLIS = 5;

    private final Vertx vertx;
    private final Poster poster;
    private final Supplier<Map<String, String>> used;
    private final int perSecond;

    /** @param used the headers of a request that was made before */
    Replays(Vertx vertx, Poster poster, Supplier<Map<String, String>> used, int perSecond) {
        this.vertx = vertx;
        this.poster = poster;
        this.used = used;
        this.perSecond = perSecond;
    }

    /**
     * @param replayed answered as before, and said to be
     * @param anew answered with 2xx as if it were the first time: the first one had failed
     * @param failures all others by status, and requests without an answer by what went wrong, each with its number
     * @param latencies of the replayed, in microseconds
     */
    record Result(long replayed, long anew, Map<String, Long> failures, Histogram latencies) {
        double p99Millis() {
            return latencies.getValueAtPercentile(99) / 1_000.0;
        }
    }

    Future<Result> run(double seconds) {
        Run run = new Run(seconds);
        vertx.getOrCreateContext()
                .runOnContext(turn -> vertx.setPeriodic(SEND_EVERY_MILLIS, timer -> {
                    if (!run.send()) vertx.cancelTimer(timer);
                }));
        return run.result.future();
    }

    /** On one context. */
    private final class Run {
        private final long startNanos = System.nanoTime();
        private final long all;
        private final Map<String, Long> failures = new HashMap<>();
        private final Histogram latencies = ClosedLoop.Result.noLatencies();
        private final Promise<Result> result = Promise.promise();
        private long sent;
        private long replayed;
        private long anew;
        private long ended;

        Run(double seconds) {
            this.all = Math.max(1, (long) (perSecond * seconds));
        }

        /** What is due. False when nothing more will be. */
        boolean send() {
            long due = Math.min(all, (long) ((System.nanoTime() - startNanos) / 1e9 * perSecond));
            for (; sent < due; sent++) sendOne();
            return sent < all;
        }

        private void sendOne() {
            long at = System.nanoTime();
            poster.post(used.get()).onComplete((answer, failure) -> {
                if (answer == null || !answer.ok()) {
                    failures.merge(ClosedLoop.why(answer, failure), 1L, Long::sum);
                } else if (answer.replayed()) {
                    replayed++;
                    latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at));
                } else {
                    anew++;
                }
                if (++ended == all) result.complete(new Result(replayed, anew, failures, latencies));
            });
        }
    }
}
