package io.tanda.web;

import io.tanda.contract.bus.Nudge;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Registration;
import io.tanda.web.api.TandaApi;
import io.tanda.web.http.Answer;
import io.tanda.web.http.LiveAnswers.Opened;
import io.tanda.web.http.Reception;
import io.tanda.web.security.Caller;
import io.tanda.web.security.Tokens;
import io.tanda.web.stream.BookingSource;
import io.tanda.web.stream.DriverSource;
import io.tanda.web.stream.StreamLimits;
import io.tanda.web.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP in: wires the parts together, listens, and stops in order; decides nothing. */
public final class WebVerticle extends VerticleBase {
    /** How long requests that are being answered may still take when this stops. */
    private static final int STOP_LIMIT_SECONDS = 30;
    /** Connections without a request or a heartbeat; longer than the heartbeat of streams. */
    private static final int IDLE_SECONDS = 75;

    private static final int MAX_URI_BYTES = 2_048;
    private static final int MAX_HEADER_BYTES = 8_192;
    /** Connections that wait to be accepted while a burst is worked off. */
    private static final int ACCEPT_BACKLOG = 4_096;

    private static final int LOOK_EVERY_MILLIS = 2_000;
    private static final int HEARTBEAT_EVERY_MILLIS = 15_000;
    private static final int TICK_EVERY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(WebVerticle.class);

    private final Kit kit;
    private @Nullable Parts parts;
    private @Nullable HttpServer server;
    private @Nullable Registration nudges;
    private volatile boolean listening;

    public WebVerticle(Kit kit) {
        this.kit = kit;
    }

    /** What this verticle is made of. */
    private static final class Parts {
        final WebConfig config;
        final Streams bookingStreams;
        final Streams driverStreams;
        final Reception reception;

        /** Blocks: keys are read and may be made. @throws IllegalStateException naming everything wrong with the settings */
        Parts(Kit kit) {
            config = WebConfig.of(kit.settings());
            StreamLimits limits = new StreamLimits();
            bookingStreams = new Streams(new BookingSource(kit.bus(), kit.clock()), limits, kit.meters());
            driverStreams = new Streams(new DriverSource(kit.bus(), kit.clock()), limits, kit.meters());
            reception = new Reception(
                    new Tokens(config.tokenKey(), InstantSource.system()),
                    kit.clock(),
                    new TandaApi(kit.bus()),
                    this::open,
                    config.corsOrigins(),
                    kit.meters());
        }

        private Future<Opened> open(Answer.Live live, Caller caller, HttpServerResponse response) {
            return switch (live.feed()) {
                case BOOKING -> bookingStreams.open(live.key(), live.after(), caller, response);
                case DRIVER -> driverStreams.open(live.key(), live.after(), caller, response);
            };
        }

        void look() {
            Instant now = InstantSource.system().instant();
            bookingStreams.look(now);
            driverStreams.look(now);
        }

        void heartbeat() {
            bookingStreams.heartbeat();
            driverStreams.heartbeat();
        }

        void nudged(Nudge nudge) {
            switch (nudge.stream()) {
                case Nudge.BOOKING -> bookingStreams.nudged(nudge.keys());
                case Nudge.DRIVER -> driverStreams.nudged(nudge.keys());
                default -> LOG.debug("a nudge for streams that this version does not have: {}", nudge.stream());
            }
        }

        void stop() {
            reception.stopping();
            bookingStreams.stop();
            driverStreams.stop();
        }
    }

    /** The port it listens on; 0 before it does. */
    public int port() {
        HttpServer running = server;
        return running == null ? 0 : running.actualPort();
    }

    @Override
    public Future<?> start() {
        kit.health()
                .ready(
                        "http",
                        () -> listening ? Future.succeededFuture() : Future.failedFuture("not listening, or stopping"));
        return vertx.executeBlocking(() -> new Parts(kit)).compose(this::open);
    }

    private Future<HttpServer> open(Parts made) {
        parts = made;
        vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> made.look());
        vertx.setPeriodic(HEARTBEAT_EVERY_MILLIS, tick -> made.heartbeat());
        vertx.setPeriodic(
                TICK_EVERY_MILLIS,
                tick -> made.reception.tick(
                        System.nanoTime(), InstantSource.system().instant()));
        return kit.bus()
                .onNudge(made::nudged)
                .compose(registered -> {
                    nudges = registered;
                    return listen(made.config, made.reception);
                })
                .onSuccess(running -> {
                    server = running;
                    listening = true;
                    LOG.info("API on {}:{}", made.config.host(), running.actualPort());
                });
    }

    private Future<HttpServer> listen(WebConfig config, Reception reception) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxInitialLineLength(MAX_URI_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        return vertx.createHttpServer(options)
                .requestHandler(reception)
                .invalidRequestHandler(reception::refuseUndecodable)
                .listen();
    }

    /** Not ready -> no new connections -> streams end -> what is being answered is answered (30 s) -> closed. */
    @Override
    public Future<?> stop() {
        listening = false;
        Registration registered = nudges;
        Future<Void> deaf = registered == null ? Future.succeededFuture() : registered.stop();
        return deaf.eventually(() -> {
            if (parts != null) parts.stop();
            HttpServer running = server;
            return running == null ? Future.succeededFuture() : running.shutdown(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        });
    }
}
