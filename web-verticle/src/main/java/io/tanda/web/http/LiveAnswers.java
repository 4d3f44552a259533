package io.tanda.web.http;

import io.tanda.web.security.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;

/** Takes over a response as a stream of events. */
@FunctionalInterface
public interface LiveAnswers {
    enum Opened {
        /** The response belongs to the stream now. */
        OPEN,
        /** Nothing was written. */
        TOO_MANY
    }

    /** @param response with the headers that every answer has; a failure leaves it unwritten */
    Future<Opened> open(Answer.Live live, Caller caller, HttpServerResponse response);
}
