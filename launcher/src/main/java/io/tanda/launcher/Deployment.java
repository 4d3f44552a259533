package io.tanda.launcher;

import io.tanda.contract.Context;
import io.tanda.platform.Kit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticles of this process: started one after another, stopped in reverse. */
final class Deployment {
    private static final Logger log = LoggerFactory.getLogger(Deployment.class);

    /** What is being answered, followed and committed has limits of its own, which come to less. */
    static final Duration STOP_LIMIT = Duration.ofSeconds(25);

    private final Vertx vertx;
    private final Kit kit;
    private final Deque<Deployed> deployed = new ArrayDeque<>();

    private record Deployed(Context context, String id) {}

    Deployment(Vertx vertx, Kit kit) {
        this.vertx = vertx;
        this.kit = kit;
    }

    /** Those with a memory open their schemas side by side; HTTP opens when everything behind it stands. */
    Future<Void> start(Topology topology) {
        return deploy(topology.contexts(), Context::stored)
                .compose(standing -> deploy(topology.contexts(), context -> !context.stored()));
    }

    private Future<Void> deploy(List<Context> contexts, Predicate<Context> which) {
        return Future.all(contexts.stream().filter(which).map(this::deploy).toList())
                .mapEmpty();
    }

    private Future<Void> deploy(Context context) {
        long startedNanos = System.nanoTime();
        return vertx.deployVerticle(Verticles.of(context, kit)).map(id -> {
            synchronized (deployed) {
                deployed.push(new Deployed(context, id));
            }
            log.info("{} started in {} ms", context, millisSince(startedNanos));
            return null;
        });
    }

    /** One after another: HTTP first, then what it asked. A part that does not stop in time does not keep the next from stopping. */
    Future<Void> stop() {
        Deployed last;
        synchronized (deployed) {
            last = deployed.poll();
        }
        if (last == null) return Future.succeededFuture();
        long startedNanos = System.nanoTime();
        return Step.within(STOP_LIMIT, "stopping " + last.context(), vertx.undeploy(last.id()))
                .onSuccess(stopped -> log.info("{} stopped in {} ms", last.context(), millisSince(startedNanos)))
                .compose(next -> stop());
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
