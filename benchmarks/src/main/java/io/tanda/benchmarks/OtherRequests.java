package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.client.TandaClient.Nothing;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** People who ask for other things at a constant rate, in turns: a booking, a look at it, an estimate, a page of history. */
final class OtherRequests {
    private static final String BOOKINGS = "/v1/bookings";
    private static final Place FROM = new Place(40.75, -73.99, null);
    private static final Place TO = new Place(40.76, -73.97, null);
    private static final int KINDS = 4;
    private static final int LONGEST_MICROS = (int) TimeUnit.SECONDS.toMicros(30);
    private static final int TAIL_LIMIT_SECONDS = 30;

    private final Vertx vertx;
    private final TandaClient client;
    private final int aSecond;
    private final String rider;
    private final RideId looked;

    OtherRequests(Vertx vertx, TandaClient client, DevTokens tokens, int aSecond) {
        this.vertx = vertx;
        this.client = client;
        this.aSecond = aSecond;
        this.rider = tokens.rider(UUID.randomUUID());
        this.looked = client.book(rider, UUID.randomUUID(), request())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TAIL_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join()
                .get()
                .id();
    }

    /** @param latencies of what was answered with 2xx, from when it was due, in microseconds */
    record Result(long answered, long unanswered, Histogram latencies) {
        double p99Millis() {
            return latencies.getValueAtPercentile(99) / 1e3;
        }

        String textBeside(Result without) {
            return String.format(
                    Locale.ROOT,
                    "other requests: %,d answered, %,d not, p50 %.1f ms, p99 %.1f ms; without drop-offs %,d, %,d, %.1f ms, %.1f ms",
                    answered,
                    unanswered,
                    latencies.getValueAtPercentile(50) / 1e3,
                    p99Millis(),
                    without.answered,
                    without.unanswered,
                    without.latencies.getValueAtPercentile(50) / 1e3,
                    without.p99Millis());
        }
    }

    Result run(int seconds) {
        Running running = begin();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        return running.end();
    }

    Running begin() {
        return new Running();
    }

    /** Asks until it is ended. */
    final class Running {
        private final Histogram latencies = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private final LongAdder answered = new LongAdder();
        private final LongAdder unanswered = new LongAdder();
        private final long gapNanos = TimeUnit.SECONDS.toNanos(1) / aSecond;
        private final long startNanos = System.nanoTime();
        private final long timer;
        private final AtomicLong asked = new AtomicLong();

        private Running() {
            // Whatever is due: a timer of a busy machine is late, and what it is late by counts.
            timer = vertx.setPeriodic(1, tick -> {
                while (System.nanoTime() - startNanos >= asked.get() * gapNanos) ask(asked.getAndIncrement());
            });
        }

        private void ask(long number) {
            long due = startNanos + number * gapNanos;
            next(number).onComplete((answer, failure) -> {
                if (answer instanceof Answer.Ok<Nothing>) {
                    answered.increment();
                    latencies.recordValue(
                            Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due)));
                } else unanswered.increment();
            });
        }

        Result end() {
            vertx.cancelTimer(timer);
            OpenLoop.awaitAtMost(TAIL_LIMIT_SECONDS, () -> answered.sum() + unanswered.sum() >= asked.get());
            return new Result(answered.sum(), unanswered.sum(), latencies);
        }
    }

    private Future<Answer<Nothing>> next(long number) {
        return switch ((int) (number % KINDS)) {
            case 0 -> client.call(HttpMethod.POST, BOOKINGS, rider, UUID.randomUUID(), request(), Nothing.class);
            case 1 -> get(BOOKINGS + "/" + looked);
            case 2 -> get("/v1/estimates?pickup=40.75,-73.99&dropoff=40.76,-73.97");
            default -> get("/v1/ride-history?limit=5");
        };
    }

    private Future<Answer<Nothing>> get(String path) {
        return client.get(path, rider, Nothing.class);
    }

    private static TandaClient.BookingRequest request() {
        return new TandaClient.BookingRequest(FROM, TO, 1, PaymentMethod.CARD, null);
    }
}
