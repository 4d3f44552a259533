package io.tanda.platform.time;

import io.tanda.contract.Id;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a context's deadlines that is this sweeper's: by their aggregates, among those sweepers whose lease runs. Two that see
 * each other late drive the same for a second; a dead one's part waits for the end of its lease; and what somebody lets lie who lives (his
 * clock is behind, a handler of his hangs) is everybody's after {@link #LATE}. Lives on the sweeper's context.
 */
final class Share {
    private static final Logger log = LoggerFactory.getLogger(Share.class);

    /** Three renewals: a pause of the database or of this process is no death. */
    static final Duration LEASE = Duration.ofSeconds(3);

    /** Real time past a deadline. Longer than a lease, so that of a dead one's part nothing is driven twice. */
    static final Duration LATE = Duration.ofSeconds(5);

    static final long RENEW_EVERY_MILLIS = 1_000;

    private static final String NOW = "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)";
    private static final String RENEW = "INSERT INTO sweeper (id, until_at) VALUES (?, " + NOW + " + ?)"
            + " ON DUPLICATE KEY UPDATE until_at = VALUES(until_at)";
    private static final String FORGET_DEAD = "DELETE FROM sweeper WHERE until_at < " + NOW;
    private static final String LIVING = "SELECT id FROM sweeper WHERE until_at >= " + NOW + " ORDER BY id";
    private static final String LEAVE = "DELETE FROM sweeper WHERE id = ?";

    private final Store store;
    private final UUID id = Id.next();
    private int index;
    private int count;
    private long runsUntilNanos = System.nanoTime();

    Share(Store store) {
        this.store = store;
    }

    /** Fails when the database cannot be asked. */
    Future<Void> renew() {
        long begunNanos = System.nanoTime();
        return store.commit(Unit.of()
                        .run(FORGET_DEAD)
                        .run(RENEW, id, LEASE.toNanos() / 1_000)
                        .build())
                .compose(written -> store.query(LIVING))
                .map(rows -> {
                    among(rows);
                    runsUntilNanos = begunNanos + LEASE.toNanos();
                    return null;
                });
    }

    private void among(RowSet<Row> rows) {
        List<UUID> living = new ArrayList<>();
        for (Row row : rows) living.add(Rows.uuid(row, "id"));
        if (living.size() != count)
            log.info("{}: deadlines are divided among {} processes", store.context(), living.size());
        index = living.indexOf(id);
        count = living.size();
    }

    /** Before the first renewal, and after a pause that was longer than the lease, there is nothing that is ours. */
    boolean runs() {
        return index >= 0 && runsUntilNanos - System.nanoTime() > 0;
    }

    /**
     * On a row of the table {@code deadline}, with one argument: until when a deadline that was due is everybody's. Numbers of our own: no
     * statement is prepared for each.
     */
    String condition() {
        return " AND (MOD(CRC32(aggregate_id), " + count + ") = " + index + " OR due_at <= ?)";
    }

    /** The others have it at once, and need not wait for the end of the lease. */
    Future<Void> leave() {
        runsUntilNanos = System.nanoTime();
        return store.commit(Unit.of().run(LEAVE, id).build());
    }
}
