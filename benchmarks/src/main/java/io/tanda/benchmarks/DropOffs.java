package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient;
import io.tanda.client.TandaClient.Nothing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Drivers who drop off, so many at a time: whenever one is answered, the next of another ride asks. */
final class DropOffs {
    private static final int COMPLETED = 200;
    private static final int TAIL_LIMIT_SECONDS = 60;

    private final Vertx vertx;
    private final TandaClient client;
    private final List<DrivenRides.Driven> rides;
    private final int atOnce;

    DropOffs(Vertx vertx, TandaClient client, List<DrivenRides.Driven> rides, int atOnce) {
        this.vertx = vertx;
        this.client = client;
        this.rides = rides;
        this.atOnce = atOnce;
    }

    /**
     * @param completed answered 200: charged
     * @param settling answered 202: it is not known yet, and charged by itself
     * @param unanswered everything else
     * @param outOfRides nobody was left to be dropped off: the round says too little
     * @param latencies of what was answered with 2xx, in microseconds
     */
    record Result(
            long completed, long settling, long unanswered, boolean outOfRides, double seconds, Histogram latencies) {
        long asked() {
            return completed + settling + unanswered;
        }

        double perSecond() {
            return outOfRides ? 0 : completed / seconds;
        }

        double p99Millis() {
            return latencies.getValueAtPercentile(99) / 1e3;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "drop-offs: %,d completed, %.1f a second; %,d settling; answered %.3f %% of %,d; p50 %.0f ms, p99 %.0f ms, most %.0f ms%s",
                    completed,
                    completed / seconds,
                    settling,
                    100.0 * (completed + settling) / Math.max(1, asked()),
                    asked(),
                    latencies.getValueAtPercentile(50) / 1e3,
                    p99Millis(),
                    latencies.getMaxValue() / 1e3,
                    outOfRides ? "; THE RIDES RAN OUT" : "");
        }
    }

    Result run(int seconds) {
        Run run = new Run(seconds);
        run.context.runOnContext(turn -> {
            for (int one = 0; one < atOnce; one++) run.ask();
        });
        return run.result
                .future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(seconds + TAIL_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** On one context. */
    private final class Run {
        private final Context context = vertx.getOrCreateContext();
        private final Iterator<DrivenRides.Driven> next = rides.iterator();
        private final Histogram latencies = ClosedLoop.Result.noLatencies();
        private final Promise<Result> result = Promise.promise();
        private final long startNanos = System.nanoTime();
        private final long endNanos;
        private long completed;
        private long settling;
        private long unanswered;
        private boolean outOfRides;
        private int asking = atOnce;

        Run(int seconds) {
            this.endNanos = startNanos + TimeUnit.SECONDS.toNanos(seconds);
        }

        void ask() {
            long sent = System.nanoTime();
            if (sent >= endNanos || !next.hasNext()) {
                outOfRides |= sent < endNanos;
                if (--asking == 0)
                    result.complete(new Result(
                            completed, settling, unanswered, outOfRides, (sent - startNanos) / 1e9, latencies));
                return;
            }
            dropOff(next.next())
                    .onComplete((answer, failure) ->
                            // Whatever thread it is answered on.
                            context.runOnContext(turn -> {
                                answered(answer, sent);
                                ask();
                            }));
        }

        private void answered(@Nullable Answer<Nothing> answer, long sent) {
            if (!(answer instanceof Answer.Ok<Nothing> ok)) {
                unanswered++;
                return;
            }
            if (ok.status() == COMPLETED) completed++;
            else settling++;
            latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
        }
    }

    private Future<Answer<Nothing>> dropOff(DrivenRides.Driven ride) {
        return client.call(
                HttpMethod.POST,
                "/v1/rides/" + ride.ride() + "/dropoff",
                ride.token(),
                UUID.randomUUID(),
                new TandaClient.DropOffRequest(null, null),
                Nothing.class);
    }
}
