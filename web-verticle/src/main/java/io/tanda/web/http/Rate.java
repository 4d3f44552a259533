package io.tanda.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * So many in a second for each key, and some seconds' worth of them at once (the generic cell rate algorithm: what is kept of a key is the
 * time at which it will have used up nothing). Lives on one event loop.
 *
 * @param <K> whom is counted for
 */
final class Rate<K> {
    /** What a client may catch up with at once after it was away. */
    static final int BURST_SECONDS = 4;
    /** Some megabytes. Who is forgotten had been quiet for longest, and begins anew. */
    private static final int MAX_KEYS = 20_000;

    private final long intervalNanos;
    private final Map<K, Long> free = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
            return size() > MAX_KEYS;
        }
    };

    Rate(int perSecond) {
        intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Whether one more would be within the rate. */
    boolean allows(K key, long nowNanos) {
        Long at = free.get(key);
        return at == null || at - nowNanos <= TimeUnit.SECONDS.toNanos(BURST_SECONDS) - intervalNanos;
    }

    void count(K key, long nowNanos) {
        Long at = free.get(key);
        free.put(key, (at == null || at - nowNanos < 0 ? nowNanos : at) + intervalNanos);
    }
}
