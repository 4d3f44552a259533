package io.tanda.benchmarks;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Bookings that are accepted over HTTP, beside requests that are repeated where there are some. */
final class Accepting implements Work {
    /** After the load, until every event is in Kafka. */
    static final int DRAIN_LIMIT_SECONDS = 300;

    private static final int ANSWER_LIMIT_SECONDS = 60;

    private final ClosedLoop load;
    private final @Nullable Replays replays;
    private final BenchCheck check;
    private final String schema;

    /** @param schema whose outbox tells what is not yet published */
    Accepting(ClosedLoop load, @Nullable Replays replays, BenchCheck check, String schema) {
        this.load = load;
        this.replays = replays;
        this.check = check;
        this.schema = schema;
    }

    @Override
    public ClosedLoop.Result run(double seconds) {
        Future<ClosedLoop.Result> asked = load.run(seconds);
        if (replays == null) return await(asked, seconds);
        Future<Replays.Result> repeated = replays.run(seconds);
        ClosedLoop.Result result = await(asked, seconds);
        print(await(repeated, seconds), seconds);
        return result;
    }

    private static void print(Replays.Result repeated, double seconds) {
        Console.print(
                "       repeated: %,.0f/s answered as the first time, p99 %.1f ms; %d answered anew%n",
                repeated.replayed() / seconds, repeated.p99Millis(), repeated.anew());
        repeated.failures().forEach((why, times) -> Console.print("       repeated, %,d times: %s%n", times, why));
    }

    private static <T> T await(Future<T> future, double seconds) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout((long) seconds + ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public boolean settle() {
        return check.awaitDrained(schema, DRAIN_LIMIT_SECONDS);
    }
}
