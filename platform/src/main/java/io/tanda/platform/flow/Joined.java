package io.tanda.platform.flow;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is under way in this process, by what it is about: who comes second joins, and has the same outcome. What other processes do is seen
 * by versions. For one context's event loop.
 */
public final class Joined<K, T> {
    private final Map<K, Future<T>> underWay = new ConcurrentHashMap<>();

    /** @param work begun unless the same is under way */
    public Future<T> run(K key, Supplier<Future<T>> work) {
        Future<T> running = underWay.get(key);
        if (running != null) return running;
        Future<T> started = work.get();
        underWay.put(key, started);
        return started.onComplete(done -> underWay.remove(key, started));
    }

    /** Absent: it is not under way. */
    public @Nullable Future<T> running(K key) {
        return underWay.get(key);
    }

    /** Completes when nothing is under way, whatever became of it: its failure is told to those who joined. */
    public Future<Void> idle() {
        return Future.join(underWay.values().stream().toList()).<Void>mapEmpty().otherwiseEmpty();
    }
}
