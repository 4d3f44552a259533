package io.tanda.platform;

import io.tanda.platform.bus.Registration;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How to stop what a verticle has started: the last first, each whatever became of the one before. Lives on the verticle's context. */
public final class Stops {
    private static final Logger log = LoggerFactory.getLogger(Stops.class);

    private final String verticle;
    private final Deque<Supplier<Future<Void>>> stops = new ArrayDeque<>();

    /** @param verticle for the log */
    public Stops(String verticle) {
        this.verticle = verticle;
    }

    public void add(Supplier<Future<Void>> stop) {
        stops.push(stop);
    }

    /** @param stop called also where the start failed half-way */
    public Future<Void> starting(Supplier<Future<Void>> start, Supplier<Future<Void>> stop) {
        add(stop);
        return start.get();
    }

    public Future<Void> serving(Future<Registration> registration) {
        return registration.onSuccess(done -> add(done::stop)).mapEmpty();
    }

    /** The verticle's whole start: where it fails, what had begun is stopped before the failure is told. */
    public <T> Future<T> orStop(Future<T> start) {
        return start.recover(failure -> run().transform(stopped -> Future.failedFuture(failure)));
    }

    /** Never fails; what did not stop cleanly is logged. */
    public Future<Void> run() {
        Supplier<Future<Void>> next = stops.poll();
        if (next == null) return Future.succeededFuture();
        return next.get()
                .onFailure(failure -> log.warn("{} did not stop cleanly", verticle, failure))
                .transform(stopped -> run());
    }
}
