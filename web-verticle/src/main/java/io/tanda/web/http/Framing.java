package io.tanda.web.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What no request may have, whatever it asks: an end that this server and a proxy before it could see in different places (RFC 9112,
 * 6.3 and 11.2), and headers given twice of which only one could count. The decoder refuses most of the first kind.
 */
final class Framing {
    private static final List<CharSequence> SINGLE = List.of(
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.CONTENT_TYPE,
            "Idempotency-Key",
            "Last-Event-ID",
            HttpHeaderNames.ORIGIN,
            HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD,
            "traceparent");

    private static final Problem FOLDED = Problem.of(
            ProblemCode.INVALID_PARAMETER, "A line of the headers begins with a blank: write each header on one line.");

    private Framing() {}

    /** Why a head was refused, on its way to the answer. */
    @SuppressWarnings("serial") // it never leaves the process
    static final class Flawed extends IllegalArgumentException {
        private final Problem problem;

        private Flawed(Problem problem) {
            super(problem.detail(), null);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** @param folded whether a line of the head began with a blank (RFC 9112, 5.2) */
    static @Nullable Flawed flaw(HttpRequest head, boolean folded) {
        Problem problem = folded ? FOLDED : problem(head);
        return problem == null ? null : new Flawed(problem);
    }

    private static @Nullable Problem problem(HttpRequest head) {
        HttpHeaders headers = head.headers();
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && head.protocolVersion().equals(HttpVersion.HTTP_1_1)))
            return Problem.header("Host", "must be given once");
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            if (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst()))
                return Problem.header("Transfer-Encoding", "must be chunked and nothing else");
            if (headers.contains(HttpHeaderNames.CONTENT_LENGTH))
                return Problem.header("Content-Length", "must not be given beside Transfer-Encoding");
        }
        // Of a draft before RFC 6455: the decoder takes eight bytes after such a head for its body.
        if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1))
            return Problem.header("Sec-WebSocket-Key1", "must not be given: there are no web sockets here");
        for (CharSequence name : SINGLE)
            if (headers.contains(name) && headers.getAll(name).size() > 1)
                return Problem.header(name.toString(), "must be given once");
        return null;
    }

    /** A list on several lines is one list (RFC 9110, 5.3); the router reads the first line of it. */
    static void joinLists(HttpRequest head) {
        List<String> lines = head.headers().getAll(HttpHeaderNames.ACCEPT);
        if (lines.size() > 1) head.headers().set(HttpHeaderNames.ACCEPT, String.join(",", lines));
    }
}
