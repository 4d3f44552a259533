package io.tanda.web.http;

import io.tanda.web.security.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** One request on its way through {@link Reception}: what is known of it so far. Lives on one event loop. */
final class Exchange {
    final HttpServerRequest request;
    final Trace trace;
    final long beganNanos;

    @Nullable
    Operation operation;

    @Nullable
    Caller caller;
    /** The body is complete and the question asked: from here on it may have been carried out. */
    boolean asked;
    /** Answered, or given up. */
    boolean done;

    Exchange(HttpServerRequest request, Trace trace, long beganNanos) {
        this.request = request;
        this.trace = trace;
        this.beganNanos = beganNanos;
    }

    HttpServerResponse response() {
        return request.response();
    }
}
