package io.tanda.platform.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.bus.Reply;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One context in other processes, as this one asks it: so many questions at once and no more, so that a context that drowns pulls
 * nobody down with it.
 */
final class Downstream {
    private final String context;
    private final int limit;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Counter refused;
    private final Counter repeated;

    Downstream(String context, AskLimits limits, MeterRegistry meters) {
        this.context = context;
        this.limit = limits.underWay();
        this.refused = counter(meters, "refused", "questions that were not asked: too many were under way");
        this.repeated = counter(meters, "repeated", "tries that were made because the one before was not answered");
        Gauge.builder("tanda.bus.questions", underWay, AtomicInteger::get)
                .description("questions to other processes that are not answered yet")
                .tag("to", context)
                .register(meters);
    }

    private Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("tanda.bus.questions." + name)
                .description(description)
                .tag("to", context)
                .register(meters);
    }

    <R> Future<Reply<R>> ask(Supplier<Future<Reply<R>>> question) {
        if (underWay.incrementAndGet() > limit) {
            underWay.decrementAndGet();
            refused.increment();
            return Future.failedFuture(new AskFailed(
                    AskFailed.Kind.OVERLOADED, "more than " + limit + " questions to " + context + " are under way"));
        }
        return question.get().onComplete(answered -> underWay.decrementAndGet());
    }

    void repeats() {
        repeated.increment();
    }
}
