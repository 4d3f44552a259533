package io.tanda.launcher;

import io.tanda.contract.Context;
import io.tanda.platform.Kit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticles of this process: started one after another, stopped in reverse. */
final class Deployment {
    private static final Logger log = LoggerFactory.getLogger(Deployment.class);

    private final Vertx vertx;
    private final Kit kit;
    private final Deque<String> deployed = new ArrayDeque<>();

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
                deployed.push(id);
            }
            log.info("{} started in {} ms", context, (System.nanoTime() - startedNanos) / 1_000_000);
            return null;
        });
    }

    /** One after another: HTTP first, then what it asked. A part that fails to stop does not keep the next from stopping. */
    Future<Void> stop() {
        String id;
        synchronized (deployed) {
            id = deployed.poll();
        }
        if (id == null) return Future.succeededFuture();
        return vertx.undeploy(id)
                .recover(failure -> {
                    log.warn("a verticle did not stop cleanly", failure);
                    return Future.succeededFuture();
                })
                .compose(next -> stop());
    }
}
