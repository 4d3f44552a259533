package io.tanda.platform.ops;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The checks behind the probes. {@code ready} checks must hold for the process to take requests; {@code notes} are shown beside them
 * (Kafka down is a note: the outbox absorbs it).
 */
public final class Health {
    private final Map<String, Supplier<Future<Void>>> ready = new ConcurrentHashMap<>();
    private final Map<String, Supplier<Future<Void>>> notes = new ConcurrentHashMap<>();

    private volatile boolean started;
    private volatile boolean draining;

    /** Everything this process runs has been deployed. */
    public void started() {
        started = true;
    }

    /** The process is stopping: not ready, though it still answers. */
    public void draining() {
        draining = true;
    }

    public boolean isStarted() {
        return started;
    }

    public boolean isDraining() {
        return draining;
    }

    public void ready(String name, Supplier<Future<Void>> check) {
        ready.put(name, check);
    }

    public void note(String name, Supplier<Future<Void>> check) {
        notes.put(name, check);
    }

    public Map<String, Supplier<Future<Void>>> readyChecks() {
        return Map.copyOf(ready);
    }

    public Map<String, Supplier<Future<Void>>> noteChecks() {
        return Map.copyOf(notes);
    }
}
