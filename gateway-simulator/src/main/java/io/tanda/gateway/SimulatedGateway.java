package io.tanda.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway as its merchants see it. The decision for a key is made once, written, and given again to whoever asks again; a caller who
 * went away meanwhile has been charged all the same, as with a real gateway.
 *
 * <pre>
 *   POST /v1/charges         Idempotency-Key; 201 captured, 402 declined, 422 other body under the same key, 503 nothing happened
 *   GET  /v1/charges/{key}   the same answer as a body, always 200; 404 for a key never seen; waits while it is being decided
 *   GET  /v1/ledger          captures; ?after=SEQ&amp;limit=1..1000
 *   GET, PUT /v1/faults      {@link Faults}; what is absent goes back to its default
 *   GET  /health             204
 * </pre>
 */
public final class SimulatedGateway extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(SimulatedGateway.class);

    /** A charge is some 200 bytes. */
    private static final int MAX_BODY_BYTES = 4_096;

    private static final int MAX_KEY_CHARACTERS = 200;
    private static final int MAX_PAGE = 1_000;

    private final GatewayConfig config;
    private @Nullable Acquirer acquirer;
    private @Nullable HttpServer server;

    public SimulatedGateway(GatewayConfig config) {
        this.config = config;
    }

    /** Where it listens; known after the start. */
    public int port() {
        HttpServer listening = server;
        if (listening == null) throw new IllegalStateException("not started");
        return listening.actualPort();
    }

    @Override
    public Future<?> start() {
        return Acquirer.open(vertx, config.data().resolve("ledger.jsonl"), config.faults(), config.seed())
                .compose(opened -> {
                    acquirer = opened;
                    return vertx.createHttpServer(new HttpServerOptions()
                                    .setHost(config.host())
                                    .setPort(config.port())
                                    .setReuseAddress(true))
                            .requestHandler(routes(opened))
                            .listen();
                })
                .onSuccess(listening -> {
                    server = listening;
                    log.info("gateway listens on {}:{}", config.host(), listening.actualPort());
                });
    }

    @Override
    public Future<?> stop() {
        Acquirer open = acquirer;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private Router routes(Acquirer acquirer) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.post("/v1/charges").handler(request -> charge(acquirer, request));
        router.get("/v1/charges/:key").handler(request -> find(acquirer, request));
        router.get("/v1/ledger").handler(request -> page(acquirer.ledger(), request));
        router.get("/v1/faults").handler(request -> answer(request, 200, acquirer.faults()));
        router.put("/v1/faults").handler(request -> behave(acquirer, request));
        router.get("/health")
                .handler(request -> request.response().setStatusCode(204).end());
        return router;
    }

    // --- charging ----------------------------------------------------------------------------

    private static void charge(Acquirer acquirer, RoutingContext request) {
        String key = request.request().getHeader("Idempotency-Key");
        if (key == null || key.isBlank() || key.length() > MAX_KEY_CHARACTERS) {
            problem(
                    request,
                    400,
                    "idempotency_key_missing",
                    "an Idempotency-Key of at most 200 characters is required");
            return;
        }
        ChargeRequest wanted;
        try {
            wanted = Json.decode(body(request), Body.class).charge();
        } catch (IllegalArgumentException e) {
            problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        acquirer.charge(key, wanted).onSuccess(outcome -> {
            switch (outcome) {
                case Acquirer.Outcome.Decided(Ledger.Entry entry) ->
                    answer(request, entry.status().equals(Ledger.CAPTURED) ? 201 : 402, Decision.of(entry));
                case Acquirer.Outcome.Dropped none ->
                    request.request().connection().close();
                case Acquirer.Outcome.KeyReused none ->
                    problem(request, 422, "idempotency_key_reused", "this key was used for another charge");
                case Acquirer.Outcome.Unavailable none -> unavailable(request);
            }
        });
    }

    private record Body(@Nullable String rider, @Nullable String ride, ChargeRequest.@Nullable Amount amount) {
        ChargeRequest charge() {
            if (rider == null || ride == null || amount == null)
                throw new IllegalArgumentException("rider, ride and amount are required");
            return new ChargeRequest(rider, ride, amount);
        }
    }

    private static void find(Acquirer acquirer, RoutingContext request) {
        acquirer.find(request.pathParam("key"))
                .onSuccess(found -> found.ifPresentOrElse(
                        known -> answer(request, 200, Decision.of(known)),
                        () -> problem(request, 404, "not_found", "this key was never seen")))
                .onFailure(broken -> unavailable(request));
    }

    private record Decision(
            @Nullable String id, String status, @Nullable String code) {
        static Decision of(Ledger.Entry entry) {
            return entry.status().equals(Ledger.CAPTURED)
                    ? new Decision(entry.id(), entry.status(), null)
                    : new Decision(null, entry.status(), entry.code());
        }
    }

    // --- the ledger and the faults -----------------------------------------------------------

    /** A capture, as the ledger tells it. */
    record Capture(
            long seq, String key, String id, String rider, String ride, ChargeRequest.Amount amount, Instant at) {
        static Capture of(Ledger.Entry entry) {
            return new Capture(
                    entry.seq(),
                    entry.key(),
                    entry.id(),
                    entry.charge().rider(),
                    entry.charge().ride(),
                    entry.charge().amount(),
                    entry.at());
        }
    }

    /** @param next ask with it as {@code after} for the following page; absent on the last */
    record LedgerPage(List<Capture> items, @Nullable Long next) {}

    private static void page(Ledger ledger, RoutingContext request) {
        long after;
        int limit;
        try {
            after = Long.parseLong(
                    request.queryParams().contains("after")
                            ? request.queryParams().get("after")
                            : "0");
            limit = Integer.parseInt(
                    request.queryParams().contains("limit")
                            ? request.queryParams().get("limit")
                            : "" + MAX_PAGE);
            if (limit < 1 || limit > MAX_PAGE)
                throw new IllegalArgumentException("limit must be from 1 to " + MAX_PAGE);
        } catch (IllegalArgumentException e) {
            problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        List<Capture> items =
                ledger.capturedAfter(after, limit).stream().map(Capture::of).toList();
        Long next = items.size() < limit ? null : (Long) items.getLast().seq();
        answer(request, 200, new LedgerPage(items, next));
    }

    private static void behave(Acquirer acquirer, RoutingContext request) {
        try {
            acquirer.behave(Json.decode(body(request), Faults.Wanted.class).faults());
        } catch (IllegalArgumentException e) {
            problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        answer(request, 200, acquirer.faults());
    }

    // --- the wire ----------------------------------------------------------------------------

    /** A body that is missing says as little as one without fields. */
    private static String body(RoutingContext request) {
        var body = request.body().buffer();
        return body == null ? "{}" : body.toString(StandardCharsets.UTF_8);
    }

    private static void unavailable(RoutingContext request) {
        problem(request, 503, "unavailable", "nothing was charged; ask again with the same key");
    }

    private record Problem(int status, String code, String detail) {}

    private static void problem(RoutingContext request, int status, String code, String detail) {
        answer(request, status, new Problem(status, code, detail));
    }

    private static void answer(RoutingContext request, int status, Object body) {
        // The merchant may be gone by now: what was decided stands.
        if (request.response().closed() || request.response().ended()) return;
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", body instanceof Problem ? "application/problem+json" : "application/json")
                .end(Json.encode(body))
                .onFailure(gone -> log.debug("an answer found nobody: {}", gone.getMessage()));
    }
}
