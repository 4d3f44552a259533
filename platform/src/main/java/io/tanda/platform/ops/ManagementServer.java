package io.tanda.platform.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tanda.contract.Wire;
import io.tanda.platform.Kit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port for operators and the platform underneath, never for the public: probes and metrics of one process, whatever it runs.
 *
 * <pre>
 *   GET /health/started   200 when everything has been deployed, else 503
 *   GET /health/live      200 while every event loop turns and every live check holds, else 503: a restart is the cure
 *   GET /health/ready     200 when it has started, every check of its role holds and it is not draining, else 503; notes are only shown
 *   GET /metrics          Prometheus text
 * </pre>
 */
public final class ManagementServer {
    private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    /** Connections of probes and scrapers that went away. */
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final Kit kit;
    private final String host;
    private final int port;
    private @Nullable HttpServer server;

    /** @param port 0 = any free one */
    public ManagementServer(Vertx vertx, Kit kit, String host, int port) {
        this.vertx = vertx;
        this.kit = kit;
        this.host = host;
        this.port = port;
    }

    /** @return the port it listens on */
    public Future<Integer> start() {
        HttpServer created = vertx.createHttpServer(new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false));
        server = created;
        return created.requestHandler(router())
                .listen()
                .onSuccess(listening -> log.info("health and metrics on {}:{}", host, listening.actualPort()))
                .map(HttpServer::actualPort);
    }

    public Future<Void> stop() {
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.shutdown(1, TimeUnit.SECONDS);
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.get("/health/started")
                .method(HttpMethod.HEAD)
                .handler(probe -> answer(probe, kit.health().isStarted(), "started", "starting"));
        router.get("/health/live").method(HttpMethod.HEAD).handler(this::live);
        router.get("/health/ready").method(HttpMethod.HEAD).handler(this::ready);
        router.get("/metrics").method(HttpMethod.HEAD).handler(this::metrics);
        return router.errorHandler(
                        404, asked -> end(asked, 404, TEXT, "/health/started /health/live /health/ready /metrics\n"))
                .errorHandler(405, asked -> {
                    asked.response().putHeader("allow", "GET, HEAD");
                    end(asked, 405, TEXT, "only GET and HEAD\n");
                });
    }

    private static void answer(RoutingContext probe, boolean holds, String yes, String no) {
        end(probe, holds ? 200 : 503, JSON, Buffer.buffer(Wire.encode(Map.of("status", holds ? yes : no))));
    }

    private void live(RoutingContext probe) {
        kit.health().checkLive().onComplete(checked -> {
            CheckResult checks = checked.result();
            if (checks.getUp()) answer(probe, true, "up", "");
            else end(probe, 503, JSON, Buffer.buffer(Wire.encode(Map.of("status", "down", "checks", byName(checks)))));
        });
    }

    private void ready(RoutingContext probe) {
        Future<CheckResult> checks = kit.health().checkReady();
        Future<CheckResult> notes = kit.health().checkNotes();
        Future.all(checks, notes).onComplete(both -> {
            boolean draining = kit.health().isDraining();
            // Before the verticles are deployed there is no check that could fail.
            boolean started = kit.health().isStarted();
            boolean holds = started && !draining && checks.result().getUp();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("status", draining ? "draining" : !started ? "starting" : holds ? "up" : "down");
            body.put("checks", byName(checks.result()));
            body.put("notes", byName(notes.result()));
            end(probe, holds ? 200 : 503, JSON, Buffer.buffer(Wire.encode(body)));
        });
    }

    /** "up" or what is wrong, by name. */
    private static Map<String, String> byName(CheckResult all) {
        Map<String, String> results = new TreeMap<>();
        for (CheckResult one : all.getChecks()) results.put(one.getId(), one.getUp() ? "up" : "down: " + flaw(one));
        return results;
    }

    private static @Nullable String flaw(CheckResult down) {
        // Of its own, the library fails only what has not answered in time.
        return down.getData().getBoolean("procedure-execution-failure", false)
                ? "no answer within " + Health.CHECK_LIMIT_MILLIS + " ms"
                : down.getFailure().getMessage();
    }

    private void metrics(RoutingContext scrape) {
        if (kit.meters() instanceof PrometheusMeterRegistry prometheus) {
            // Thousands of lines take milliseconds: not on an event loop.
            vertx.executeBlocking(() -> Buffer.buffer(prometheus.scrape()), false)
                    .onSuccess(text -> end(scrape, 200, PROMETHEUS_TEXT, text))
                    .onFailure(failure -> {
                        log.error("metrics could not be written", failure);
                        end(scrape, 500, TEXT, "metrics could not be written\n");
                    });
        } else {
            end(scrape, 404, TEXT, "this process keeps no Prometheus metrics\n");
        }
    }

    private static void end(RoutingContext asked, int status, String type, String text) {
        end(asked, status, type, Buffer.buffer(text));
    }

    private static void end(RoutingContext asked, int status, String type, Buffer body) {
        if (asked.response().closed()) return;
        asked.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .putHeader("cache-control", "no-store")
                .putHeader("x-content-type-options", "nosniff")
                .end(asked.request().method().equals(HttpMethod.HEAD) ? Buffer.buffer() : body)
                .onFailure(gone -> log.debug("a probe went away before its answer: {}", gone.getMessage()));
    }
}
