package io.tanda.platform.events;

import io.tanda.contract.event.Recorded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that this process has just committed: what the relay need not read from the journal. A convenience and no promise: the oldest
 * are forgotten while Kafka is away, and what another process wrote is never here. Lives on the relay's context.
 */
final class FreshEvents {
    /** More than is committed during one run of the relay under full load (some hundreds); about 1 KB each. */
    static final int MAX_EVENTS = 1_024;

    private final Map<Pointer, Recorded> events = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pointer, Recorded> eldest) {
            return size() > MAX_EVENTS;
        }
    };

    void keep(List<Recorded> committed) {
        for (Recorded event : committed) events.put(Pointer.to(event), event);
    }

    /** Null: to be read from the journal. Forgets it. */
    @Nullable
    Recorded take(Pointer pointer) {
        return events.remove(pointer);
    }
}
