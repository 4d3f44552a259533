package io.tanda.platform.bus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of one kind, behind a Vert.x breaker of their own: so many at once and each so long at most; after a row of failures none for a
 * while, then one that tries. What is refused by a rule is an answer and no failure.
 *
 * <p>Meter: {@code tanda_breaker_open}, by name.
 */
public final class Breaker {
    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    /**
     * @param underWay calls at once; one more is refused as overloaded
     * @param timeoutMillis how long a call is waited for; it may still have an effect after that
     * @param failures in a row, after which the breaker opens
     * @param resetMillis until one call is let through again
     */
    public record Limits(int underWay, int timeoutMillis, int failures, int resetMillis) {}

    private final String name;
    private final Limits limits;
    private final CircuitBreaker breaker;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param name of the calls, a label's value: {@code <context>.<what>} */
    public Breaker(Vertx vertx, String name, Limits limits, MeterRegistry meters) {
        this.name = name;
        this.limits = limits;
        this.breaker = CircuitBreaker.create(
                name,
                vertx,
                new CircuitBreakerOptions()
                        .setTimeout(limits.timeoutMillis())
                        .setMaxFailures(limits.failures())
                        .setResetTimeout(limits.resetMillis()));
        breaker.openHandler(opened -> log.warn("breaker {} is open: calls fail at once", name));
        breaker.closeHandler(closed -> log.info("breaker {} is closed again", name));
        Gauge.builder("tanda.breaker.open", breaker, b -> b.state() == CircuitBreakerState.OPEN ? 1 : 0)
                .description("whether this process has stopped making such calls for a while")
                .tag("breaker", name)
                .register(meters);
    }

    /**
     * Fails as the call does; as {@link AskFailed} of the kind {@code OVERLOADED} or {@code UNAVAILABLE} where it was not made, and
     * {@code UNKNOWN} where it takes too long.
     */
    public <T> Future<T> call(Supplier<Future<T>> call) {
        if (underWay.incrementAndGet() > limits.underWay()) {
            underWay.decrementAndGet();
            return failed(AskFailed.Kind.OVERLOADED, "more than " + limits.underWay() + " are under way");
        }
        AtomicBoolean made = new AtomicBoolean();
        return breaker.<T>execute(() -> {
                    made.set(true);
                    return call.get().onComplete(done -> underWay.decrementAndGet());
                })
                .recover(failure -> {
                    if (!made.get()) underWay.decrementAndGet();
                    return switch (failure) {
                        case OpenCircuitException open -> failed(AskFailed.Kind.UNAVAILABLE, "the breaker is open");
                        case TimeoutException late ->
                            failed(AskFailed.Kind.UNKNOWN, "nothing within " + limits.timeoutMillis() + " ms");
                        default -> Future.failedFuture(failure);
                    };
                });
    }

    /** No call is made any more, none that was made is ended. */
    public void close() {
        breaker.close();
    }

    private <T> Future<T> failed(AskFailed.Kind kind, String why) {
        return Future.failedFuture(new AskFailed(kind, name + ": " + why));
    }
}
