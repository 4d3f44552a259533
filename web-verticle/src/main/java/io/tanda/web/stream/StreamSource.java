package io.tanda.web.stream;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where a stream's events are kept. */
public interface StreamSource {
    /** {@link io.tanda.contract.bus.Nudge#stream()}: whose nudges to follow. */
    String name();

    /** @param after at most {@link Streams#MAX_KEYS_PER_READ} keys, each with the last event that is known */
    Future<Batch> read(Map<UUID, Long> after);

    /**
     * One event.
     *
     * @param id grows by one within a key
     * @param type the SSE event's name
     * @param data JSON on one line
     * @param last nothing follows it
     */
    record Entry(UUID key, long id, String type, String data, boolean last) {}

    /** @param entries in order of id within each key @param more keys that have further entries */
    record Batch(Iterable<Entry> entries, Set<UUID> more) {}
}
