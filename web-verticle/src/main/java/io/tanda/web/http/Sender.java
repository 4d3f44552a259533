package io.tanda.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers out: the headers that every answer has, documents, problems; and measures how long it took. Lives on one event loop. */
final class Sender {
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
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** Around what is promised to riders and drivers; percentiles over several processes are read from them. */
    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 400, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final MeterRegistry meters;
    private final Map<String, Timer> timers = new HashMap<>();
    private CharSequence date = httpDate(InstantSource.system().instant());
    private boolean stopping;

    Sender(MeterRegistry meters) {
        this.meters = meters;
    }

    void send(Exchange exchange, Answer.Refused refused) {
        Problem problem = refused.problem();
        byte[] body = problem.document(exchange.instance(), exchange.trace.id());
        List<Answer.Header> headers = refused.headers();
        if (problem.code().mayBeRepeated()) {
            headers = new ArrayList<>(headers);
            headers.add(new Answer.Header(RETRY_AFTER, Integer.toString(problem.retryAfterSeconds())));
        }
        send(exchange, problem.code().status(), Buffer.buffer(body), PROBLEM_JSON, headers);
    }

    void send(Exchange exchange, Answer.Document document) {
        send(exchange, document.status(), document.body(), document.contentType(), document.headers());
    }

    private void send(
            Exchange exchange,
            int status,
            @Nullable Buffer body,
            CharSequence contentType,
            List<Answer.Header> headers) {
        HttpServerResponse response = exchange.response();
        // The client may have left meanwhile: what it asked for is done all the same.
        if (response.closed() || response.ended()) {
            measure(exchange, status);
            return;
        }
        begin(response);
        for (Answer.Header header : headers) {
            if (header.isCookie()) response.headers().add(header.name(), header.value());
            else response.putHeader(header.name(), header.value());
        }
        boolean known = status == 200 && exchange.isFresh();
        response.setStatusCode(known ? 304 : status);
        measure(exchange, response.getStatusCode());
        if (known || status == 204) {
            ended(response.end());
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        if (!exchange.request.method().equals(HttpMethod.HEAD)) {
            ended(body == null ? response.end() : response.end(body));
            return;
        }
        // RFC 9110, 9.3.2: as for GET, without the content.
        if (body != null) response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        ended(response.end());
    }

    private static void ended(Future<Void> written) {
        written.onFailure(gone -> log.debug("a client left before its answer: {}", gone.getMessage()));
    }

    /** Puts the headers that every answer has. */
    void begin(HttpServerResponse response) {
        response.putHeader(HttpHeaders.DATE, date)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(NOSNIFF_NAME, NOSNIFF)
                .putHeader(POLICY_NAME, POLICY)
                .putHeader(REFERRER_NAME, NO_REFERRER);
        if (stopping) response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }

    void measure(Exchange exchange, int status) {
        String key = exchange.operationId() + ' ' + status;
        Timer timer = timers.get(key);
        if (timer == null) {
            timer = Timer.builder("tanda.http.requests")
                    .description("From the request's head to the answer; a stream: until it is open")
                    .tag("operation", exchange.operationId())
                    .tag("status", Integer.toString(status))
                    .serviceLevelObjectives(BUCKETS)
                    .register(meters);
            timers.put(key, timer);
        }
        timer.record(System.nanoTime() - exchange.beganNanos, TimeUnit.NANOSECONDS);
        exchange.answered(status);
    }

    /** Tells the time (RFC 9110, 6.6.1); called every second. */
    void tick(Instant now) {
        date = httpDate(now);
    }

    private static CharSequence httpDate(Instant now) {
        return HttpHeaders.createOptimized(HTTP_DATE.format(now));
    }

    /** From now on every answer asks its client to go elsewhere. */
    void stopping() {
        stopping = true;
    }
}
