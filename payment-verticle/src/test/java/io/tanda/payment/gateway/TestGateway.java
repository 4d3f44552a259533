package io.tanda.payment.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A payment gateway over real HTTP that charges and gives back once for each key, with faults to be switched on. */
public final class TestGateway {
    /** What happens to calls from now on. */
    public sealed interface Mode {
        /** Charges and answers after the delay. */
        record Capture(Duration delay) implements Mode {}

        /** Charges, then drops the connection. */
        record ChargeAndDrop() implements Mode {}

        /** Drops the connection before anything. */
        record Drop() implements Mode {}

        record Decline(String code) implements Mode {}

        /** Neither charges nor says why. */
        record Fail(int status) implements Mode {}
    }

    public static final Mode CAPTURE = new Mode.Capture(Duration.ZERO);

    /** @param key as it came in the header */
    public record Capture(String key, String reference, String ride, long minorUnits) {}

    /** @param key as it came in the header @param charge the gateway's own id of what was taken */
    public record Refund(String key, String reference, String charge, long minorUnits) {}

    private final Map<String, Capture> captured = new ConcurrentHashMap<>();
    private final Map<String, Refund> refunded = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, String> declined = new ConcurrentHashMap<>();
    public final List<String> charges = new CopyOnWriteArrayList<>();
    public final List<String> lookUps = new CopyOnWriteArrayList<>();
    public final List<String> refunds = new CopyOnWriteArrayList<>();
    private final AtomicInteger references = new AtomicInteger();
    private final Vertx vertx;
    private final HttpServer server;
    public volatile Mode mode = CAPTURE;
    /** Looked at when a charge is heard of, before it is answered. */
    public volatile Supplier<Future<?>> whenHeard = Future::succeededFuture;
    /** What its yes says instead of what is true; null: nothing. */
    public volatile @Nullable JsonObject instead;

    private TestGateway(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer();
    }

    public static TestGateway start(Vertx vertx) {
        TestGateway gateway = new TestGateway(vertx);
        gateway.server.requestHandler(gateway::handle);
        gateway.server.listen(0, "127.0.0.1").await();
        return gateway;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The truth: who was charged, for which key. */
    public List<Capture> ledger() {
        return List.copyOf(captured.values());
    }

    /** The truth: what was given back, for which key. */
    public List<Refund> refunded() {
        return List.copyOf(refunded.values());
    }

    /** As a gateway does with keys of long ago. */
    public void forgetRefunds() {
        refunded.clear();
        refused.clear();
    }

    public void stop() {
        server.close().await();
    }

    private void handle(HttpServerRequest request) {
        boolean ofRefunds = request.path().startsWith("/v1/refunds");
        if (request.method().name().equals("GET")) {
            String key = request.path().substring((ofRefunds ? "/v1/refunds/" : "/v1/charges/").length());
            lookUp(request, key, () -> {
                if (ofRefunds) knownRefund(request, key, 200);
                else known(request, captured.get(key), declined.get(key), 200);
            });
        } else
            request.body().onSuccess(body -> {
                if (ofRefunds) refund(request, body.toJsonObject());
                else charge(request, body.toJsonObject());
            });
    }

    private void lookUp(HttpServerRequest request, String key, Runnable known) {
        lookUps.add(key);
        switch (mode) {
            case Mode.Fail fail -> answer(request, fail.status(), new JsonObject());
            case Mode.Drop drop -> request.connection().close();
            case Mode.Capture ok -> known.run();
            case Mode.ChargeAndDrop ok -> known.run();
            case Mode.Decline ok -> known.run();
        }
    }

    private void refund(HttpServerRequest request, JsonObject body) {
        String key = request.getHeader("Idempotency-Key");
        refunds.add(key);
        switch (mode) {
            case Mode.Fail fail -> answer(request, fail.status(), new JsonObject());
            case Mode.Drop drop -> request.connection().close();
            case Mode.ChargeAndDrop drop -> {
                giveBack(key, body);
                request.connection().close();
            }
            case Mode.Decline decline -> {
                if (!refunded.containsKey(key)) refused.putIfAbsent(key, decline.code());
                knownRefund(request, key, 201);
            }
            case Mode.Capture done -> {
                if (!refused.containsKey(key)) giveBack(key, body);
                after(done.delay()).onSuccess(v -> knownRefund(request, key, 201));
            }
        }
    }

    private void giveBack(String key, JsonObject body) {
        refunded.computeIfAbsent(
                key,
                k -> new Refund(
                        k,
                        "re-" + references.incrementAndGet(),
                        body.getString("charge"),
                        body.getJsonObject("amount").getLong("minorUnits")));
    }

    private void knownRefund(HttpServerRequest request, String key, int status) {
        Refund refund = refunded.get(key);
        String code = refused.get(key);
        if (refund != null)
            answer(
                    request,
                    status,
                    yes("refunded", refund.key(), refund.reference(), refund.minorUnits())
                            .put("charge", refund.charge()));
        else if (code != null)
            answer(
                    request,
                    status == 200 ? 200 : 402,
                    new JsonObject().put("status", "refused").put("code", code));
        else answer(request, 404, new JsonObject());
    }

    private void charge(HttpServerRequest request, JsonObject body) {
        String key = request.getHeader("Idempotency-Key");
        charges.add(key);
        switch (mode) {
            case Mode.Fail fail -> answer(request, fail.status(), new JsonObject());
            case Mode.Drop drop -> request.connection().close();
            case Mode.ChargeAndDrop drop -> {
                capture(key, body);
                request.connection().close();
            }
            case Mode.Decline decline -> {
                if (!captured.containsKey(key)) declined.putIfAbsent(key, decline.code());
                known(request, captured.get(key), declined.get(key), 201);
            }
            case Mode.Capture capture -> {
                if (!declined.containsKey(key)) capture(key, body);
                whenHeard
                        .get()
                        .transform(looked -> after(capture.delay()))
                        .onSuccess(v -> known(request, captured.get(key), declined.get(key), 201));
            }
        }
    }

    private void capture(String key, JsonObject body) {
        captured.computeIfAbsent(
                key,
                k -> new Capture(
                        k,
                        "gw-" + references.incrementAndGet(),
                        body.getString("ride"),
                        body.getJsonObject("amount").getLong("minorUnits")));
    }

    private void known(HttpServerRequest request, @Nullable Capture capture, @Nullable String code, int status) {
        if (capture != null)
            answer(
                    request,
                    status,
                    yes("captured", capture.key(), capture.reference(), capture.minorUnits())
                            .put("ride", capture.ride()));
        else if (code != null)
            answer(
                    request,
                    status == 200 ? 200 : 402,
                    new JsonObject().put("status", "declined").put("code", code));
        else answer(request, 404, new JsonObject());
    }

    private static JsonObject yes(String status, String key, String reference, long cents) {
        return new JsonObject()
                .put("id", reference)
                .put("status", status)
                .put("key", key)
                .put("amount", new JsonObject().put("minorUnits", cents).put("currency", "USD"));
    }

    private Future<Void> after(Duration delay) {
        if (delay.isZero()) return Future.succeededFuture();
        return vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    private void answer(HttpServerRequest request, int status, JsonObject body) {
        if (request.response().closed()) return;
        JsonObject other = instead;
        if (other != null && body.containsKey("id")) body.mergeIn(other);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
