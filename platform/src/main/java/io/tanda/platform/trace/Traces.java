package io.tanda.platform.trace;

import io.opentelemetry.api.trace.SpanKind;
import io.tanda.contract.RideId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins steps of traces. Thread-safe; never fails, never waits. What a step is called, and all that it holds, is said by us: no name, no
 * place, no token, no address of a person comes in.
 */
public interface Traces {
    /** Nothing is kept of anything. */
    Traces OFF = new Traces() {
        @Override
        public Step begin(
                String service, SpanKind kind, String name, @Nullable String parent, Supplier<@Nullable RideId> ride) {
            return Step.NONE;
        }

        @Override
        public boolean off() {
            return true;
        }
    };

    /** Nothing is kept, so nothing need be prepared. */
    default boolean off() {
        return false;
    }

    /**
     * A step, or none where this trace is not among those that are kept.
     *
     * @param service the context in which it happens
     * @param name one of few, such as an address or a type of event
     * @param parent W3C traceparent of the step before; absent = a trace begins here
     * @param ride which one it is about, where it is about one; asked only for steps that are kept
     */
    Step begin(String service, SpanKind kind, String name, @Nullable String parent, Supplier<@Nullable RideId> ride);

    /** A step of a trace that has begun elsewhere; none where there is no trace. */
    default Step goOn(
            String service, SpanKind kind, String name, @Nullable String parent, Supplier<@Nullable RideId> ride) {
        return parent == null ? Step.NONE : begin(service, kind, name, parent, ride);
    }
}
