package io.tanda.history;

import io.tanda.platform.events.follow.JournalHeads;
import io.tanda.platform.events.follow.JournalHeads.Head;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables that are there and those of the second schema that take their places: the statements that have to do with both. */
final class Tables {
    private static final List<String> SWAPPED =
            List.of("fence", "ride", "ride_charge", "ride_refund", "spending", "method", "payer");

    /** A ride that is older and in no journal will not be in one: its events were taken away. */
    private static final Duration SETTLED = Duration.ofHours(1);
    /** Transactions end within some tens of milliseconds. */
    private static final int LOCK_SECONDS = 10;

    private static final long LOOK_MILLIS = 5;

    private final Vertx vertx;
    private final Store there;
    private final String first;
    private final String second;
    private final Instant realNow;
    /** Has the lock against a second rebuild, and those that writers wait for. */
    private final SqlConnection locks;
    /** Whatever the one with the locks may not do while it has them. */
    private @Nullable SqlConnection other;

    private Tables(Vertx vertx, Store there, String schema, Instant realNow, SqlConnection locks) {
        this.vertx = vertx;
        this.there = there;
        this.first = schema;
        this.second = schema + "_rebuild";
        this.realNow = realNow;
        this.locks = locks;
    }

    /** Fails where another rebuild has them. */
    static Future<Tables> take(Vertx vertx, Store there, String schema, Instant realNow) {
        return there.pool().getConnection().compose(connection -> {
            Tables tables = new Tables(vertx, there, schema, realNow, connection);
            return connection
                    .preparedQuery("SELECT GET_LOCK(?, 0) AS taken")
                    .execute(Rows.tuple(tables.second))
                    .compose(rows -> only(rows).getLong("taken") == 1
                            ? limitLocks(connection)
                            : Future.failedFuture(new IllegalStateException("another rebuild is under way")))
                    .map(tables)
                    .onFailure(refused -> connection.close());
        });
    }

    Future<Void> release() {
        SqlConnection one = other;
        return run(locks, "UNLOCK TABLES")
                .eventually(() -> locks.preparedQuery("SELECT RELEASE_LOCK(?)").execute(Rows.tuple(second)))
                .eventually(() -> one == null ? Future.succeededFuture() : one.close())
                .eventually(locks::close);
    }

    String second() {
        return second;
    }

    /** Of the second schema: what an earlier rebuild left, or this one has no more use for. */
    Future<Void> clear() {
        return run(locks, "UNLOCK TABLES").compose(free -> run(locks, "DROP DATABASE IF EXISTS " + second));
    }

    /** The second schema is there, and empty. Fails where it is not like the first. */
    Future<Void> begin() {
        return shape(first)
                .compose(one -> shape(second)
                        .compose(two -> one.equals(two)
                                ? Future.succeededFuture()
                                : Future.failedFuture(new IllegalStateException(
                                        first + " is of another version than this rebuild: " + one + ", not " + two))))
                .mapEmpty();
    }

    private Future<List<String>> shape(String schema) {
        return there.query(
                        "SELECT CONCAT(table_name, '.', column_name, ' ', column_type) AS shape"
                                + " FROM information_schema.columns WHERE table_schema = ? AND table_name IN ("
                                + SWAPPED.stream()
                                        .map(table -> "'" + table + "'")
                                        .collect(Collectors.joining(", "))
                                + ") ORDER BY table_name, ordinal_position",
                        schema)
                .map(rows -> {
                    List<String> shape = new ArrayList<>();
                    for (Row row : rows) shape.add(row.getString("shape"));
                    return shape;
                });
    }

    /** What no journal tells of the rides of this span is carried over. */
    Future<Void> settle(UUID after, UUID upTo) {
        UUID settled = JournalHeads.since(realNow.minus(SETTLED));
        return settleLegs("ride_charge", after, upTo, settled)
                .compose(told -> settleLegs("ride_refund", after, upTo, settled))
                .compose(told -> settleLegs("spending", after, upTo, settled))
                .compose(told -> ask(
                        "INSERT INTO " + second + ".ride SELECT l.* FROM ride l WHERE l.ride_id > ? AND l.ride_id <= ?"
                                + " AND l.ride_id < ? AND NOT EXISTS (SELECT 1 FROM " + second
                                + ".ride s WHERE s.ride_id = l.ride_id)",
                        after,
                        upTo,
                        settled))
                .compose(told -> ask(
                        "INSERT INTO " + second
                                + ".fence SELECT l.* FROM fence l WHERE l.aggregate_id > ? AND l.aggregate_id <= ?"
                                + " AND l.aggregate_id < ? AND NOT EXISTS (SELECT 1 FROM " + second
                                + ".fence s WHERE s.consumer = l.consumer AND s.aggregate_id = l.aggregate_id)",
                        after,
                        upTo,
                        settled))
                .mapEmpty();
    }

    /** What belongs to a ride, before the ride: it is by the ride that it is known whether a journal tells of it. */
    private Future<RowSet<Row>> settleLegs(String table, UUID after, UUID upTo, UUID settled) {
        return ask(
                "INSERT IGNORE INTO " + second + "." + table + " SELECT l.* FROM " + table
                        + " l WHERE l.ride_id > ? AND l.ride_id <= ? AND l.ride_id < ? AND NOT EXISTS (SELECT 1 FROM "
                        + second + ".ride s WHERE s.ride_id = l.ride_id)",
                after,
                upTo,
                settled);
    }

    /** Aggregates that the first schema has followed further than the second, some of them. */
    Future<List<Head>> behind(String consumer, int limit) {
        return there.query(
                        "SELECT l.aggregate_id, l.version FROM fence l LEFT JOIN " + second
                                + ".fence s ON s.consumer = l.consumer AND s.aggregate_id = l.aggregate_id"
                                + " WHERE l.consumer = ? AND (s.version IS NULL OR s.version < l.version) LIMIT ?",
                        consumer,
                        limit)
                .map(rows -> {
                    List<Head> heads = new ArrayList<>();
                    for (Row row : rows) heads.add(new Head(Rows.uuid(row, "aggregate_id"), row.getInteger("version")));
                    return heads;
                });
    }

    /** From now on writers wait, until {@link #swap} or {@link #release}; readers do not. */
    Future<Void> hold() {
        return there.pool()
                .getConnection()
                .compose(connection -> {
                    other = connection;
                    return limitLocks(connection);
                })
                .compose(limited -> run(
                        locks,
                        "LOCK TABLES "
                                + SWAPPED.stream()
                                        .map(table -> first + "." + table + " READ")
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * While writers wait. The statement that renames waits for the locks as they do, and comes first: of those who wait for a table it is
     * the one who wants it alone. That nobody wrote in between is looked at afterwards, for then the rest was not read.
     */
    Future<Void> swap() {
        SqlConnection renaming = hands();
        String pairs = SWAPPED.stream()
                .map(table -> first + "." + table + " TO " + second + "." + table + "_before, " + second + "." + table
                        + " TO " + first + "." + table)
                .collect(Collectors.joining(", "));
        return renaming.query("SELECT CONNECTION_ID() AS id").execute().compose(rows -> {
            long id = only(rows).getLong("id");
            return fences(first + ".fence").compose(held -> {
                Future<Void> renamed = run(renaming, "RENAME TABLE " + pairs);
                return waits(id, renamed, System.nanoTime() + TimeUnit.SECONDS.toNanos(LOCK_SECONDS))
                        .compose(waiting -> run(locks, "UNLOCK TABLES"))
                        .compose(free -> renamed)
                        .compose(done -> fences(second + ".fence_before"))
                        .compose(before -> before.equals(held)
                                ? Future.succeededFuture()
                                : Future.failedFuture(new IllegalStateException("the tables have changed places, but"
                                        + " something was written meanwhile and may be missing: run it again")));
            });
        });
    }

    private Future<Void> waits(long connection, Future<Void> renamed, long untilNanos) {
        if (renamed.isComplete() || System.nanoTime() - untilNanos > 0) return Future.succeededFuture();
        return there.query(
                        "SELECT state FROM information_schema.processlist WHERE id = ? AND state LIKE 'Waiting for table%'",
                        connection)
                .compose(found -> found.size() > 0
                        ? Future.succeededFuture()
                        : vertx.timer(LOOK_MILLIS).compose(looked -> waits(connection, renamed, untilNanos)));
    }

    /** How many there are and the sum of their versions: each write adds to one of them. */
    private Future<List<Long>> fences(String table) {
        return hands().query("SELECT COUNT(*) AS fences, CAST(COALESCE(SUM(version), 0) AS SIGNED) AS versions FROM "
                        + table)
                .execute()
                .map(rows -> List.of(only(rows).getLong("fences"), only(rows).getLong("versions")));
    }

    private SqlConnection hands() {
        SqlConnection one = other;
        return one == null ? locks : one;
    }

    private Future<RowSet<Row>> ask(String sql, @Nullable Object... arguments) {
        return hands().preparedQuery(sql).execute(Rows.tuple(arguments));
    }

    private static Future<Void> limitLocks(SqlConnection connection) {
        return run(connection, "SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
    }

    private static Future<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    private static Row only(RowSet<Row> rows) {
        return rows.iterator().next();
    }
}
