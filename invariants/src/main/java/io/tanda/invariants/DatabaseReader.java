package io.tanda.invariants;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.invariants.Snapshot.Deadline;
import io.tanda.invariants.Snapshot.Journaled;
import io.tanda.invariants.Snapshot.Parked;
import io.tanda.invariants.Snapshot.Spent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What the schemas hold: journals, stored deadlines, and what consumers gave up on. */
final class DatabaseReader {
    /** Events in one query: some 2 MB. */
    private static final int PAGE_EVENTS = 4_000;
    /** From here on ids tell no time: what lives on, such as a rider's wallet, was perhaps there before what is looked at. */
    private static final String TELL_NO_TIME = "UNHEX('80000000000000000000000000000000')";

    private static final int CONNECTIONS = 4;

    private final Pool pool;

    DatabaseReader(Vertx vertx, String mysqlUrl) {
        this.pool = MySQLBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(MySQLConnectOptions.fromUri(mysqlUrl))
                .using(vertx)
                .build();
    }

    Future<Void> close() {
        return pool.close();
    }

    Future<Void> requireDurableCommits() {
        return pool.query("SELECT @@innodb_flush_log_at_trx_commit AS mode")
                .execute()
                .compose(rows -> {
                    String mode = String.valueOf(rows.iterator().next().getValue("mode"));
                    return mode.equals("1")
                            ? Future.succeededFuture()
                            : Future.failedFuture("innodb_flush_log_at_trx_commit is " + mode
                                    + ": commits would not be durable. Set it to 1.");
                });
    }

    /** Each ride's events in order of version. */
    Future<List<Journaled>> journals(Since since) {
        List<Journaled> journal = new ArrayList<>();
        Future<Void> read = Future.succeededFuture();
        for (Topic<?> topic : Contexts.TOPICS)
            read = read.compose(before -> readJournal(topic, since.firstId(), journal));
        return read.map(journal);
    }

    private Future<Void> readJournal(Topic<?> topic, UUID from, List<Journaled> journal) {
        return pool.preparedQuery("SELECT aggregate_id, version, type, body FROM tanda_" + topic.context()
                        + ".event WHERE aggregate_id >= ? AND aggregate_id < " + TELL_NO_TIME
                        + " ORDER BY aggregate_id, version LIMIT " + PAGE_EVENTS)
                .execute(Tuple.of(bytes(from)))
                .compose(rows -> {
                    List<Journaled> page = new ArrayList<>(rows.size());
                    for (Row row : rows) page.add(journaled(topic, row));
                    if (page.size() < PAGE_EVENTS) {
                        journal.addAll(page);
                        return Future.succeededFuture();
                    }
                    // The last ride of a full page may go on: the next page begins with it.
                    RideId last = page.getLast().ride();
                    page.removeIf(event -> event.ride().equals(last));
                    if (page.isEmpty())
                        return Future.failedFuture("ride " + last + " has " + PAGE_EVENTS + " events in "
                                + topic.context() + "'s journal: something goes in circles");
                    journal.addAll(page);
                    return readJournal(topic, last.value(), journal);
                });
    }

    private static Journaled journaled(Topic<?> topic, Row row) {
        String type = row.getString("type");
        String body = row.getString("body");
        Event event = topic.decode(type, body);
        return new Journaled(
                topic.context(), ride(row), row.getInteger("version"), type.intern(), event, BodyHash.of(body));
    }

    /** What history adds up on riders' pages. */
    Future<List<Spent>> spending(Since since) {
        return pool.preparedQuery("SELECT ride_id, leg_id, way, rider_id, currency, minor_units FROM "
                        + Contexts.HISTORY.schema() + ".spending WHERE ride_id >= ?")
                .execute(Tuple.of(bytes(since.firstId())))
                .map(rows -> {
                    List<Spent> spending = new ArrayList<>(rows.size());
                    for (Row row : rows)
                        spending.add(new Spent(
                                new RideId(uuid(row, "ride_id")),
                                uuid(row, "leg_id"),
                                row.getString("way"),
                                new RiderId(uuid(row, "rider_id")),
                                new Money(row.getLong("minor_units"), row.getString("currency"))));
                    return spending;
                });
    }

    Future<List<Deadline>> deadlines(Since since) {
        return ofEach(
                since,
                "aggregate_id, kind, due_at FROM %s.deadline",
                context -> row -> new Deadline(
                        context,
                        ride(row),
                        row.getString("kind"),
                        Instant.EPOCH.plus(row.getLong("due_at"), ChronoUnit.MICROS)));
    }

    Future<List<Parked>> parked(Since since) {
        return ofEach(
                since,
                "consumer, aggregate_id, version, error FROM %s.parked",
                context -> row -> new Parked(
                        context,
                        row.getString("consumer"),
                        ride(row),
                        row.getInteger("version"),
                        row.getString("error")));
    }

    /** Payment's ledger. */
    Future<List<Snapshot.Booked>> booked(Since since) {
        return new EntryReader(pool).since(since);
    }

    Future<Depot> depot(Since since) {
        return new DepotReader(pool).since(since);
    }

    /** Rows of the same table of every context. */
    private <T> Future<List<T>> ofEach(Since since, String what, Function<String, Function<Row, T>> read) {
        List<T> all = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (Context context : Contexts.ALL)
            if (context.stored())
                done = done.compose(before -> pool.preparedQuery(
                                        "SELECT " + what.formatted(context.schema()) + " WHERE aggregate_id >= ?")
                                .execute(Tuple.of(bytes(since.firstId()))))
                        .map(rows -> {
                            for (Row row : rows)
                                all.add(read.apply(context.name()).apply(row));
                            return null;
                        });
        return done.map(all);
    }

    private static RideId ride(Row row) {
        return new RideId(uuid(row, "aggregate_id"));
    }

    private static UUID uuid(Row row, String column) {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBuffer(column).getBytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Buffer bytes(UUID id) {
        return Buffer.buffer(16).appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
    }
}
