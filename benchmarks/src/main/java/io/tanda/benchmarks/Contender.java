package io.tanda.benchmarks;

import io.tanda.benchmarks.ClosedLoop.Result;
import java.util.ArrayList;
import java.util.List;

/** One of those whose accepted bookings are compared, and what it did. */
final class Contender {
    private final String name;
    private final Work work;
    private final List<Result> counted = new ArrayList<>();
    private long answered;
    private long unanswered;

    Contender(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    /** One round, and then all that it left to do. */
    void run(double seconds, boolean counts) {
        Result result = work.run(seconds);
        long settleFrom = System.nanoTime();
        boolean settled = work.settle();
        answered += result.ok();
        unanswered += result.failed();
        if (counts) counted.add(result);
        Console.print(
                "%-9s %s %,8.0f bookings/s, p50 %.1f ms, p99 %.1f ms, %d not 2xx, %s after %.1f s%n",
                name,
                counts ? "      " : "(warm)",
                result.perSecond(),
                result.p50Millis(),
                result.p99Millis(),
                result.failed(),
                settled ? "settled" : "NOT settled",
                (System.nanoTime() - settleFrom) / 1e9);
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

    /** With 2xx, the rounds to warm up included. */
    long answered() {
        return answered;
    }

    /** Otherwise or not at all: some of them may have been accepted. */
    long unanswered() {
        return unanswered;
    }
}
