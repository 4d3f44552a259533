package io.tanda.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of them: who is asked next, and over which connections. Belongs to the proxy's event loop. */
final class Fronts {
    private static final Logger log = LoggerFactory.getLogger(Fronts.class);

    private static final int LOOK_EVERY_MILLIS = 250;
    /** On one machine a connection takes less than a millisecond; a full queue of new connections may take one repeat. */
    private static final int CONNECT_LIMIT_MILLIS = 2_000;

    /** To each front. Requests beyond wait, and beyond that are refused. */
    private static final int CONNECTIONS = 256;

    private static final int WAITING = 4_096;
    /** Each holds a connection for as long as somebody listens: as many as one client opens at most. */
    private static final int STREAMS = 16_384;
    /** A front closes a connection after 75 s without a request: it must not be while one is on its way. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final List<Front> all;
    private final int answerLimitMillis;
    private final HttpClient calls;
    private final HttpClient streams;
    private final HttpClient looks;
    private long looking;
    private int turn;

    Fronts(Vertx vertx, ProxyConfig config) {
        this.vertx = vertx;
        this.all = config.fronts().stream().map(Front::new).toList();
        this.answerLimitMillis = config.answerLimitMillis();
        HttpClientOptions options =
                new HttpClientOptions().setConnectTimeout(CONNECT_LIMIT_MILLIS).setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
        this.calls = vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
        this.streams = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(STREAMS));
        this.looks = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    }

    /** Completes when each was asked once. */
    Future<Void> start() {
        looking = vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> look());
        return look();
    }

    Future<Void> stop() {
        vertx.cancelTimer(looking);
        return Future.join(calls.close(), streams.close(), looks.close()).mapEmpty();
    }

    private Future<Void> look() {
        return Future.join(all.stream().map(front -> front.look(looks)).toList())
                .mapEmpty();
    }

    boolean anyIsReady() {
        return all.stream().anyMatch(Front::isReady);
    }

    List<Front> all() {
        return all;
    }

    /**
     * A request to the next front that is ready, of which nothing is sent yet: where a connection fails, the next one is tried.
     *
     * @return fails with {@link Unavailable} when none is left
     */
    Future<HttpClientRequest> request(HttpServerRequest from) {
        return request(from, new HashSet<>());
    }

    private Future<HttpClientRequest> request(HttpServerRequest from, Set<Front> tried) {
        Optional<Front> next = next(tried);
        if (next.isEmpty()) return Future.failedFuture(new Unavailable());
        Front front = next.get();
        tried.add(front);
        RequestOptions options = new RequestOptions()
                .setMethod(from.method())
                .setServer(front.http().address())
                // It ends when the head of the answer is there: a stream may be silent for as long as it likes.
                .setIdleTimeout(answerLimitMillis);
        return (isStream(from) ? streams : calls).request(options).recover(failure -> {
            log.warn("{} took no request: {}", front, failure.getMessage());
            // Not where too many wait for a connection already: it is busy, and not gone.
            if (failure instanceof IOException) front.isGone();
            return request(from, tried);
        });
    }

    private Optional<Front> next(Set<Front> tried) {
        List<Front> ready = new ArrayList<>(all);
        ready.removeIf(front -> !front.isReady() || tried.contains(front));
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.get(Math.floorMod(turn++, ready.size())));
    }

    private static boolean isStream(HttpServerRequest request) {
        String accept = request.getHeader("accept");
        return request.method().equals(HttpMethod.GET) && accept != null && accept.contains("text/event-stream");
    }

    @Override
    public String toString() {
        return all.toString();
    }

    /** No front takes requests: nothing was sent. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable() {
            super("no front is ready", null, false, false);
        }
    }
}
