package io.tanda.platform.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanda.platform.commit.CommitFailed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What an operator sees of a store: {@code tanda_store_...}, by context and never by id. */
final class StoreMeters {
    /** From a quick disk to a lock that is waited for: what a unit's asker still waits for patiently. */
    private static final Duration[] COMMIT_BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 1_000, 3_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final String context;
    private final Counter units;
    private final Counter commits;
    private final DistributionSummary unitsPerCommit;
    private final Counter splits;
    private final Counter singles;
    private final Timer wait;
    private final Timer commit;
    private final Map<Class<?>, Counter> failures = new HashMap<>();

    StoreMeters(MeterRegistry registry, String context) {
        this.registry = registry;
        this.context = context;
        units = Counter.builder("tanda.store.units")
                .description("units of work written")
                .tag("context", context)
                .register(registry);
        commits = Counter.builder("tanda.store.commits")
                .description("transactions that wrote them")
                .tag("context", context)
                .register(registry);
        unitsPerCommit = DistributionSummary.builder("tanda.store.units.per.commit")
                .description("how many units shared a transaction")
                .tag("context", context)
                .register(registry);
        splits = Counter.builder("tanda.store.splits")
                .description("shared transactions rolled back because of one of their units")
                .tag("context", context)
                .register(registry);
        singles = Counter.builder("tanda.store.singles")
                .description("transactions of one unit rolled back")
                .tag("context", context)
                .register(registry);
        wait = Timer.builder("tanda.store.wait")
                .description("from a unit's arrival to the start of its transaction")
                .tag("context", context)
                .register(registry);
        commit = Timer.builder("tanda.store.commit")
                .description("from the start of a shared transaction until each of its units has its answer")
                .tag("context", context)
                .serviceLevelObjectives(COMMIT_BUCKETS)
                .register(registry);
        for (Class<?> kind : CommitFailed.class.getPermittedSubclasses())
            failures.put(
                    kind,
                    Counter.builder("tanda.store.failures")
                            .description("units of work that were not written, by why")
                            .tag("context", context)
                            .tag("failure", kind.getSimpleName().toLowerCase(Locale.ROOT))
                            .register(registry));
    }

    void waiting(Number number) {
        Gauge.builder("tanda.store.waiting", number, Number::doubleValue)
                .description("units that wait for a transaction")
                .tag("context", context)
                .register(registry);
    }

    void waited(long nanos) {
        wait.record(nanos, TimeUnit.NANOSECONDS);
    }

    void settled(long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void committed(int batch) {
        commits.increment();
        units.increment(batch);
        unitsPerCommit.record(batch);
    }

    void splitUp() {
        splits.increment();
    }

    void single() {
        singles.increment();
    }

    void failed(CommitFailed failure) {
        Objects.requireNonNull(failures.get(failure.getClass())).increment();
    }
}
