package io.tanda.platform.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.Map;

/** What a relay tells of itself and of its outbox, by context. Measured on the relay's context. */
final class RelayMeters {
    /** Past this the outbox is not just busy. */
    private static final double STALLED_SECONDS = 15;

    final Counter sent;
    final Counter failures;
    final Counter poisoned;
    private final Store store;
    private final Map<Integer, Oldest> oldest = new HashMap<>();
    private volatile double lagSeconds;
    private volatile long unpublished;
    private volatile long parked;

    /** The oldest pointer of a lane, and since when we know it. */
    private record Oldest(long id, long sinceNanos) {}

    RelayMeters(MeterRegistry registry, Store store, String context) {
        this.store = store;
        sent = Counter.builder("tanda.outbox.sent")
                .description("events that Kafka acknowledged")
                .tag("context", context)
                .register(registry);
        failures = Counter.builder("tanda.outbox.failures")
                .description("lanes stopped by Kafka or the database")
                .tag("context", context)
                .register(registry);
        poisoned = Counter.builder("tanda.outbox.poisoned")
                .description("events that cannot be published, each try counted")
                .tag("context", context)
                .register(registry);
        Gauge.builder("tanda.outbox.lag", this, meters -> meters.lagSeconds)
                .description("how long the oldest pointer is known to wait")
                .baseUnit("seconds")
                .tag("context", context)
                .register(registry);
        Gauge.builder("tanda.outbox.unpublished", this, meters -> meters.unpublished)
                .description("commits with events that are not in Kafka")
                .tag("context", context)
                .register(registry);
        Gauge.builder("tanda.outbox.parked", this, meters -> meters.parked)
                .description("aggregates whose next event cannot be published: an operator's work")
                .tag("context", context)
                .register(registry);
    }

    Future<Void> health() {
        if (parked > 0) return Future.failedFuture(parked + " aggregates cannot be published");
        return lagSeconds > STALLED_SECONDS
                ? Future.failedFuture("events wait for " + (long) lagSeconds + " s")
                : Future.succeededFuture();
    }

    /** An outage is told by the lanes' failures; the gauges keep what was last known. */
    void measure() {
        store.query("SELECT lane, MIN(id) AS oldest, COUNT(*) AS waiting FROM outbox GROUP BY lane")
                .onSuccess(this::measureLanes);
        store.query("SELECT COUNT(*) AS parked FROM parked WHERE consumer = ?", OutboxRows.CONSUMER)
                .onSuccess(counted -> parked = counted.iterator().next().getLong("parked"));
    }

    private void measureLanes(RowSet<Row> lanes) {
        long now = System.nanoTime();
        Map<Integer, Oldest> seen = new HashMap<>();
        long waiting = 0;
        long longestNanos = 0;
        for (Row row : lanes) {
            int lane = row.getInteger("lane");
            long id = row.getLong("oldest");
            Oldest known = oldest.get(lane);
            Oldest current = known != null && known.id() == id ? known : new Oldest(id, now);
            seen.put(lane, current);
            longestNanos = Math.max(longestNanos, now - current.sinceNanos());
            waiting += row.getLong("waiting");
        }
        oldest.clear();
        oldest.putAll(seen);
        unpublished = waiting;
        lagSeconds = longestNanos / 1e9;
    }
}
