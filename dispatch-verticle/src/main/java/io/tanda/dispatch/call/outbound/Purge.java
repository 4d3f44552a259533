package io.tanda.dispatch.call.outbound;

import io.tanda.dispatch.call.application.CallMeters;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets what no driver asks for any more, a bounded batch at a time, and counts the open calls. */
public final class Purge {
    /** A driver who was away for longer starts from his ride and his open offers. */
    static final Duration KEPT = Duration.ofDays(1);
    /** Rows of each table a time: a few milliseconds of locks. */
    static final int BATCH = 500;

    private final InstantSource clock;
    private final Store store;
    private final CallMeters meters;

    public Purge(InstantSource clock, Store store, CallMeters meters) {
        this.clock = clock;
        this.store = store;
        this.meters = meters;
    }

    public Future<Void> run() {
        Instant before = clock.instant().minus(KEPT);
        return store.query(CallSql.COUNT_OPEN_CALLS)
                .compose(count -> {
                    meters.openCalls(count.iterator().next().getLong("n"));
                    return store.query(CallSql.OLD_FEED, before, BATCH);
                })
                .compose(old -> {
                    Unit.Builder unit = Unit.of().run(CallSql.OLD_OFFERS, before, BATCH);
                    for (Row row : old) unit.run(CallSql.FORGET_FEED, Rows.uuid(row, "driver"), row.getLong("seq"));
                    return store.commit(unit.build());
                });
    }
}
