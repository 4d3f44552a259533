package io.tanda.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which web pages of other origins may call (Fetch standard): only those on the list, and never with cookies. */
final class Cors {
    private static final CharSequence METHODS = HttpHeaders.createOptimized("GET, POST, PUT");
    private static final CharSequence REQUEST_HEADERS = HttpHeaders.createOptimized(
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, traceparent");
    private static final CharSequence EXPOSED =
            HttpHeaders.createOptimized("Location, ETag, Link, Retry-After, Idempotency-Replayed, WWW-Authenticate");
    private static final CharSequence MAX_AGE_SECONDS = HttpHeaders.createOptimized("600");

    private final Set<String> allowedOrigins;

    Cors(Set<String> allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    void mark(HttpServerRequest request, HttpServerResponse response) {
        if (allowedOrigins.isEmpty()) return;
        // Also where there is no Origin: a cache must not hand one origin's answer to another.
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = allowed(request);
        if (origin == null) return;
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }

    void preflight(HttpServerRequest request, HttpServerResponse response) {
        if (allowed(request) == null || !request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) return;
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    }

    private @Nullable String allowed(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && allowedOrigins.contains(origin) ? origin : null;
    }
}
