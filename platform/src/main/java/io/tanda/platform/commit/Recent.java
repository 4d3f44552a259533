package io.tanda.platform.commit;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process last wrote of an aggregate, so that the next change of it is decided without reading it. Another process may have
 * gone on meanwhile: so it is good for a change, whose commit fails when the version is not what it was decided on, and for nothing else.
 * Whoever is refused, or has nothing to change, is told so by the table. From any thread.
 *
 * @param <K> the aggregate's id
 * @param <V> its state and version
 */
public final class Recent<K, V> {
    private final Map<K, V> kept;

    /** @param max aggregates; of more, those go that were used longest ago */
    public Recent(int max) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }

    /** It was committed so. */
    public synchronized void keep(K id, V written) {
        kept.put(id, written);
    }

    /** Serves once: when the commit fails, the next look is at the table. @return absent: not known */
    public synchronized @Nullable V take(K id) {
        return kept.remove(id);
    }

    /**
     * Decides on what is kept, if that makes a change, else on what is read.
     *
     * @param attempt decides on a state
     * @param changes whether what was decided is guarded by the state's version
     * @param read reads the state and decides on it
     */
    public <D> Future<D> decide(K id, Function<V, Future<D>> attempt, Predicate<D> changes, Supplier<Future<D>> read) {
        V known = take(id);
        if (known == null) return read.get();
        return Future.succeededFuture(known)
                .compose(attempt)
                .transform((decided, failure) ->
                        failure == null && changes.test(decided) ? Future.succeededFuture(decided) : read.get());
    }
}
