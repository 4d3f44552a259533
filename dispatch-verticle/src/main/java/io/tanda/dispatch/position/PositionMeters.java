package io.tanda.dispatch.position;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What an operator sees of positions: {@code tanda_dispatch_positions_dropped_total, tanda_dispatch_index_taxis}. */
public final class PositionMeters {
    private final MeterRegistry registry;
    private final Counter droppedFixes;

    public PositionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.droppedFixes = Counter.builder("tanda.dispatch.positions.dropped")
                .description("fixes that were no place, too old, or could not be told to other processes in time")
                .register(registry);
    }

    /** Taxis in the index. */
    public void index(Supplier<Number> size) {
        Gauge.builder("tanda.dispatch.index.taxis", size)
                .description("taxis whose position is known")
                .register(registry);
    }

    public void droppedFixes(int count) {
        droppedFixes.increment(count);
    }
}
