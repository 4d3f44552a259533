package io.tanda.web.http;

import io.opentelemetry.api.trace.SpanKind;
import io.tanda.platform.trace.Step;
import io.tanda.platform.trace.Traces;
import io.tanda.web.security.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way through {@link Reception}: what is known of it so far. Lives on one event loop. */
final class Exchange {
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final String NONE = "none";
    private static final String PAGE = "page";

    final HttpServerRequest request;
    /** Absent where the router was not asked. */
    private final @Nullable RoutingContext context;
    /** Absent where no operation was found. */
    final @Nullable Operation operation;
    /** For logs and metrics. */
    private final String name;

    final Trace trace;
    /** Of the trace, where this one is kept. */
    final Step step;

    final long beganNanos = System.nanoTime();

    /** As far as it could be read. */
    MultiMap query = MultiMap.caseInsensitiveMultiMap();

    @Nullable
    Caller caller;
    /** The body is complete and the question asked: from here on it may have been carried out. */
    boolean asked;
    /** Answered, or given up. */
    boolean done;

    Exchange(RoutingContext context, Operation operation, Traces traces) {
        this(context.request(), context, operation, operation.id(), traces);
    }

    /** One that belongs to no operation. */
    Exchange(RoutingContext context) {
        this(context.request(), context, null, NONE, Traces.OFF);
    }

    /** One that could not be read. */
    Exchange(HttpServerRequest request) {
        this(request, null, null, NONE, Traces.OFF);
    }

    /** One that asks for a file of the site. */
    static Exchange ofPage(RoutingContext context) {
        return new Exchange(context.request(), context, null, PAGE, Traces.OFF);
    }

    private Exchange(
            HttpServerRequest request,
            @Nullable RoutingContext context,
            @Nullable Operation operation,
            String name,
            Traces traces) {
        this.request = request;
        this.context = context;
        this.operation = operation;
        this.name = name;
        Trace given = Trace.read(request.getHeader(TRACEPARENT));
        String parent = given == null ? null : given.traceparent();
        this.step = operation == null || traces.off()
                ? Step.NONE
                : traces.begin("web", SpanKind.SERVER, operation.method() + " " + operation.path(), parent, () -> null);
        Trace here = Trace.read(step.traceparent(parent));
        this.trace = here == null ? Trace.begin() : here;
    }

    /** It is answered: what is measured of it is complete. */
    void answered(int status) {
        step.with("tanda.operation", operationId()).with("http.response.status_code", status);
        if (status >= 500) step.fail("answered " + status);
        else step.end();
    }

    /** The path that was asked. */
    String instance() {
        String path = context == null ? null : request.path();
        return path == null ? "/" : path;
    }

    /** Whether the client has what the response's ETag names. */
    boolean isFresh() {
        List<String> lines = request.headers().getAll(HttpHeaders.IF_NONE_MATCH);
        String etag = lines.isEmpty() ? null : response().headers().get(HttpHeaders.ETAG);
        return etag != null && ETags.names(lines, etag);
    }

    HttpServerResponse response() {
        return request.response();
    }

    /** For logs and metrics. */
    String operationId() {
        return name;
    }
}
