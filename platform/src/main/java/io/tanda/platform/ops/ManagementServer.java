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
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port for operators and the platform underneath, never for the public: probes and metrics of one process, whatever it runs.
 *
 * <pre>
 *   GET /health/started   200 when everything has been deployed, else 503
 *   GET /health/live      200 while an event loop answers at all: a restart is the cure when it does not
 *   GET /health/ready     200 when it has started, every ready check holds and it is not draining, else 503; notes are shown, not counted
 *   GET /metrics          Prometheus text
 * </pre>
 */
public final class ManagementServer {
    /** One check; shorter than the second a probe usually waits twice over. */
    public static final int CHECK_LIMIT_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final String JSON = "application/json";
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
        return created.requestHandler(this::answer)
                .listen()
                .onSuccess(listening -> LOG.info("health and metrics on {}:{}", host, listening.actualPort()))
                .map(HttpServer::actualPort);
    }

    public Future<Void> stop() {
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.shutdown(1, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("allow", "GET, HEAD");
            end(request, 405, "text/plain", Buffer.buffer("only GET and HEAD\n"));
            return;
        }
        switch (request.path()) {
            case "/health/started" -> probe(request, kit.health().isStarted(), "started", "starting");
            case "/health/live" -> probe(request, true, "up", "");
            case "/health/ready" -> ready(request);
            case "/metrics" -> metrics(request);
            case null, default ->
                end(request, 404, "text/plain", Buffer.buffer("/health/started /health/live /health/ready /metrics\n"));
        }
    }

    private void probe(HttpServerRequest request, boolean holds, String yes, String no) {
        end(request, holds ? 200 : 503, JSON, Buffer.buffer(Wire.encode(Map.of("status", holds ? yes : no))));
    }

    private void ready(HttpServerRequest request) {
        Future<Map<String, String>> checks = run(kit.health().readyChecks());
        Future<Map<String, String>> notes = run(kit.health().noteChecks());
        // run() never fails: a failing check is a result.
        Future.all(checks, notes).onComplete(both -> {
            boolean draining = kit.health().isDraining();
            // Before the verticles are deployed there is no check that could fail.
            boolean started = kit.health().isStarted();
            boolean holds =
                    started && !draining && checks.result().values().stream().allMatch("up"::equals);
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("status", draining ? "draining" : !started ? "starting" : holds ? "up" : "down");
            body.put("checks", checks.result());
            body.put("notes", notes.result());
            end(request, holds ? 200 : 503, JSON, Buffer.buffer(Wire.encode(body)));
        });
    }

    /** "up" or what is wrong, by name; each within {@link #CHECK_LIMIT_MILLIS}. Never fails. */
    private static Future<Map<String, String>> run(Map<String, Supplier<Future<Void>>> checks) {
        // Each check answers on a context of its own: the results are gathered when all are there, not as they come.
        Map<String, Future<String>> running = new TreeMap<>();
        checks.forEach((name, check) -> running.put(name, one(check)));
        return Future.join(List.copyOf(running.values())).map(done -> {
            Map<String, String> results = new TreeMap<>();
            running.forEach((name, result) -> results.put(name, result.result()));
            return results;
        });
    }

    private static Future<String> one(Supplier<Future<Void>> check) {
        Future<Void> asked;
        try {
            asked = check.get();
        } catch (RuntimeException e) {
            asked = Future.failedFuture(e);
        }
        return asked.timeout(CHECK_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .map("up")
                .otherwise(failure -> failure instanceof TimeoutException
                        ? "down: no answer within " + CHECK_LIMIT_MILLIS + " ms"
                        : "down: " + failure.getMessage());
    }

    private void metrics(HttpServerRequest request) {
        if (kit.meters() instanceof PrometheusMeterRegistry prometheus) {
            // Thousands of lines take milliseconds: not on an event loop.
            vertx.executeBlocking(() -> Buffer.buffer(prometheus.scrape()), false)
                    .onSuccess(text -> end(request, 200, PROMETHEUS_TEXT, text))
                    .onFailure(failure -> {
                        LOG.error("metrics could not be written", failure);
                        end(request, 500, "text/plain", Buffer.buffer("metrics could not be written\n"));
                    });
        } else {
            end(request, 404, "text/plain", Buffer.buffer("this process keeps no Prometheus metrics\n"));
        }
    }

    private static void end(HttpServerRequest request, int status, String type, Buffer body) {
        if (request.response().closed()) return;
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .putHeader("cache-control", "no-store")
                .putHeader("x-content-type-options", "nosniff")
                .end(request.method().equals(HttpMethod.HEAD) ? Buffer.buffer() : body)
                .onFailure(gone -> LOG.debug("a probe went away before its answer: {}", gone.getMessage()));
    }
}
