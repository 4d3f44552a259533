package io.tanda.platform.events.follow;

import io.opentelemetry.api.trace.SpanKind;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.trace.Rides;
import io.tanda.platform.trace.Step;
import io.tanda.platform.trace.Traces;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.Function;

/** Events that take effect, each try as a step of the trace that brought the event: what follows goes on from there. */
final class TracedEffects {
    private final Traces traces;
    private final String service;
    private final String consumer;
    private final Topic<?> topic;

    /** @param service who follows */
    TracedEffects(Traces traces, String service, String consumer, Topic<?> topic) {
        this.traces = traces;
        this.service = service;
        this.consumer = consumer;
        this.topic = topic;
    }

    Future<Void> of(Recorded recorded, Function<Recorded, Future<Void>> effects) {
        if (traces.off()) return effects.apply(recorded);
        Step step = traces.goOn(
                service,
                SpanKind.CONSUMER,
                consumer + " " + recorded.type(),
                recorded.trace(),
                () -> Rides.of(topic, recorded));
        return Future.succeededFuture()
                .compose(begun -> effects.apply(recorded.in(step.traceparent(recorded.trace()))))
                .onComplete((done, failure) -> {
                    if (failure == null) step.end();
                    else step.fail(FailureClass.of(failure).name().toLowerCase(Locale.ROOT));
                });
    }
}
