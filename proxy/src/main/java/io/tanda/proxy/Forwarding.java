package io.tanda.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a request whose front fails.
 *
 * <pre>
 *   nothing was sent (no connection)      the next front that is ready, else 503 unavailable
 *   sent, GET or HEAD, without a body     once more, to a front that is ready
 *   sent, any other                       503 outcome_unknown: whether it was done only its sender may find out, by its key
 *   the answer had begun                  the connection is broken off, so that nobody takes a part for the whole
 * </pre>
 */
final class Forwarding implements ProxyInterceptor {
    private static final Logger log = LoggerFactory.getLogger(Forwarding.class);

    /** Those that change nothing (RFC 9110, 9.2.1) and that the API has. */
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** These are about one connection (RFC 9110, 7.6.1), and not the next. */
    private static final Set<String> OF_ONE_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "upgrade");

    private static final MediaType PROBLEM = MediaType.parse("application/problem+json");

    private static final int RETRY_AFTER_SECONDS = 1;

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        return context.sendRequest()
                .recover(failure ->
                        mayRepeat(context.request(), failure) ? again(context) : Future.failedFuture(failure))
                .recover(failure -> Future.succeededFuture(refusal(context.request(), failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        OF_ONE_CONNECTION.forEach(context.response().headers()::remove);
        return context.sendResponse();
    }

    private static boolean mayRepeat(ProxyRequest request, Throwable failure) {
        return !(failure instanceof Fronts.Unavailable)
                && SAFE.contains(request.getMethod())
                && !hasBody(request)
                && !request.proxiedRequest().response().closed();
    }

    private static boolean hasBody(ProxyRequest request) {
        String length = request.headers().get("content-length");
        return request.headers().contains("transfer-encoding")
                || (length != null && !length.strip().equals("0"));
    }

    private static Future<ProxyResponse> again(ProxyContext context) {
        // The first try has read the request to its end.
        context.request().setBody(null);
        return context.sendRequest();
    }

    private static ProxyResponse refusal(ProxyRequest request, Throwable failure) {
        boolean sent = !(failure instanceof Fronts.Unavailable);
        // Who has gone is told nothing; he reset the request himself.
        if (sent && !request.proxiedRequest().response().closed())
            log.warn("{} {} has no answer: {}", request.getMethod(), request.getURI(), failure.getMessage());
        // What was not read of it yet is let go.
        request.release();
        String code = sent ? "outcome_unknown" : "unavailable";
        JsonObject problem = new JsonObject()
                .put("type", "/problems/" + code)
                .put("title", sent ? "Outcome unknown" : "Unavailable")
                .put("status", 503)
                .put(
                        "detail",
                        sent
                                ? "Who was to answer is gone, and it may have been done. Ask again after Retry-After with"
                                        + " the same Idempotency-Key: it is done once."
                                : "Nobody takes requests at this moment; nothing was done. Ask again after Retry-After.")
                .put("code", code);
        return request.response()
                .setStatusCode(503)
                .putHeader("cache-control", "no-store")
                .putHeader("retry-after", Integer.toString(RETRY_AFTER_SECONDS))
                .setBody(Body.body(problem.toBuffer(), PROBLEM));
    }
}
