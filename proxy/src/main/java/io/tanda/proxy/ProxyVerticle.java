package io.tanda.proxy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for clients and for whoever asks how it is; stops in order. */
final class ProxyVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ProxyVerticle.class);

    /** Larger than what a front takes: it is the front that refuses. */
    private static final int MAX_URI_BYTES = 8_192;

    private static final int MAX_HEADER_BYTES = 32_768;
    private static final int ACCEPT_BACKLOG = 4_096;
    /** Connections without a request; longer than a front's own limit (75 s), which therefore counts. */
    private static final int IDLE_SECONDS = 120;
    /** What is being answered may end; streams are broken off then, and are resumed elsewhere. */
    private static final int STOP_LIMIT_SECONDS = 5;

    private final ProxyConfig config;
    private final List<HttpServer> servers = new ArrayList<>();
    private Supplier<Future<Void>> stopFronts = Future::succeededFuture;
    private volatile int httpPort;
    private volatile int managementPort;

    ProxyVerticle(ProxyConfig config) {
        this.config = config;
    }

    int httpPort() {
        return httpPort;
    }

    int managementPort() {
        return managementPort;
    }

    @Override
    public Future<?> start() {
        Fronts fronts = new Fronts(vertx, config);
        HttpProxy proxy = HttpProxy.reverseProxy(
                        new ProxyOptions().setSupportWebSocket(false), vertx.createHttpClient())
                .origin(context -> fronts.request(context.request().proxiedRequest()))
                .addInterceptor(new Forwarding());
        stopFronts = fronts::stop;
        return fronts.start()
                .compose(looked -> listen(config.management(), asked -> health(asked, fronts)))
                .onSuccess(port -> managementPort = port)
                .compose(listening -> listen(config.http(), proxy))
                .onSuccess(port -> {
                    httpPort = port;
                    log.info("listens on {}:{} before {}", config.http().host(), port, fronts);
                });
    }

    private Future<Integer> listen(HostAndPort where, Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(where.host())
                .setPort(where.port())
                .setMaxInitialLineLength(MAX_URI_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true));
        servers.add(server);
        return server.requestHandler(handler).listen().map(HttpServer::actualPort);
    }

    /** {@code GET /health/ready}: 200 while any front is ready, else 503; with each of them. */
    private static void health(HttpServerRequest asked, Fronts fronts) {
        if (!asked.path().equals("/health/ready")) {
            asked.response().setStatusCode(404).end("/health/ready\n");
            return;
        }
        boolean ready = fronts.anyIsReady();
        JsonObject checks = new JsonObject();
        fronts.all().forEach(front -> checks.put(front.toString(), front.isReady() ? "up" : "down"));
        asked.response()
                .setStatusCode(ready ? 200 : 503)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(new JsonObject()
                        .put("status", ready ? "up" : "down")
                        .put("checks", checks)
                        .toBuffer());
    }

    /** No new connections, then what is under way, then the connections to the fronts. */
    @Override
    public Future<?> stop() {
        return Future.join(servers.stream()
                        .map(server -> server.shutdown(STOP_LIMIT_SECONDS, TimeUnit.SECONDS))
                        .toList())
                .eventually(stopFronts);
    }
}
