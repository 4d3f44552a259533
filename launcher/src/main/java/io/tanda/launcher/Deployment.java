package io.tanda.launcher;

import io.tanda.booking.BookingVerticle;
import io.tanda.dispatch.DispatchVerticle;
import io.tanda.history.HistoryVerticle;
import io.tanda.launcher.Topology.Part;
import io.tanda.payment.PaymentVerticle;
import io.tanda.platform.Kit;
import io.tanda.web.WebVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticles of this process: started one after another, stopped in reverse. */
final class Deployment {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final Vertx vertx;
    private final Kit kit;
    private final Deque<String> deployed = new ArrayDeque<>();

    Deployment(Vertx vertx, Kit kit) {
        this.vertx = vertx;
        this.kit = kit;
    }

    Future<Void> start(Topology topology) {
        // The contexts open their schemas side by side; HTTP opens when everything behind it stands.
        Future<?> contexts = Future.all(topology.parts().stream()
                .filter(part -> part != Part.WEB)
                .map(this::deploy)
                .toList());
        return contexts.compose(
                ready -> topology.parts().contains(Part.WEB) ? deploy(Part.WEB) : Future.<Void>succeededFuture());
    }

    private Future<Void> deploy(Part part) {
        long startedNanos = System.nanoTime();
        return vertx.deployVerticle(verticle(part)).map(id -> {
            synchronized (deployed) {
                deployed.push(id);
            }
            LOG.info("{} started in {} ms", part.wireName(), (System.nanoTime() - startedNanos) / 1_000_000);
            return null;
        });
    }

    private Deployable verticle(Part part) {
        return switch (part) {
            case WEB -> new WebVerticle(kit);
            case BOOKING -> new BookingVerticle(kit);
            case DISPATCH -> new DispatchVerticle(kit);
            case PAYMENT -> new PaymentVerticle(kit);
            case HISTORY -> new HistoryVerticle(kit);
        };
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
                    LOG.warn("a verticle did not stop cleanly", failure);
                    return Future.succeededFuture();
                })
                .compose(next -> stop());
    }
}
