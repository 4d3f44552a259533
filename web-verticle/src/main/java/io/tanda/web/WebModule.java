package io.tanda.web;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.web.about.AboutApi;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Part;
import io.tanda.web.booking.BookingsApi;
import io.tanda.web.depot.DepotApi;
import io.tanda.web.desk.DeskApi;
import io.tanda.web.dispatch.DispatchApi;
import io.tanda.web.history.HistoryApi;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Reception;
import io.tanda.web.http.Site;
import io.tanda.web.http.StrictDecoder;
import io.tanda.web.message.MessagesApi;
import io.tanda.web.notify.NotifyApi;
import io.tanda.web.pages.PagesApi;
import io.tanda.web.pages.PagesConfig;
import io.tanda.web.payment.PaymentsApi;
import io.tanda.web.receipt.ReceiptConfig;
import io.tanda.web.receipt.ReceiptSigner;
import io.tanda.web.receipt.ReceiptsApi;
import io.tanda.web.security.SignIn;
import io.tanda.web.security.Tokens;
import io.tanda.web.stream.StreamLimits;
import io.tanda.web.stream.Streams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the web verticle is made of: each context's part of the API on one line, the reception before them, the server around it. */
final class WebModule {
    /** How long requests that are being answered may still take when this stops: a body may take 10 s, and its question 8. */
    private static final int STOP_LIMIT_SECONDS = 20;
    /** Connections without a request or a heartbeat; longer than the heartbeat of streams. */
    private static final int IDLE_SECONDS = 75;

    private static final int MAX_URI_BYTES = 2_048;
    private static final int MAX_HEADER_BYTES = 8_192;
    /** Connections that wait to be accepted while a burst is worked off. */
    private static final int ACCEPT_BACKLOG = 4_096;

    private static final int LOOK_EVERY_MILLIS = 2_000;
    private static final int HEARTBEAT_EVERY_MILLIS = 15_000;
    private static final int TICK_EVERY_MILLIS = 1_000;
    /** Whoever is told at once need not look; a lost telling costs so much. */
    private static final int REVOKED_EVERY_MILLIS = 5_000;

    private static final Logger log = LoggerFactory.getLogger(WebModule.class);

    private final Vertx vertx;
    private final Kit kit;
    private final Stops stops;
    private final WebConfig config;
    private final InstantSource realTime = InstantSource.system();
    private final Tokens tokens;
    private final ReceiptConfig receipts;
    private final ReceiptSigner signer;
    private final Reception reception;
    private final List<Operation> operations;
    private final Site site;
    private final List<Streams> streams;
    private final List<Runnable> looks;
    /** Since the list was asked for, which may not have them. */
    private final List<Revocations.Entry> toldMeanwhile = new ArrayList<>();

    private volatile Future<Void> revokedRead = Future.failedFuture("not read yet");

    /** Blocks: keys, the contract and the pages are read. @throws IllegalStateException naming everything wrong with the settings */
    WebModule(Vertx vertx, Kit kit, Stops stops) {
        this.vertx = vertx;
        this.kit = kit;
        this.stops = stops;
        config = WebConfig.of(kit.settings());
        tokens = new Tokens(config.keys(), config.issuer(), realTime);
        receipts = ReceiptConfig.of(kit.settings(), config.keys());
        signer = new ReceiptSigner(receipts.keys());
        PagesConfig pages = PagesConfig.of(kit.settings());
        reception =
                new Reception(tokens, config.limits(), !pages.development(), kit.clock(), kit.meters(), kit.traces());
        site = pages.site(vertx);
        List<Part> parts = parts(kit, config.signIn(vertx, tokens), signer);
        operations = parts.stream().flatMap(part -> part.operations().stream()).toList();
        streams = parts.stream().flatMap(part -> part.streams().stream()).toList();
        looks = parts.stream().flatMap(part -> part.looks().stream()).toList();
    }

    /** Who shows something over HTTP. A new context is a new line. Blocks: the contract is read. */
    static List<Part> parts(Kit kit, SignIn signIn, ReceiptSigner signer) {
        Asking asking = new Asking(kit.bus());
        StreamLimits limits = new StreamLimits();
        List<Part> parts = new ArrayList<>();
        parts.add(BookingsApi.part(kit, asking, limits));
        parts.add(DispatchApi.part(kit, asking, limits));
        parts.add(PaymentsApi.part(asking));
        parts.add(HistoryApi.part(asking));
        parts.add(ReceiptsApi.part(asking, signer, InstantSource.system()));
        parts.add(DeskApi.part(kit, asking, limits));
        parts.add(NotifyApi.part(kit, asking, limits));
        parts.add(DepotApi.part(asking));
        parts.add(MessagesApi.part(kit, asking, limits));
        parts.add(PagesApi.part(kit, signIn));
        parts.add(AboutApi.part(List.copyOf(parts)));
        return parts;
    }

    /** Runs on the verticle's context. Not ready -> kept connections are given up -> no new connections -> streams end -> what is being answered is answered -> closed. */
    Future<HttpServer> start() {
        every(LOOK_EVERY_MILLIS, () -> streams.forEach(each -> each.look(now())));
        every(LOOK_EVERY_MILLIS, () -> looks.forEach(Runnable::run));
        every(HEARTBEAT_EVERY_MILLIS, () -> streams.forEach(Streams::heartbeat));
        every(TICK_EVERY_MILLIS, () -> reception.tick(System.nanoTime(), now()));
        every(config.keysRefreshSeconds() * 1_000L, this::refreshKeys);
        every(REVOKED_EVERY_MILLIS, this::readRevoked);
        kit.health().note("web.keys", tokens::health);
        kit.health().note("web.revoked", () -> revokedRead);
        Context own = vertx.getOrCreateContext();
        // Connections that are kept go elsewhere while new ones are still taken, so that none is in use when all are
        // closed.
        kit.health().onDraining(() -> own.runOnContext(turn -> reception.stopping()));
        return revokedAtFirst().compose(read -> listen()).compose(server -> {
            stops.add(() -> {
                reception.stopping();
                streams.forEach(Streams::stop);
                return server.shutdown(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            });
            log.info("API on {}:{}", config.host(), server.actualPort());
            return stops.serving(kit.bus().hear(Revocations.BROADCAST, this::revoked))
                    .compose(hearing -> stops.serving(kit.bus().onNudge(this::nudged)))
                    .map(server);
        });
    }

    /** Known before anybody is let in, where it can be read. Bookings do not wait for it: it is read again and again, and health tells. */
    private Future<Void> revokedAtFirst() {
        return readRevoked().recover(unread -> {
            log.warn("it is not known yet whose tokens were revoked, and all are taken: {}", unread.getMessage());
            return Future.succeededFuture();
        });
    }

    private void every(long millis, Runnable work) {
        long timer = vertx.setPeriodic(millis, tick -> work.run());
        stops.add(() -> {
            vertx.cancelTimer(timer);
            return Future.succeededFuture();
        });
    }

    private void refreshKeys() {
        vertx.executeBlocking(config.keySource()::read, false).onComplete(tokens::trust, tokens::keepTrusting);
        vertx.executeBlocking(receipts::read, false).onComplete(signer::use, signer::keepUsing);
    }

    /** Whose tokens count no more. What is known goes on counting while nobody answers. */
    private Future<Void> readRevoked() {
        Request<Revocations.ReadAll> question = new Request<>(
                CommandId.next(), Actor.SYSTEM, kit.clock().instant(), null, null, new Revocations.ReadAll());
        toldMeanwhile.clear();
        revokedRead = kit.bus().ask(BookingAddresses.REVOKED, question).compose(reply -> switch (reply) {
            case Reply.Done<Revocations.All> done -> {
                tokens.revoked(done.value().items());
                toldMeanwhile.forEach(tokens::revoked);
                streams.forEach(each -> each.end(tokens::isRevoked));
                yield Future.succeededFuture();
            }
            case Reply.Refused<Revocations.All> refused -> Future.failedFuture(refused.detail());
        });
        return revokedRead;
    }

    private void revoked(Revocations.Entry entry) {
        toldMeanwhile.add(entry);
        tokens.revoked(entry);
        streams.forEach(each -> each.end(tokens::isRevoked));
    }

    private void nudged(Nudge nudge) {
        streams.forEach(each -> each.nudged(nudge));
    }

    private Future<HttpServer> listen() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxInitialLineLength(MAX_URI_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setHandle100ContinueAutomatically(true)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> StrictDecoder.decode(connection, options))
                .requestHandler(reception.router(vertx, operations, site, config.corsOrigins()))
                .invalidRequestHandler(reception::refuseUndecodable)
                .listen();
    }

    private Instant now() {
        return realTime.instant();
    }
}
