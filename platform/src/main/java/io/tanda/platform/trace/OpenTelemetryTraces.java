package io.tanda.platform.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.tanda.contract.RideId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps as OpenTelemetry spans. Each request is a trace of its own, unless its client says otherwise; the traces of one ride are linked to
 * each other by the processes that see more than one of them.
 */
public final class OpenTelemetryTraces implements Traces {
    /** The ride that a span is about. */
    public static final AttributeKey<String> RIDE = AttributeKey.stringKey("tanda.ride");

    /** Rides whose last span is remembered, to be linked to: about 300 bytes each. */
    private static final int MAX_RIDES = 16_384;

    private static final String TRACEPARENT = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(TRACEPARENT) ? traceparent : null;
        }
    };

    private final Function<String, Tracer> tracers;
    private final Map<RideId, SpanContext> lastOfRide = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RideId, SpanContext> eldest) {
            return size() > MAX_RIDES;
        }
    };

    /** @param tracers by the service */
    public OpenTelemetryTraces(Function<String, Tracer> tracers) {
        this.tracers = tracers;
    }

    @Override
    public Step begin(
            String service, SpanKind kind, String name, @Nullable String parent, Supplier<@Nullable RideId> ride) {
        Context before = parent == null ? Context.root() : W3C.extract(Context.root(), parent, GETTER);
        Span span = tracers.apply(service)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(before)
                .startSpan();
        RideId about = span.isRecording() ? ride.get() : null;
        if (about != null) join(span, about);
        return new SpanStep(span);
    }

    private void join(Span span, RideId ride) {
        span.setAttribute(RIDE, ride.toString());
        SpanContext mine = span.getSpanContext();
        SpanContext last;
        synchronized (lastOfRide) {
            last = lastOfRide.put(ride, mine);
        }
        if (last != null && !last.getTraceId().equals(mine.getTraceId())) span.addLink(last);
    }

    private record SpanStep(Span span) implements Step {
        @Override
        public @Nullable String traceparent(@Nullable String otherwise) {
            Map<String, String> carrier = new LinkedHashMap<>();
            W3C.inject(Context.root().with(span), carrier, Map::put);
            return carrier.getOrDefault(TRACEPARENT, otherwise);
        }

        @Override
        public Step with(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Step with(String key, long value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public void end() {
            span.end();
        }

        @Override
        public void fail(String why) {
            span.setStatus(StatusCode.ERROR, why);
            span.end();
        }
    }
}
