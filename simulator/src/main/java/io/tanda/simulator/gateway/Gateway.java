package io.tanda.simulator.gateway;

import io.tanda.contract.Id;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
public final class Gateway extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** A charge is some 200 bytes. */
    private static final int MAX_BODY_BYTES = 4_096;

    private static final int MAX_KEY_CHARACTERS = 200;
    private static final int MAX_PAGE = 1_000;
    /** Charges being decided; one more is answered 503. With the longest usual delay that is 6,600 charges a second. */
    private static final int MAX_UNDECIDED = 4_096;

    private final GatewayConfig config;
    private final Random random;
    private final Map<String, Undecided> undecided = new HashMap<>();
    private Faults faults;
    private @Nullable Ledger ledger;
    private @Nullable WorkerExecutor disk;
    private @Nullable HttpServer server;

    private record Undecided(Charge charge, Future<Ledger.Entry> decision) {}

    public Gateway(GatewayConfig config) {
        this.config = config;
        this.faults = config.faults();
        this.random = new Random(config.seed());
    }

    /** Where it listens; known after the start. */
    public int port() {
        HttpServer listening = server;
        if (listening == null) throw new IllegalStateException("not started");
        return listening.actualPort();
    }

    @Override
    public Future<?> start() {
        WorkerExecutor writer = vertx.createSharedWorkerExecutor("gateway-ledger", 1);
        disk = writer;
        return writer.executeBlocking(() -> Ledger.open(config.data().resolve("ledger.jsonl")))
                .compose(opened -> {
                    ledger = opened;
                    return vertx.createHttpServer(new HttpServerOptions()
                                    .setHost(config.host())
                                    .setPort(config.port())
                                    .setReuseAddress(true))
                            .requestHandler(routes())
                            .listen();
                })
                .map(listening -> {
                    server = listening;
                    LOG.info("gateway listens on {}:{}", config.host(), listening.actualPort());
                    return null;
                });
    }

    @Override
    public Future<?> stop() {
        WorkerExecutor writer = disk;
        Ledger open = ledger;
        if (writer == null || open == null) return Future.succeededFuture();
        return writer.executeBlocking(() -> {
                    open.close();
                    return null;
                })
                .eventually(writer::close);
    }

    private Router routes() {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.post("/v1/charges").handler(this::charge);
        router.get("/v1/charges/:key").handler(this::find);
        router.get("/v1/ledger").handler(this::page);
        router.get("/v1/faults").handler(request -> answer(request, 200, Wire.encodeText(faults)));
        router.put("/v1/faults").handler(this::behave);
        router.get("/health")
                .handler(request -> request.response().setStatusCode(204).end());
        return router;
    }

    private Ledger ledger() {
        Ledger open = ledger;
        if (open == null) throw new IllegalStateException("not started");
        return open;
    }

    // --- charging ----------------------------------------------------------------------------

    private void charge(RoutingContext request) {
        String key = request.request().getHeader("Idempotency-Key");
        if (key == null || key.isBlank() || key.length() > MAX_KEY_CHARACTERS) {
            problem(
                    request,
                    400,
                    "idempotency_key_missing",
                    "an Idempotency-Key of at most 200 characters is required");
            return;
        }
        Charge wanted;
        try {
            wanted = readCharge(request);
        } catch (IllegalArgumentException e) {
            problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        long delayMillis = delay();
        // Faults are drawn at once: which call fails must depend on the seed and the order of calls, not on the timers.
        boolean decline = random.nextDouble() < faults.declineRate();
        boolean error = random.nextDouble() < faults.errorRate();
        boolean drop = random.nextDouble() < faults.dropAfterChargeRate();

        Optional<Ledger.Entry> known = ledger().find(key);
        Undecided open = undecided.get(key);
        Charge before = known.map(Ledger.Entry::charge).orElse(open == null ? wanted : open.charge());
        if (!before.equals(wanted)) {
            problem(request, 422, "idempotency_key_reused", "this key was used for another charge");
        } else if (known.isPresent()) {
            Ledger.Entry entry = known.get();
            after(delayMillis, () -> decided(request, entry));
        } else if (open != null) {
            open.decision().onSuccess(entry -> decided(request, entry)).onFailure(broken -> unavailable(request));
        } else if (error) {
            after(delayMillis, () -> unavailable(request));
        } else if (undecided.size() >= MAX_UNDECIDED) {
            unavailable(request);
        } else {
            decide(key, wanted, decline, delayMillis)
                    .onSuccess(entry -> {
                        if (drop) request.request().connection().close();
                        else decided(request, entry);
                    })
                    .onFailure(broken -> {
                        LOG.error("the ledger cannot be written", broken);
                        unavailable(request);
                    });
        }
    }

    private static Charge readCharge(RoutingContext request) {
        var body = request.body().buffer();
        if (body == null) throw new IllegalArgumentException("a body is required");
        ChargeBody read = Wire.decode(body.toString(StandardCharsets.UTF_8), ChargeBody.class);
        if (read.rider() == null || read.ride() == null || read.amount() == null)
            throw new IllegalArgumentException("rider, ride and amount are required");
        return new Charge(read.rider(), read.ride(), read.amount());
    }

    private record ChargeBody(
            @Nullable RiderId rider,
            @Nullable RideId ride,
            @Nullable Money amount) {}

    private Future<Ledger.Entry> decide(String key, Charge charge, boolean decline, long delayMillis) {
        Promise<Ledger.Entry> decision = Promise.promise();
        undecided.put(key, new Undecided(charge, decision.future()));
        after(
                delayMillis,
                () -> write(key, charge, decline).onComplete(written -> {
                    undecided.remove(key);
                    decision.handle(written);
                }));
        return decision.future();
    }

    private Future<Ledger.Entry> write(String key, Charge charge, boolean decline) {
        WorkerExecutor writer = disk;
        if (writer == null) return Future.failedFuture("not started");
        return writer.executeBlocking(() -> ledger().decide(
                        key,
                        "ch_" + Id.next(),
                        decline ? Ledger.DECLINED : Ledger.CAPTURED,
                        decline ? "insufficient_funds" : null,
                        charge,
                        Instant.now()));
    }

    private long delay() {
        int from = faults.delayMillis().get(0);
        int to = faults.delayMillis().get(1);
        return random.nextLong(from, to + 1L);
    }

    private void after(long millis, Runnable action) {
        if (millis == 0) action.run();
        else vertx.setTimer(millis, timer -> action.run());
    }

    // --- answers -----------------------------------------------------------------------------

    private record Outcome(
            @Nullable String id, String status, @Nullable String code) {
        static Outcome of(Ledger.Entry entry) {
            return entry.status().equals(Ledger.CAPTURED)
                    ? new Outcome(entry.id(), entry.status(), null)
                    : new Outcome(null, entry.status(), entry.code());
        }
    }

    private static void decided(RoutingContext request, Ledger.Entry entry) {
        answer(request, entry.status().equals(Ledger.CAPTURED) ? 201 : 402, Wire.encodeText(Outcome.of(entry)));
    }

    private void find(RoutingContext request) {
        String key = request.pathParam("key");
        Undecided open = undecided.get(key);
        Future<Optional<Ledger.Entry>> found = open == null
                ? Future.succeededFuture(ledger().find(key))
                : open.decision().map(Optional::of);
        found.onSuccess(entry -> entry.ifPresentOrElse(
                        known -> answer(request, 200, Wire.encodeText(Outcome.of(known))),
                        () -> problem(request, 404, "not_found", "this key was never seen")))
                .onFailure(broken -> unavailable(request));
    }

    /** A capture, as the ledger tells it. */
    public record Capture(long seq, String key, String id, RiderId rider, RideId ride, Money amount, Instant at) {
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
    public record LedgerPage(List<Capture> items, @Nullable Long next) {}

    private void page(RoutingContext request) {
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
                ledger().capturedAfter(after, limit).stream().map(Capture::of).toList();
        Long next = items.size() < limit ? null : (Long) items.getLast().seq();
        answer(request, 200, Wire.encodeText(new LedgerPage(items, next)));
    }

    private void behave(RoutingContext request) {
        try {
            var body = request.body().buffer();
            faults = Wire.decode(body == null ? "{}" : body.toString(StandardCharsets.UTF_8), Faults.Wanted.class)
                    .faults();
            LOG.info("from now on {}", faults);
            answer(request, 200, Wire.encodeText(faults));
        } catch (IllegalArgumentException e) {
            problem(request, 400, "invalid", String.valueOf(e.getMessage()));
        }
    }

    private static void unavailable(RoutingContext request) {
        problem(request, 503, "unavailable", "nothing was charged; ask again with the same key");
    }

    private record Problem(int status, String code, String detail) {}

    private static void problem(RoutingContext request, int status, String code, String detail) {
        answer(request, status, Wire.encodeText(new Problem(status, code, detail)));
    }

    private static void answer(RoutingContext request, int status, String json) {
        // The merchant may be gone by now: what was decided stands.
        if (request.response().closed() || request.response().ended()) return;
        request.response()
                .setStatusCode(status)
                .putHeader(
                        "Content-Type",
                        status >= 400 && status != 402 ? "application/problem+json" : "application/json")
                .end(json)
                .onFailure(gone -> LOG.debug("an answer found nobody: {}", gone.getMessage()));
    }
}
