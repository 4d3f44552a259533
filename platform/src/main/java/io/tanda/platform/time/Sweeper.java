package io.tanda.platform.time;

import io.tanda.platform.Kit;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** Drives what is due, on any process, after any crash. A deadline whose handling fails is tried again with growing pauses. */
public final class Sweeper {
    /** @param handlers by the deadline's kind */
    public Sweeper(Vertx vertx, Kit kit, Store store, Map<String, DeadlineHandler> handlers) {
        throw new UnsupportedOperationException("to be written");
    }

    public Future<Void> start() {
        throw new UnsupportedOperationException("to be written");
    }

    /** Waits for what is being handled, at most 5 s. */
    public Future<Void> stop() {
        throw new UnsupportedOperationException("to be written");
    }
}
