package io.tanda.dispatch;

import io.tanda.dispatch.call.application.ListenForTaxis;
import io.tanda.dispatch.call.outbound.OpenCalls;
import io.tanda.dispatch.position.H3Positions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Taxis that were not heard of for long leave the index, and their riders are looked after; open calls are counted. Now and then. */
final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final long EVERY_MILLIS = 10_000;

    private final Vertx vertx;
    private final InstantSource clock;
    private final H3Positions index;
    private final OpenCalls calls;
    private final ListenForTaxis listen;
    private long timer = -1;

    Housekeeping(Vertx vertx, InstantSource clock, H3Positions index, OpenCalls calls, ListenForTaxis listen) {
        this.vertx = vertx;
        this.clock = clock;
        this.index = index;
        this.calls = calls;
        this.listen = listen;
    }

    Future<Void> start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> keepHouse());
        return Future.succeededFuture();
    }

    Future<Void> stop() {
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    private void keepHouse() {
        vertx.executeBlocking(() -> index.evict(clock.instant()))
                .compose(evicted -> calls.count())
                .compose(counted -> listen.look())
                .onFailure(failure -> log.debug("Housekeeping waits for better times: {}", failure.getMessage()));
    }
}
