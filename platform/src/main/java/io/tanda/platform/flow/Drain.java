package io.tanda.platform.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what is under way and says when nothing is, for a stop that waits. It keeps nobody out: whoever stops takes in nothing new
 * before. From any thread.
 */
public final class Drain {
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Promise<Integer>> waiting = new ConcurrentLinkedQueue<>();

    public void enter() {
        count.incrementAndGet();
    }

    /** Enters unless so many are under way. */
    public boolean enterBelow(int most) {
        if (count.incrementAndGet() <= most) return true;
        leave();
        return false;
    }

    /** Once for every time it was entered. */
    public void leave() {
        if (count.decrementAndGet() == 0) tell();
    }

    public int underWay() {
        return count.get();
    }

    /**
     * Completes on the caller's context as soon as nothing is under way, or after the limit. Never fails.
     *
     * @param limitMillis real time, at least 1
     * @return how many are still under way
     */
    public Future<Integer> empty(Vertx vertx, long limitMillis) {
        Promise<Integer> left = ((VertxInternal) vertx).getOrCreateContext().promise();
        waiting.add(left);
        if (count.get() == 0) tell();
        return left.future().timeout(limitMillis, TimeUnit.MILLISECONDS).otherwise(late -> count.get());
    }

    private void tell() {
        for (Promise<Integer> left = waiting.poll(); left != null; left = waiting.poll()) left.tryComplete(0);
    }
}
