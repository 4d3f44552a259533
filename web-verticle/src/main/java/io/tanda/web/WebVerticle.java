package io.tanda.web;

import io.tanda.contract.Contexts;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import org.jspecify.annotations.Nullable;

/** HTTP in: says when it listens, and stops in order; decides nothing. */
public final class WebVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops("web");
    private volatile @Nullable HttpServer server;

    public WebVerticle(Kit kit) {
        this.kit = kit;
    }

    /** The port it listens on; 0 before it does. */
    public int port() {
        HttpServer running = server;
        return running == null ? 0 : running.actualPort();
    }

    @Override
    public Future<?> start() {
        kit.health().ready(Contexts.WEB, "http", this::listening);
        kit.health().liveLoop("web.loop", vertx);
        return stops.orStop(vertx.executeBlocking(() -> new WebModule(vertx, kit, stops))
                        .compose(WebModule::start))
                .onSuccess(running -> server = running);
    }

    private Future<Void> listening() {
        return server == null ? Future.failedFuture("not listening, or stopping") : Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        server = null;
        return stops.run();
    }
}
