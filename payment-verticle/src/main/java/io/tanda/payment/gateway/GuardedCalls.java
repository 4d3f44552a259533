package io.tanda.payment.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.payment.PaymentConfig;
import io.tanda.platform.flow.Drain;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one operation of the gateway, behind a breaker of their own, which opens when {@link Outcomes} says so. What the gateway
 * says is a good answer to it, a no too; silence, 429, 5xx and broken connections are not. The breaker's limit does not end a call:
 * what comes after it is passed on as late. These futures do not fail.
 *
 * @param <A> what callers are answered
 */
public final class GuardedCalls<A> {
    private static final Logger log = LoggerFactory.getLogger(GuardedCalls.class);
    private static final int TOO_MANY_REQUESTS = 429;
    /** A gateway's header for the answer that it kept with a key. */
    private static final String SAID_AGAIN = "Idempotent-Replayed";

    private static final String OPEN = "the breaker is open";

    /**
     * What callers are answered.
     *
     * @param said where the gateway did
     * @param noAnswer given why: it may or may not have done what it was asked for
     * @param notCalled given why: it was not asked, because the breaker is open, or too many calls are under way
     */
    public record Meaning<A>(Function<Said, A> said, Function<String, A> noAnswer, Function<String, A> notCalled) {}

    private final String operation;
    private final PaymentConfig config;
    private final MeterRegistry meters;
    private final Drain underWay;
    private final Meaning<A> meaning;
    private final Outcomes outcomes;
    private final CircuitBreaker breaker;

    GuardedCalls(
            String operation,
            Vertx vertx,
            PaymentConfig config,
            MeterRegistry meters,
            Drain underWay,
            Meaning<A> meaning) {
        this.operation = operation;
        this.config = config;
        this.meters = meters;
        this.underWay = underWay;
        this.meaning = meaning;
        this.outcomes = new Outcomes(config.breakerFailures(), System::nanoTime);
        this.breaker = breaker(vertx);
    }

    /**
     * With what has to be known before the gateway is asked. Where the breaker is open nothing is looked up, and what cannot be looked up is
     * no failure of the gateway's.
     *
     * @param first looks it up
     */
    Future<A> call(Supplier<Future<Ask>> first, Consumer<A> late) {
        if (open()) return counted(Future.succeededFuture(meaning.notCalled().apply(OPEN)));
        return first.get()
                .transform((ask, failure) -> failure == null
                        ? call(ask, late)
                        : counted(Future.succeededFuture(meaning.notCalled().apply(failure.getMessage()))));
    }

    /** @param late told the gateway's own answer where it comes after its limit */
    Future<A> call(Ask ask, Consumer<A> late) {
        return counted(
                switch (ask) {
                    case Ask.Known known ->
                        Future.succeededFuture(meaning.said().apply(known.said()));
                    case Ask.Sent sent -> guarded(sent, late);
                });
    }

    private Future<A> counted(Future<A> answered) {
        return answered.onSuccess(answer -> Counter.builder("tanda_payment_gateway_answers")
                .tag("operation", operation)
                .tag("answer", answer.getClass().getSimpleName())
                .register(meters)
                .increment());
    }

    String operation() {
        return operation;
    }

    public boolean open() {
        return breaker.state() == CircuitBreakerState.OPEN;
    }

    void close() {
        breaker.close();
    }

    private Future<A> guarded(Ask.Sent ask, Consumer<A> late) {
        if (underWay.underWay() >= config.connections())
            return Future.succeededFuture(meaning.notCalled().apply(config.connections() + " calls are under way"));
        Promise<A> own = Promise.promise();
        AtomicLong number = new AtomicLong();
        return breaker.<A>execute(() -> {
                    number.set(outcomes.begun());
                    underWay.enter();
                    ask.sends()
                            .get()
                            .onComplete(done -> underWay.leave())
                            .map(response -> meaning.said().apply(ask.reads().apply(answered(response))))
                            .onComplete(own);
                    return own.future();
                })
                .onSuccess(answer -> ended(number.get(), false))
                .recover(failure -> {
                    if (failure instanceof OpenCircuitException)
                        return Future.succeededFuture(meaning.notCalled().apply(OPEN));
                    ended(number.get(), true);
                    if (failure instanceof TimeoutException) {
                        own.future().onSuccess(late::accept);
                        return Future.succeededFuture(
                                meaning.noAnswer().apply("nothing within " + config.timeoutMillis() + " ms"));
                    }
                    return Future.succeededFuture(meaning.noAnswer().apply(String.valueOf(failure.getMessage())));
                });
    }

    /**
     * @throws GatewayFailed for what a breaker counts. A failure of before that is said again for its key says nothing of the gateway now
     */
    private static HttpResponse<Buffer> answered(HttpResponse<Buffer> response) {
        int status = response.statusCode();
        boolean again = "true".equals(response.getHeader(SAID_AGAIN));
        if (!again && (status >= 500 || status == TOO_MANY_REQUESTS)) throw new GatewayFailed("HTTP " + status);
        return response;
    }

    private void ended(long call, boolean failed) {
        if (outcomes.ended(call, failed)) breaker.open();
    }

    private CircuitBreaker breaker(Vertx vertx) {
        CircuitBreaker created = CircuitBreaker.create(
                operation,
                vertx,
                new CircuitBreakerOptions()
                        .setTimeout(config.timeoutMillis())
                        // Never by its own count, which any success sets to 0.
                        .setMaxFailures(Integer.MAX_VALUE)
                        .setResetTimeout(config.breakerResetMillis()));
        created.openHandler(v -> {
            outcomes.forget();
            log.warn("gateway breaker for {} is open: calls fail fast", operation);
        });
        created.closeHandler(v -> log.info("gateway breaker for {} is closed again", operation));
        Gauge.builder("tanda_payment_circuit_open", created, b -> b.state() == CircuitBreakerState.OPEN ? 1 : 0)
                .tag("operation", operation)
                .register(meters);
        return created;
    }

    private static final class GatewayFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        GatewayFailed(String message) {
            super(message, null, false, false);
        }
    }
}
