package io.tanda.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanda.contract.CommandId;
import io.tanda.platform.ops.FailureClass;
import io.tanda.web.security.Caller;
import io.tanda.web.security.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests in and sends answers out.
 *
 * <pre>
 *   path and method -> token -> role -> parameters and media types -> body within its limit -> Api -> answer
 *        404, 405       401      403           400, 406, 415            408, 413
 * </pre>
 *
 * Nothing of a request is trusted before the step that checks it, and whoever is refused costs no question to another context. Lives
 * on one event loop.
 */
public final class Reception implements Handler<HttpServerRequest> {
    /** A request's body must be there by then: longer means a slow line, or a slow-body attack. */
    static final Duration BODY_LIMIT = Duration.ofSeconds(10);
    /** A question must be answered by then; the bus gives up sooner. */
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    /** More at once than a process can work on; what comes beyond is turned away while it is cheap. */
    public static final int MAX_IN_FLIGHT = 10_000;

    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NOSNIFF_NAME = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence POLICY_NAME = HttpHeaders.createOptimized("content-security-policy");
    /** Answers are data: a browser that is made to show one runs and loads nothing. */
    private static final CharSequence POLICY =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

    private static final CharSequence REFERRER_NAME = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("idempotency-key");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final String BEARER = "Bearer ";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Routes routes = new Routes();
    private final Tokens tokens;
    private final InstantSource domainTime;
    private final Api api;
    private final LiveAnswers liveAnswers;
    private final Cors cors;
    private final MeterRegistry meters;
    private final Map<String, Timer> timers = new HashMap<>();

    /** In the order they came: the oldest first. */
    private final Set<Exchange> inFlight = new LinkedHashSet<>();

    private CharSequence date =
            HttpHeaders.createOptimized(HTTP_DATE.format(InstantSource.system().instant()));
    private boolean stopping;

    public Reception(
            Tokens tokens,
            InstantSource domainTime,
            Api api,
            LiveAnswers liveAnswers,
            Set<String> corsOrigins,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.domainTime = domainTime;
        this.api = api;
        this.liveAnswers = liveAnswers;
        this.cors = new Cors(corsOrigins);
        this.meters = meters;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, Trace.of(request.getHeader(TRACEPARENT)), System.nanoTime());
        if (inFlight.size() >= MAX_IN_FLIGHT) {
            refuse(exchange, Problem.of(ProblemCode.OVERLOADED));
            return;
        }
        switch (routes.find(request.method(), request.path())) {
            case Routes.Match.NoSuchPath nothing ->
                refuse(exchange, Problem.of(ProblemCode.NOT_FOUND, "There is no such path."));
            case Routes.Match.WrongMethod wrong -> wrongMethod(exchange, wrong.allowed());
            case Routes.Match.Found found -> {
                exchange.operation = found.operation();
                letIn(exchange, found.operation(), found.parameter());
            }
        }
    }

    private void wrongMethod(Exchange exchange, Set<String> allowed) {
        Answer.Header allow = new Answer.Header(HttpHeaders.ALLOW, String.join(", ", allowed));
        if (exchange.request.method().equals(HttpMethod.OPTIONS)) {
            cors.preflight(exchange.request, exchange.response());
            send(exchange, 204, null, Answer.JSON, List.of(allow));
        } else {
            send(exchange, new Answer.Refused(Problem.of(ProblemCode.METHOD_NOT_ALLOWED), List.of(allow)));
        }
    }

    private void letIn(Exchange exchange, Operation operation, String parameter) {
        if (!operation.access().open()) {
            switch (identify(exchange.request)) {
                case Tokens.Verdict.Denied denied -> {
                    deny(exchange, denied.reason());
                    return;
                }
                case Tokens.Verdict.Known known -> exchange.caller = known.caller();
            }
        }
        Caller caller = exchange.caller;
        if (caller != null && !operation.access().allows(caller.role())) {
            LOG.info("denied {} to {} {}: not for this role", operation.id(), caller.role(), caller.id());
            refuse(exchange, Problem.of(ProblemCode.FORBIDDEN));
            return;
        }
        Problem flaw = flawOf(exchange.request, operation);
        if (flaw != null) {
            refuse(exchange, flaw);
        } else if (operation.method().equals(HttpMethod.GET)) {
            ask(exchange, operation, parameter, Buffer.buffer());
        } else {
            collectBody(exchange, operation, parameter);
        }
    }

    private Tokens.Verdict identify(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) return new Tokens.Verdict.Denied("");
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            return new Tokens.Verdict.Denied("the authorization is no bearer token");
        return tokens.check(authorization.substring(BEARER.length()).strip());
    }

    /** @param reason empty where no token came at all: then RFC 6750 names no error */
    private void deny(Exchange exchange, String reason) {
        if (!reason.isEmpty()) LOG.info("denied {} to a caller from {}: {}", id(exchange), from(exchange), reason);
        String challenge = reason.isEmpty()
                ? "Bearer realm=\"tanda\""
                : "Bearer realm=\"tanda\", error=\"invalid_token\", error_description=\"" + reason + "\"";
        Problem problem = reason.isEmpty()
                ? Problem.of(ProblemCode.UNAUTHENTICATED)
                : Problem.of(ProblemCode.UNAUTHENTICATED, "The request was refused: " + reason + ".");
        send(exchange, new Answer.Refused(problem, List.of(new Answer.Header(WWW_AUTHENTICATE, challenge))));
    }

    private static @Nullable Problem flawOf(HttpServerRequest request, Operation operation) {
        if (request.query() != null) {
            Problem unknown = Query.unknown(request.params(), operation);
            if (unknown != null) return unknown;
        }
        String offered = operation.streams() ? "text/event-stream" : "application/json";
        boolean anyForm = operation.access().open();
        if (!anyForm && !Negotiation.accepts(request.getHeader(HttpHeaders.ACCEPT), offered))
            return Problem.of(ProblemCode.NOT_ACCEPTABLE);
        if (!operation.method().equals(HttpMethod.POST)) return null;
        String key = request.getHeader(IDEMPOTENCY_KEY);
        return key == null || IdempotencyKey.isValid(key)
                ? null
                : Problem.header("Idempotency-Key", IdempotencyKey.EXPECTED);
    }

    private void collectBody(Exchange exchange, Operation operation, String parameter) {
        HttpServerRequest request = exchange.request;
        int maxBytes = operation.body().maxBytes();
        if (declaredBytes(request) > maxBytes) {
            tooLarge(exchange);
            return;
        }
        inFlight.add(exchange);
        Buffer body = Buffer.buffer();
        request.exceptionHandler(gone -> leave(exchange));
        request.handler(part -> {
            if (exchange.done) return;
            if (body.length() + part.length() > maxBytes) tooLarge(exchange);
            else body.appendBuffer(part);
        });
        request.endHandler(end -> {
            if (exchange.done) return;
            boolean untyped = body.length() > 0 && !Negotiation.isJson(request.getHeader(HttpHeaders.CONTENT_TYPE));
            if (untyped) refuse(exchange, Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
            else ask(exchange, operation, parameter, body);
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

    private void ask(Exchange exchange, Operation operation, String parameter, Buffer body) {
        inFlight.add(exchange);
        exchange.asked = true;
        Future<Answer> answered;
        try {
            answered = api.answer(call(exchange, operation, parameter, body));
        } catch (RuntimeException e) {
            answered = Future.failedFuture(e);
        }
        answered.onComplete(
                answer -> {
                    if (answer instanceof Answer.Live live) open(exchange, live);
                    else send(exchange, answer);
                },
                failure -> fail(exchange, failure));
    }

    private Call call(Exchange exchange, Operation operation, String parameter, Buffer body) {
        HttpServerRequest request = exchange.request;
        MultiMap query = request.query() == null ? MultiMap.caseInsensitiveMultiMap() : request.params();
        String key = operation.method().equals(HttpMethod.POST) ? request.getHeader(IDEMPOTENCY_KEY) : null;
        Caller caller = exchange.caller;
        CommandId command = CommandId.next();
        String fingerprint = null;
        if (key != null && caller != null) {
            command = IdempotencyKey.command(caller.id(), request.method().name(), request.path(), key);
            fingerprint = IdempotencyKey.fingerprint(body);
        }
        return new Call(
                operation,
                caller,
                parameter,
                request.path(),
                query,
                request.headers(),
                body,
                command,
                fingerprint,
                exchange.trace.traceparent(),
                domainTime.instant());
    }

    private void open(Exchange exchange, Answer.Live live) {
        Caller caller = exchange.caller;
        if (caller == null) throw new IllegalStateException("a stream belongs to somebody");
        if (exchange.done || exchange.response().closed()) {
            leave(exchange);
            return;
        }
        commonHeaders(exchange);
        liveAnswers
                .open(live, caller, exchange.response())
                .onComplete(
                        opened -> {
                            switch (opened) {
                                case OPEN -> {
                                    leave(exchange);
                                    measure(exchange, 200);
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
            case BUG -> LOG.error("{} failed, trace {}", id(exchange), exchange.trace.id(), failure);
            case CONFLICT, UNKNOWN, UNAVAILABLE, OVERLOADED ->
                LOG.debug("{}: {}: {}", id(exchange), failureClass, failure.getMessage());
        }
        refuse(exchange, Problem.of(failureClass));
    }

    private void refuse(Exchange exchange, Problem problem) {
        send(exchange, Answer.refused(problem));
    }

    private void send(Exchange exchange, Answer answer) {
        switch (answer) {
            case Answer.Document document ->
                send(exchange, document.status(), document.body(), document.contentType(), document.headers());
            case Answer.Refused refused -> {
                Problem problem = refused.problem();
                String path = exchange.request.path();
                byte[] body = problem.document(path == null ? "/" : path, exchange.trace.id());
                List<Answer.Header> headers = refused.headers();
                int status = problem.code().status();
                if (status == 503 || status == 429) {
                    headers = new ArrayList<>(headers);
                    headers.add(new Answer.Header(RETRY_AFTER, Integer.toString(Problem.RETRY_AFTER_SECONDS)));
                }
                send(exchange, status, Buffer.buffer(body), PROBLEM_JSON, headers);
            }
            case Answer.Live live -> throw new IllegalStateException("a stream is opened, not sent");
        }
    }

    private void send(
            Exchange exchange,
            int status,
            @Nullable Buffer body,
            CharSequence contentType,
            List<Answer.Header> headers) {
        if (exchange.done) return;
        leave(exchange);
        measure(exchange, status);
        HttpServerResponse response = exchange.response();
        // The client may have left meanwhile: what it asked for is done all the same.
        if (response.closed() || response.ended()) return;
        commonHeaders(exchange);
        response.setStatusCode(status);
        for (Answer.Header header : headers) response.putHeader(header.name(), header.value());
        if (body == null) {
            ended(response.end());
        } else {
            ended(response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(body));
        }
    }

    private static void ended(Future<Void> written) {
        written.onFailure(gone -> LOG.debug("a client left before its answer: {}", gone.getMessage()));
    }

    private void commonHeaders(Exchange exchange) {
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.DATE, date)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(NOSNIFF_NAME, NOSNIFF)
                .putHeader(POLICY_NAME, POLICY)
                .putHeader(REFERRER_NAME, NO_REFERRER);
        cors.mark(exchange.request, response);
        if (stopping) response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }

    private void leave(Exchange exchange) {
        exchange.done = true;
        inFlight.remove(exchange);
    }

    private void measure(Exchange exchange, int status) {
        String key = id(exchange) + ' ' + status;
        Timer timer = timers.get(key);
        if (timer == null) {
            timer = Timer.builder("tanda.http.requests")
                    .description("From the request's head to the answer; a stream: until it is open")
                    .tag("operation", id(exchange))
                    .tag("status", Integer.toString(status))
                    .register(meters);
            timers.put(key, timer);
        }
        timer.record(System.nanoTime() - exchange.beganNanos, TimeUnit.NANOSECONDS);
    }

    /** Called every second: tells the time (RFC 9110, 6.6.1), gives up on bodies that do not come and on questions without an answer. */
    public void tick(long nowNanos, Instant now) {
        date = HttpHeaders.createOptimized(HTTP_DATE.format(now));
        List<Exchange> late = new ArrayList<>(0);
        Iterator<Exchange> oldest = inFlight.iterator();
        while (oldest.hasNext()) {
            Exchange exchange = oldest.next();
            long age = nowNanos - exchange.beganNanos;
            if (age <= BODY_LIMIT.toNanos()) break;
            if (!exchange.asked || age > ANSWER_LIMIT.toNanos()) late.add(exchange);
        }
        for (Exchange exchange : late) {
            if (exchange.asked) {
                refuse(exchange, Problem.of(ProblemCode.OUTCOME_UNKNOWN));
            } else {
                exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                refuse(exchange, Problem.of(ProblemCode.REQUEST_TIMEOUT));
            }
        }
    }

    /** What the HTTP decoder could not make sense of. */
    public void refuseUndecodable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        ProblemCode code = switch (cause) {
            case io.netty.handler.codec.http.TooLongHttpLineException line -> ProblemCode.URI_TOO_LONG;
            case io.netty.handler.codec.http.TooLongHttpHeaderException header -> ProblemCode.HEADERS_TOO_LARGE;
            case null, default -> ProblemCode.INVALID_PARAMETER;
        };
        Exchange exchange = new Exchange(request, Trace.of(null), System.nanoTime());
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        Problem problem = code == ProblemCode.INVALID_PARAMETER
                ? Problem.of(code, "This is not HTTP as RFC 9112 writes it.")
                : Problem.of(code);
        byte[] body = problem.document("/", exchange.trace.id());
        send(exchange, code.status(), Buffer.buffer(body), PROBLEM_JSON, List.of());
    }

    /** From now on every answer asks its client to go elsewhere. */
    public void stopping() {
        stopping = true;
    }

    public int inFlight() {
        return inFlight.size();
    }

    private static String id(Exchange exchange) {
        Operation operation = exchange.operation;
        return operation == null ? "none" : operation.id();
    }

    private static String from(Exchange exchange) {
        var address = exchange.request.remoteAddress();
        return address == null ? "somewhere" : address.hostAddress();
    }
}
