package io.tanda.web.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/** Which web pages of other origins may call (Fetch standard): only those on the list, and never with cookies. Our own are on no list. */
final class OtherOrigins implements Handler<RoutingContext> {
    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);
    private static final Set<String> REQUEST_HEADERS = Set.of(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "traceparent");
    private static final Set<String> EXPOSED =
            Set.of("Location", "ETag", "Link", "Retry-After", "Idempotency-Replayed", "WWW-Authenticate");
    private static final int MAX_AGE_SECONDS = 600;

    private final CorsHandler cors;
    private final SameOrigin sameOrigin;

    OtherOrigins(Set<String> listed, SameOrigin sameOrigin) {
        this.sameOrigin = sameOrigin;
        this.cors = CorsHandler.create()
                .addOrigins(List.copyOf(listed))
                .allowedMethods(METHODS)
                .allowedHeaders(REQUEST_HEADERS)
                .exposedHeaders(EXPOSED)
                .maxAgeSeconds(MAX_AGE_SECONDS);
    }

    @Override
    public void handle(RoutingContext asked) {
        if (sameOrigin.isProven(asked.request().headers())) asked.next();
        else cors.handle(asked);
    }
}
