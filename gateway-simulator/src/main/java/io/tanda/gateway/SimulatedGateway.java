package io.tanda.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway as its merchants see it. The decision for a key is made once, written, and given again to whoever asks again; a caller who
 * went away meanwhile has been charged all the same, as with a real gateway.
 *
 * <pre>
 *   POST /v1/charges         Idempotency-Key; 201 captured with what was asked for, 402 declined, 422 other body under the same key, 503 nothing happened
 *   GET  /v1/charges/{key}   the same answer as a body, always 200; 404 for a key never seen; waits while it is being decided
 *   GET  /v1/ledger          captures; ?after=SEQ&amp;limit=1..1000
 *   POST /v1/refunds         of a charge, by the gateway's id; 201 refunded, 402 refused, else as for charges
 *   GET  /v1/refunds/{key}   likewise
 *   GET  /v1/ledger/refunds  likewise
 *   POST /v1/authorizations            by a token; 201 authorized, 402 declined, else as for charges; GET by key likewise
 *   POST /v1/authorizations/{id}/void  201 voided, 402 refused, else as for charges
 *   GET  /v1/ledger/authorizations, /v1/ledger/voids      likewise
 *   GET  /v1/movements       captures and refunds of a day; ?day=2026-11-28&amp;after=0&amp;limit=1..1000, in UTC
 *   GET, PUT /v1/faults      {@link Faults}; what is absent goes back to its default
 *   DELETE /v1/keys          forgets all keys, as a gateway does with those of long ago
 *   POST /v1/webhooks        sends what a merchant is told of his charges, {@link Webhooks}
 *   /stripe/..., /toss/...   the same ledger in the words of others, {@link StripeShape}, {@link TossShape}
 *   GET  /health             204
 * </pre>
 */
public final class SimulatedGateway extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(SimulatedGateway.class);

    /** A charge is some 200 bytes. */
    private static final int MAX_BODY_BYTES = 4_096;

    private final GatewayConfig config;
    private @Nullable Books books;
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
        return Books.open(vertx, config)
                .compose(opened -> {
                    books = opened;
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
        Books open = books;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private Router routes(Books books) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        new Counter<>(
                        "/v1/charges",
                        "/v1/ledger",
                        books.charges(),
                        "captured",
                        "declined",
                        Charge::asked,
                        asked -> asked)
                .opensOn(router);
        new Counter<>(
                        "/v1/refunds",
                        "/v1/ledger/refunds",
                        books.refunds(),
                        "refunded",
                        "refused",
                        Refund::asked,
                        asked -> asked)
                .opensOn(router);
        new Counter<>(
                        "/v1/authorizations",
                        "/v1/ledger/authorizations",
                        books.authorizations(),
                        "authorized",
                        "declined",
                        Authorization::asked,
                        AuthorizationRequest::instrument)
                .opensOn(router);
        new Counter<>(
                        "/v1/authorizations/:id/void",
                        "/v1/ledger/voids",
                        books.voids(),
                        "voided",
                        "refused",
                        request -> new VoidRequest(request.pathParam("id")),
                        asked -> asked)
                .opensOn(router);
        new Movements(books).opensOn(router);
        router.get("/v1/faults").handler(request -> Replies.answer(request, 200, books.faults()));
        router.put("/v1/faults").handler(request -> behave(books, request));
        router.delete("/v1/keys").handler(request -> {
            books.forgetKeys();
            request.response().setStatusCode(204).end();
        });
        new StripeShape(books).opensOn(router);
        new TossShape(books).opensOn(router);
        new Webhooks(vertx, books).opensOn(router);
        router.get("/health")
                .handler(request -> request.response().setStatusCode(204).end());
        return router;
    }

    private record Charge(
            @Nullable String rider,
            @Nullable String ride,
            ChargeRequest.@Nullable Amount amount,
            @Nullable String token) {
        static ChargeRequest asked(RoutingContext request) {
            Charge body = Json.decode(Replies.body(request), Charge.class);
            if (body.rider == null || body.ride == null || body.amount == null)
                throw new IllegalArgumentException("rider, ride and amount are required");
            return new ChargeRequest(body.rider, body.ride, body.amount, body.token);
        }
    }

    private record Refund(@Nullable String charge, ChargeRequest.@Nullable Amount amount) {
        static RefundRequest asked(RoutingContext request) {
            Refund body = Json.decode(Replies.body(request), Refund.class);
            if (body.charge == null || body.amount == null)
                throw new IllegalArgumentException("charge and amount are required");
            return new RefundRequest(body.charge, body.amount);
        }
    }

    private record Authorization(
            @Nullable String customer, @Nullable String token, ChargeRequest.@Nullable Amount amount) {
        static AuthorizationRequest asked(RoutingContext request) {
            Authorization body = Json.decode(Replies.body(request), Authorization.class);
            if (body.customer == null || body.token == null || body.amount == null)
                throw new IllegalArgumentException("customer, token and amount are required");
            return new AuthorizationRequest(body.customer, body.token, body.amount);
        }
    }

    private static void behave(Books books, RoutingContext request) {
        try {
            books.behave(Json.decode(Replies.body(request), Faults.Wanted.class).faults());
        } catch (IllegalArgumentException e) {
            Replies.problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        Replies.answer(request, 200, books.faults());
    }
}
