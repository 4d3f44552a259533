package io.tanda.web.http;

import io.tanda.web.security.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/** Takes over responses as streams of events. */
@FunctionalInterface
public interface LiveFeed {
    enum Opened {
        /** The response belongs to the stream now. */
        OPEN,
        /** Nothing was written. */
        TOO_MANY
    }

    /**
     * @param after the last event the client has or need not have
     * @param response with the headers that every answer has; a failure leaves it unwritten
     */
    Future<Opened> open(UUID key, long after, Caller caller, HttpServerResponse response);
}
