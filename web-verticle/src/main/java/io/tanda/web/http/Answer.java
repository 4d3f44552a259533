package io.tanda.web.http;

import io.tanda.contract.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request is answered with, decided before anything is written. */
public sealed interface Answer {

    /** A header of an answer, beside the ones that every answer has. */
    record Header(CharSequence name, CharSequence value) {
        /** The one header of ours that may come several times, and is no list (RFC 6265, 3). */
        boolean isCookie() {
            return "set-cookie".contentEquals(name);
        }
    }

    /** @param body absent for 204 and 304 */
    record Document(int status, @Nullable Buffer body, CharSequence contentType, List<Header> headers)
            implements Answer {
        public Document with(CharSequence name, CharSequence value) {
            return with(new Header(name, value));
        }

        public Document with(Header header) {
            List<Header> more = new ArrayList<>(headers);
            more.add(header);
            return new Document(status, body, contentType, more);
        }
    }

    record Refused(Problem problem, List<Header> headers) implements Answer {}

    /**
     * A stream of events.
     *
     * @param feed where it comes from
     * @param key whose: a ride's or a driver's id
     * @param after the last event the client has or need not have
     */
    record Live(LiveFeed feed, UUID key, long after) implements Answer {}

    CharSequence JSON = HttpHeaders.createOptimized("application/json");

    CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");

    static Document json(int status, Object value) {
        return new Document(status, Buffer.buffer(Wire.encode(value)), JSON, List.of());
    }

    static Document empty(int status) {
        return new Document(status, null, JSON, List.of());
    }

    static Refused refused(Problem problem) {
        return new Refused(problem, List.of());
    }
}
