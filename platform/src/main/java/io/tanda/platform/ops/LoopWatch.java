package io.tanda.platform.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Whether an event loop still turns. */
final class LoopWatch {
    private static final long TURN_EVERY_MILLIS = 1_000;

    private final Duration limit;
    private volatile long turnedNanos = System.nanoTime();

    private LoopWatch(Duration limit) {
        this.limit = limit;
    }

    /** Watches the caller's loop. @param limit after which it is stuck; not much more than a second is not told apart from it */
    static LoopWatch start(Vertx vertx, Duration limit) {
        LoopWatch watch = new LoopWatch(limit);
        vertx.setPeriodic(TURN_EVERY_MILLIS, turn -> watch.turnedNanos = System.nanoTime());
        return watch;
    }

    /** From any thread. Fails while it is stuck. */
    Future<Void> turns() {
        Duration still = Duration.ofNanos(System.nanoTime() - turnedNanos);
        return still.compareTo(limit) <= 0
                ? Future.succeededFuture()
                : Future.failedFuture("its event loop has been stuck for " + still.toSeconds() + " s");
    }
}
