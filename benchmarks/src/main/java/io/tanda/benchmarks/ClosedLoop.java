package io.tanda.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A fixed number of connections, each asking again when it was answered. */
final class ClosedLoop {
    private final Vertx vertx;
    private final Poster poster;
    private final Supplier<Map<String, String>> headers;
    private final int connections;

    /** @param headers of a request, made anew for each */
    ClosedLoop(Vertx vertx, Poster poster, Supplier<Map<String, String>> headers, int connections) {
        this.vertx = vertx;
        this.poster = poster;
        this.headers = headers;
        this.connections = connections;
    }

    /**
     * @param ok answers with 2xx
     * @param failures all others by status, and requests without an answer by what went wrong, each with its number
     * @param latencies of the 2xx, in microseconds
     */
    record Result(long ok, Map<String, Long> failures, double seconds, Histogram latencies) {
        static Histogram noLatencies() {
            return new Histogram(TimeUnit.SECONDS.toMicros(30), 3);
        }

        long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }

        double perSecond() {
            return ok / seconds;
        }

        double p99Millis() {
            return latencies.getValueAtPercentile(99) / 1_000.0;
        }

        double p50Millis() {
            return latencies.getValueAtPercentile(50) / 1_000.0;
        }
    }

    /** Asks for so many seconds. */
    Future<Result> run(double seconds) {
        Run run = new Run(seconds);
        vertx.getOrCreateContext().runOnContext(turn -> {
            for (int connection = 0; connection < connections; connection++) run.ask();
        });
        return run.result.future();
    }

    /** On one context. */
    private final class Run {
        private final long startNanos = System.nanoTime();
        private final long endNanos;
        private final Map<String, Long> failures = new HashMap<>();
        private final Histogram latencies = Result.noLatencies();
        private final Promise<Result> result = Promise.promise();
        private long ok;
        private int asking = connections;

        Run(double seconds) {
            this.endNanos = startNanos + (long) (seconds * 1e9);
        }

        void ask() {
            long sent = System.nanoTime();
            if (sent >= endNanos) {
                if (--asking == 0) result.complete(new Result(ok, failures, (sent - startNanos) / 1e9, latencies));
                return;
            }
            poster.post(headers.get()).onComplete((answer, failure) -> {
                if (answer != null && answer.ok()) {
                    ok++;
                    latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
                } else {
                    failures.merge(why(answer, failure), 1L, Long::sum);
                }
                ask();
            });
        }
    }

    /** What a request that was not answered with 2xx is counted under. */
    static String why(Poster.@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) return "status " + answer.status();
        return failure == null ? "no answer" : failure.toString();
    }
}
