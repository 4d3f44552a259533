package io.tanda.gateway;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wire: bodies in, JSON and problems out. */
final class Replies {
    private static final Logger log = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    /** A body that is missing says as little as one without fields. */
    static String body(RoutingContext request) {
        var body = request.body().buffer();
        return body == null ? "{}" : body.toString(StandardCharsets.UTF_8);
    }

    private record Problem(int status, String code, String detail) {}

    static void problem(RoutingContext request, int status, String code, String detail) {
        answer(request, status, new Problem(status, code, detail));
    }

    static void answer(RoutingContext request, int status, Object body) {
        // The merchant may be gone by now: what was decided stands.
        if (request.response().closed() || request.response().ended()) return;
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", body instanceof Problem ? "application/problem+json" : "application/json")
                .end(Json.encode(body))
                .onFailure(gone -> log.debug("an answer found nobody: {}", gone.getMessage()));
    }
}
