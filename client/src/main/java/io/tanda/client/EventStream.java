package io.tanda.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events with resume: after every break it asks again from the last event it handled (Last-Event-ID), until it is closed or
 * the server says that there is no such stream. Belongs to the context on which it was opened.
 */
public final class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    /** The server comments at least every 15 s; three of them missed is a dead connection. */
    private static final int SILENCE_LIMIT_MILLIS = 45_000;

    private static final int CONNECT_LIMIT_MILLIS = 10_000;

    /** @param id what to resume after; null until the first one came @param type of the event @param data its JSON */
    public record Event(@Nullable String id, String type, String data) {}

    private final Vertx vertx;
    private final HttpClient http;
    private final String path;
    private final String token;
    private final Consumer<Event> handler;
    private final Promise<Void> ended;
    private final Promise<Void> connected;
    private @Nullable String lastEventId;
    private @Nullable HttpClientRequest current;
    private boolean closed;
    private int failures;
    private int resumed;

    EventStream(
            Vertx vertx,
            HttpClient http,
            String path,
            String token,
            @Nullable String lastEventId,
            Consumer<Event> handler) {
        this.vertx = vertx;
        this.http = http;
        this.path = path;
        this.token = token;
        this.lastEventId = lastEventId;
        this.handler = handler;
        this.ended = Promise.promise();
        this.connected = Promise.promise();
    }

    /** Completes when the server accepted it for the first time; fails when it is over before that. */
    public Future<Void> connected() {
        return connected.future();
    }

    /** Completes when it was closed; fails when the server refused it for good (400, 401, 403, 404). */
    public Future<Void> ended() {
        return ended.future();
    }

    public @Nullable String lastEventId() {
        return lastEventId;
    }

    /** How often it went on after a break. */
    public int resumed() {
        return resumed;
    }

    public void close() {
        if (closed) return;
        closed = true;
        HttpClientRequest open = current;
        current = null;
        if (open != null) open.reset().onFailure(gone -> log.debug("already gone: {}", gone.getMessage()));
        connected.tryFail("closed");
        ended.tryComplete();
    }

    void open() {
        if (closed) return;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI(path)
                .setConnectTimeout(CONNECT_LIMIT_MILLIS)
                .setIdleTimeout(SILENCE_LIMIT_MILLIS)
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "text/event-stream");
        if (lastEventId != null) options.putHeader("Last-Event-ID", lastEventId);
        Future<HttpClientRequest> asked;
        try {
            asked = http.request(options);
        } catch (IllegalStateException clientIsClosed) {
            log.debug("{}: {}", path, clientIsClosed.getMessage());
            close();
            return;
        }
        asked.compose(request -> {
                    current = request;
                    return request.send();
                })
                .onSuccess(this::answered)
                .onFailure(broken -> again(broken.toString()));
    }

    private void answered(HttpClientResponse response) {
        response.exceptionHandler(broken -> log.debug("{}: {}", path, broken.toString()));
        if (closed) {
            response.request().reset().onFailure(gone -> log.debug("already gone: {}", gone.getMessage()));
            return;
        }
        int status = response.statusCode();
        if (status == 200) {
            failures = 0;
            read(response);
        } else if (status == 204 || status == 400 || status == 401 || status == 403 || status == 404) {
            closed = true;
            String why = path + " was answered " + status;
            connected.tryFail(why);
            // 204 is how a server says "do not come back" (WHATWG HTML, 9.2.3).
            if (status == 204) ended.tryComplete();
            else ended.tryFail(why);
        } else {
            response.request().reset().onFailure(gone -> log.debug("already gone: {}", gone.getMessage()));
            again("answered " + status);
        }
    }

    private void read(HttpClientResponse response) {
        if (!connected.tryComplete()) resumed++;
        SseParser parser = new SseParser(event -> {
            if (closed) return;
            if (event.id() != null) lastEventId = event.id();
            handler.accept(event);
        });
        boolean[] over = {false};
        response.handler(piece -> {
            try {
                parser.feed(piece);
                if (parser.lastEventId() != null) lastEventId = parser.lastEventId();
            } catch (IllegalArgumentException e) {
                log.warn("{} is no event stream: {}", path, e.getMessage());
                response.request().reset().onFailure(gone -> log.debug("already gone: {}", gone.getMessage()));
            }
        });
        // A break is told as an exception, as an end, or as both.
        response.exceptionHandler(broken -> {
            if (!over[0]) {
                over[0] = true;
                again(broken.toString());
            }
        });
        response.endHandler(end -> {
            if (!over[0]) {
                over[0] = true;
                again("ended");
            }
        });
    }

    private void again(String why) {
        current = null;
        if (closed) return;
        failures++;
        long pause = Backoff.millis(failures, null);
        log.debug("{}: {}; again in {} ms", path, why, pause);
        vertx.setTimer(pause, timer -> open());
    }
}
