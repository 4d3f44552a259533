package io.tanda.platform.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old rows of a context's tables, on a connection of its own that no command waits for.
 *
 * <pre>
 *   a round: of each table the keys of its 1,000 oldest, read without a lock; deleted by their keys, 128 a statement
 *   some table had 1,000?   the next round after a pause as long as the round took: never more than half of the connection
 *   none                    the next look 10 s later
 * </pre>
 *
 * <p>A round takes a tenth of a second or so: some thousand rows a second of each table, where 150 rides a second write about 1,000.
 * Several processes may do so at once; what one has deleted the other does not find. Meter, by context and table:
 * {@code tanda_purged_rows_total}.
 */
public final class Purger {
    private static final Logger log = LoggerFactory.getLogger(Purger.class);

    /** Old rows of one table that one round deletes. */
    static final int BATCH = 1_000;
    /** Rows of one statement: locks of a few milliseconds, and so few that the server looks for each by its key. */
    private static final int TOGETHER = 128;
    /** Also how old a row may become beyond its time. */
    private static final long LOOK_EVERY_MILLIS = 10_000;

    private static final long SHORTEST_PAUSE_MILLIS = 20;
    /** What stays though it is old is passed over; after so long it is looked at again. */
    private static final long FROM_THE_OLDEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final long STOP_LIMIT_MILLIS = 5_000;

    private final Vertx vertx;
    private final Store store;
    private final InstantSource domain;
    private final InstantSource real;
    private final List<Table> tables = new ArrayList<>();
    private @Nullable Context context;
    private Future<?> underWay = Future.succeededFuture();
    private long timer = -1;
    private boolean stopping;
    private volatile @Nullable Throwable failure;

    /** Touched on the context only. */
    private static final class Table {
        final Purge purge;
        final Counter purged;
        /** Up to here all that is left stays. */
        Object from;

        long fromTheOldestNanos = System.nanoTime();

        Table(Purge purge, Counter purged) {
            this.purge = purge;
            this.purged = purged;
            this.from = purge.lowest();
        }
    }

    /** @param domain the domain's time @param purges each table at most once, but for the rows of different conditions */
    public Purger(Vertx vertx, Store store, InstantSource domain, MeterRegistry meters, List<Purge> purges) {
        this(vertx, store, domain, InstantSource.system(), meters, purges);
    }

    Purger(
            Vertx vertx,
            Store store,
            InstantSource domain,
            InstantSource real,
            MeterRegistry meters,
            List<Purge> purges) {
        this.vertx = vertx;
        this.store = store;
        this.domain = domain;
        this.real = real;
        for (Purge purge : purges)
            tables.add(new Table(
                    purge,
                    Counter.builder("tanda.purged.rows")
                            .description("old rows that were deleted")
                            .tag("context", store.context())
                            .tag("table", purge.table())
                            .register(meters)));
    }

    /** Completes at once: it deletes from now on, also through outages of the database. */
    public Future<Void> start() {
        Context mine = vertx.getOrCreateContext();
        context = mine;
        mine.runOnContext(started -> round());
        return Future.succeededFuture();
    }

    /** The statement under way ends, at most after 5 s. */
    public Future<Void> stop() {
        Context mine = context;
        if (mine == null) return Future.succeededFuture();
        Promise<Void> stopped = Promise.promise();
        mine.runOnContext(stop -> {
            stopping = true;
            vertx.cancelTimer(timer);
            underWay.timeout(STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .otherwiseEmpty()
                    .<Void>mapEmpty()
                    .onComplete(stopped);
        });
        return stopped.future();
    }

    /** Fails while the last round has failed. */
    public Future<Void> health() {
        Throwable why = failure;
        return why == null ? Future.succeededFuture() : Future.failedFuture("old rows stay: " + why);
    }

    private void round() {
        long began = System.nanoTime();
        // In here, so that a round that throws is not the last.
        underWay = Future.succeededFuture().compose(begun -> batch(0, false)).onComplete((more, why) -> {
            if (why != null && failure == null)
                log.warn("{}: old rows stay until the next try: {}", store.context(), why.toString());
            failure = why;
            long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            boolean soon = why == null && more;
            if (!stopping)
                timer = vertx.setTimer(
                        soon ? Math.max(SHORTEST_PAUSE_MILLIS, tookMillis) : LOOK_EVERY_MILLIS, next -> round());
        });
    }

    /** Of this table and of those after it. @return whether some table may have more */
    private Future<Boolean> batch(int index, boolean more) {
        if (index == tables.size() || stopping) return Future.succeededFuture(more);
        Table table = tables.get(index);
        return batch(table).compose(found -> batch(index + 1, more || found == BATCH));
    }

    private Future<Integer> batch(Table table) {
        if (System.nanoTime() - table.fromTheOldestNanos > FROM_THE_OLDEST_NANOS) {
            table.from = table.purge.lowest();
            table.fromTheOldestNanos = System.nanoTime();
        }
        Object before = table.purge.before(domain.instant(), real.instant());
        return store.queryAside(table.purge.select(BATCH), table.from, before).compose(rows -> delete(table, rows));
    }

    private Future<Integer> delete(Table table, RowSet<Row> rows) {
        List<Row> old = new ArrayList<>();
        for (Row row : rows) old.add(row);
        Future<?> deleted = Future.succeededFuture();
        for (int from = 0; from < old.size(); from += TOGETHER) {
            List<Row> together = Places.filled(old.subList(from, Math.min(old.size(), from + TOGETHER)));
            deleted = deleted.compose(before -> delete(table.purge, together))
                    .onSuccess(done -> table.purged.increment(done.rowCount()));
        }
        int columns = table.purge.key().size();
        return deleted.map(done -> {
            if (!old.isEmpty()) table.from = old.getLast().getValue(columns);
            return old.size();
        });
    }

    private Future<RowSet<Row>> delete(Purge purge, List<Row> rows) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Row row : rows) for (int column = 0; column < purge.key().size(); column++) keys.add(row.getValue(column));
        return store.queryAside(purge.delete(rows.size()), keys.toArray());
    }
}
