package io.tanda.benchmarks;

import io.tanda.benchmarks.ClosedLoop.Result;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One of those whose accepted bookings are compared, and what it did. */
final class Contender {
    /** After the load, until every event is in Kafka. */
    static final int DRAIN_LIMIT_SECONDS = 300;

    private final String name;
    private final BenchCheck check;
    private final Target target;
    private final List<Result> counted = new ArrayList<>();
    private long answered;
    private long unanswered;

    /**
     * What is asked.
     *
     * @param schema whose outbox tells what is not yet published
     * @param headers of a request, made anew for each
     */
    record Target(String schema, int port, String path, Supplier<Map<String, String>> headers, Buffer body) {}

    Contender(String name, BenchCheck check, Target target) {
        this.name = name;
        this.check = check;
        this.target = target;
    }

    /** One round, and then all that it left to do: nobody works through his backlog in another's turn. */
    void run(ClosedLoop load, double seconds, boolean counts) {
        Result result = load.run(target.port(), target.path(), target.headers(), target.body(), seconds)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout((long) seconds + 60, TimeUnit.SECONDS)
                .join();
        long drainFrom = System.nanoTime();
        boolean drained = check.awaitDrained(target.schema(), DRAIN_LIMIT_SECONDS);
        answered += result.ok();
        unanswered += result.failed();
        if (counts) counted.add(result);
        Console.print(
                "%-6s %s %,8.0f 2xx/s, p50 %.1f ms, p99 %.1f ms, %d not 2xx, %s after %.1f s%n",
                name,
                counts ? "      " : "(warm)",
                result.perSecond(),
                result.p50Millis(),
                result.p99Millis(),
                result.failed(),
                drained ? "published" : "NOT published",
                (System.nanoTime() - drainFrom) / 1e9);
        result.failures().forEach((why, times) -> Console.print("       %,d times: %s%n", times, why));
    }

    void summary() {
        Console.print(
                "%s: median accepted/s %s, median p99 %s ms%n",
                name,
                Spread.of(counted, Result::perSecond).text("%,.0f"),
                Spread.of(counted, Result::p99Millis).text("%.1f"));
    }

    /** How many times as many as another accepted. */
    void compareWith(Contender other) {
        Console.print(
                "%s / %s, accepted/s round by round: median %s%n",
                name,
                other.name,
                Spread.ofRatios(counted, other.counted, Result::perSecond).text("%.3f"));
    }

    String name() {
        return name;
    }

    BenchCheck check() {
        return check;
    }

    /** With 2xx, the rounds to warm up included. */
    long answered() {
        return answered;
    }

    /** Otherwise or not at all: some of them may have been accepted. */
    long unanswered() {
        return unanswered;
    }
}
