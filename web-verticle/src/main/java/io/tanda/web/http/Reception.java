package io.tanda.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.CommandId;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.ops.Logged;
import io.tanda.platform.trace.Traces;
import io.tanda.web.security.Caller;
import io.tanda.web.security.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests in and sees to it that each is answered once.
 *
 * <pre>
 *   StrictDecoder -> Router: path and method -> Doorkeeper: token, rate, role, parameters, media types -> body in its limit -> operation
 *   400, closed              405                            401    429   403   400         406            408, 413, 415       -> Sender
 *                     no such operation -> PageHandler: a file of the site, or 404                                             -> Sender
 * </pre>
 *
 * Nothing of a request is trusted before the step that checks it. Lives on one event loop.
 */
public final class Reception {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private final InstantSource domainTime;
    private final Traces traces;
    private final Doorkeeper doorkeeper;
    private final SameOrigin sameOrigin;
    private final Sender sender;
    private final InFlight inFlight = new InFlight();

    /** @param secure whether browsers reach this server over TLS only */
    public Reception(
            Tokens tokens,
            RateLimits limits,
            boolean secure,
            InstantSource domainTime,
            MeterRegistry meters,
            Traces traces) {
        this.domainTime = domainTime;
        this.traces = traces;
        this.doorkeeper = new Doorkeeper(tokens, new Throttle(limits, meters), secure);
        this.sameOrigin = new SameOrigin(secure);
        this.sender = new Sender(meters);
    }

    /**
     * One route for each operation, a fixed path before one with a parameter; then the site.
     *
     * @param corsOrigins web pages of others that may call
     */
    public Router router(Vertx vertx, List<Operation> operations, Site site, Set<String> corsOrigins) {
        Router router = Router.router(vertx);
        if (!corsOrigins.isEmpty()) router.route().handler(new OtherOrigins(corsOrigins, sameOrigin));
        Map<String, Set<String>> methods = new TreeMap<>();
        operations.stream()
                .sorted(Comparator.comparing(operation -> operation.path().contains("{")))
                .forEach(operation -> {
                    Route route = router.route(template(operation)).handler(asked -> receive(asked, operation));
                    Set<String> allowed = methods.computeIfAbsent(template(operation), none -> new TreeSet<>());
                    for (HttpMethod method : operation.methods()) {
                        route.method(method);
                        if (!allowed.add(method.name()))
                            throw new IllegalStateException("two operations at " + operation);
                    }
                });
        methods.forEach((path, allowed) ->
                router.route(path).handler(asked -> otherMethod(asked, String.join(", ", allowed))));
        router.route().handler(new PageHandler(site, sender));
        return router.errorHandler(400, asked -> refuse(asked, ProblemCode.INVALID_PARAMETER))
                .errorHandler(403, asked -> refuse(asked, ProblemCode.ORIGIN_NOT_ALLOWED))
                .errorHandler(404, this::noSuchPath)
                .errorHandler(500, asked -> fail(new Exchange(asked), asked.failure()));
    }

    private static String template(Operation operation) {
        return operation.path().replace('{', ':').replace("}", "");
    }

    private void receive(RoutingContext context, Operation operation) {
        if (!isPlain(context)) {
            noSuchPath(context);
            return;
        }
        Exchange exchange = new Exchange(context, operation, traces);
        if (inFlight.isFull()) {
            refuse(exchange, Problem.of(ProblemCode.OVERLOADED));
            return;
        }
        Answer.Refused refusal = doorkeeper.refusal(exchange, operation, context);
        if (refusal != null) answer(exchange, refusal);
        else if (operation.reads()) ask(exchange, operation, context, Buffer.buffer());
        else collectBody(exchange, operation, context);
    }

    /** A thing has one address: the router would take others for it, and an idempotency key belongs to an address. */
    private static boolean isPlain(RoutingContext context) {
        String path = context.request().path();
        return path.equals(context.normalizedPath()) && !path.endsWith("/");
    }

    private void otherMethod(RoutingContext context, String allowed) {
        if (!isPlain(context)) {
            noSuchPath(context);
            return;
        }
        Exchange exchange = new Exchange(context);
        Answer.Header allow = new Answer.Header(HttpHeaders.ALLOW, allowed);
        boolean asksWhich = context.request().method().equals(HttpMethod.OPTIONS);
        answer(
                exchange,
                asksWhich
                        ? new Answer.Document(204, null, Answer.JSON, List.of(allow))
                        : new Answer.Refused(Problem.of(ProblemCode.METHOD_NOT_ALLOWED), List.of(allow)));
    }

    private void noSuchPath(RoutingContext context) {
        refuse(new Exchange(context), Problem.of(ProblemCode.NOT_FOUND, "There is no such path."));
    }

    private void collectBody(Exchange exchange, Operation operation, RoutingContext context) {
        HttpServerRequest request = exchange.request;
        int maxBytes = operation.body().maxBytes();
        if (declaredBytes(request) > maxBytes) {
            tooLarge(exchange);
            return;
        }
        inFlight.enter(exchange);
        Buffer body = Buffer.buffer();
        request.exceptionHandler(gone -> inFlight.leave(exchange));
        request.handler(part -> {
            if (exchange.done) return;
            if (body.length() + part.length() > maxBytes) tooLarge(exchange);
            else body.appendBuffer(part);
        });
        request.endHandler(end -> {
            if (exchange.done) return;
            boolean untyped = body.length() > 0 && !MediaTypes.isJson(context);
            if (untyped) refuse(exchange, Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
            else if (body.length() == 0 && operation.body().required())
                refuse(exchange, Problem.of(ProblemCode.MALFORMED_BODY, "The body is missing: send a JSON object."));
            else ask(exchange, operation, context, body);
        });
    }

    private static long declaredBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // What is no number is refused by the HTTP decoder.
        return length == null || length.length() > 18 ? 0 : Long.parseLong(length);
    }

    private void tooLarge(Exchange exchange) {
        // The rest of the body is not worth reading.
        exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        refuse(exchange, Problem.of(ProblemCode.BODY_TOO_LARGE));
    }

    private void ask(Exchange exchange, Operation operation, RoutingContext context, Buffer body) {
        inFlight.enter(exchange);
        exchange.asked = true;
        Future<Answer> answered;
        try {
            answered = operation.answering().apply(call(exchange, operation, context, body));
        } catch (RuntimeException e) {
            answered = Future.failedFuture(e);
        }
        answered.onComplete(answer -> answer(exchange, answer), failure -> fail(exchange, failure));
    }

    private HttpCall call(Exchange exchange, Operation operation, RoutingContext context, Buffer body) {
        HttpServerRequest request = exchange.request;
        String path = request.path();
        String key = operation.method().equals(HttpMethod.POST) ? request.getHeader(Doorkeeper.IDEMPOTENCY_KEY) : null;
        Caller caller = exchange.caller;
        CommandId command = CommandId.next();
        String fingerprint = null;
        if (key != null && caller != null) {
            command = IdempotencyKey.command(caller.id(), request.method().name(), path, key);
            fingerprint = IdempotencyKey.fingerprint(body);
        }
        return new HttpCall(
                operation.id(),
                caller,
                parameter(context),
                path,
                exchange.query,
                request.headers(),
                body,
                command,
                fingerprint,
                exchange.trace.traceparent(),
                domainTime.instant());
    }

    /** A path of ours has at most one. */
    private static String parameter(RoutingContext context) {
        for (String value : context.pathParams().values()) return value;
        return "";
    }

    private void answer(Exchange exchange, Answer answer) {
        if (exchange.done) return;
        switch (answer) {
            case Answer.Live live -> open(exchange, live);
            case Answer.Document document -> {
                inFlight.leave(exchange);
                sender.send(exchange, document);
            }
            case Answer.Refused refused -> {
                inFlight.leave(exchange);
                sender.send(exchange, refused);
            }
        }
    }

    private void open(Exchange exchange, Answer.Live live) {
        Caller caller = exchange.caller;
        if (caller == null) throw new IllegalStateException("a stream belongs to somebody");
        if (exchange.response().closed()) {
            inFlight.leave(exchange);
            return;
        }
        if (exchange.request.method().equals(HttpMethod.HEAD)) {
            // What the stream's head would be, and no stream.
            inFlight.leave(exchange);
            sender.send(exchange, new Answer.Document(200, null, Answer.EVENTS, List.of()));
            return;
        }
        sender.begin(exchange.response());
        live.feed()
                .open(live.key(), live.after(), caller, exchange.response())
                .onComplete(
                        opened -> {
                            switch (opened) {
                                case OPEN -> {
                                    inFlight.leave(exchange);
                                    sender.measure(exchange, 200);
                                }
                                case TOO_MANY -> refuse(exchange, Problem.of(ProblemCode.TOO_MANY_STREAMS));
                            }
                        },
                        failure -> fail(exchange, failure));
    }

    /** The terminal handler: a failure is classified once, here. */
    private void fail(Exchange exchange, Throwable failure) {
        FailureClass failureClass = FailureClass.of(failure);
        switch (failureClass) {
            case BUG ->
                log.atError()
                        .addKeyValue(Logged.TRACE, exchange.trace.id())
                        .setCause(failure)
                        .log("{} failed, trace {}", exchange.operationId(), exchange.trace.id());
            case CONFLICT, UNKNOWN, UNAVAILABLE, OVERLOADED ->
                log.debug("{}: {}: {}", exchange.operationId(), failureClass, failure.getMessage());
        }
        refuse(exchange, Problem.of(failureClass));
    }

    private void refuse(RoutingContext context, ProblemCode code) {
        refuse(new Exchange(context), Problem.of(code));
    }

    private void refuse(Exchange exchange, Problem problem) {
        answer(exchange, Answer.refused(problem));
    }

    /** Called every second: gives up on bodies that do not come and on questions without an answer. */
    public void tick(long nowNanos, Instant now) {
        sender.tick(now);
        for (Exchange exchange : inFlight.late(nowNanos)) {
            if (exchange.asked) {
                refuse(exchange, Problem.of(ProblemCode.OUTCOME_UNKNOWN));
            } else {
                exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                refuse(exchange, Problem.of(ProblemCode.REQUEST_TIMEOUT));
            }
        }
    }

    /** What the HTTP decoder could not make sense of, or what {@link StrictDecoder} refuses; nothing after it is read. */
    public void refuseUndecodable(HttpServerRequest request) {
        Problem problem = switch (request.decoderResult().cause()) {
            case io.netty.handler.codec.http.TooLongHttpLineException line -> Problem.of(ProblemCode.URI_TOO_LONG);
            case io.netty.handler.codec.http.TooLongHttpHeaderException header ->
                Problem.of(ProblemCode.HEADERS_TOO_LARGE);
            case Framing.Flawed flawed -> flawed.problem();
            case null, default -> Problem.of(ProblemCode.INVALID_PARAMETER, "This is not HTTP as RFC 9112 writes it.");
        };
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        refuse(new Exchange(request), problem);
    }

    /** From now on every answer asks its client to go elsewhere. */
    public void stopping() {
        sender.stopping();
    }
}
