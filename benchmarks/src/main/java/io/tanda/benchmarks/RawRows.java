package io.tanda.benchmarks;

import io.tanda.contract.RideId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What the database takes at most: the rows of an accepted booking, as the app writes them, and nothing else. They are copied from a
 * booking that was accepted in this run, into tables made like the app's, on the same server; by the same client, with as many
 * connections and all statements of a transaction under way at once. No HTTP, no rules, no relay.
 */
final class RawRows implements Work {
    static final String SCHEMA = "tanda_raw";

    private static final String COPIED = "tanda_booking";
    /** As many as the app's group commit writes with. */
    private static final int LINES = 2;
    /** Of the outbox. */
    private static final int LANES = 8;

    private static final int PIPELINE = 64;
    private static final int LIMIT_SECONDS = 60;
    private static final List<String> SESSION =
            List.of("SET SESSION autocommit = 0", "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");

    private final Vertx vertx;
    private final BenchServers servers;
    private final int bookingsPerCommit;
    private final List<SqlConnection> lines = new ArrayList<>();
    private List<RawTable> tables = List.of();

    /** @param underWay bookings that wait for their commit at a time, over all lines */
    RawRows(Vertx vertx, BenchServers servers, int underWay) {
        this.vertx = vertx;
        this.servers = servers;
        this.bookingsPerCommit = Math.max(1, underWay / LINES);
    }

    @Override
    public ClosedLoop.Result run(double seconds) {
        if (tables.isEmpty()) prepare();
        Run run = new Run(seconds);
        vertx.getOrCreateContext().runOnContext(turn -> lines.forEach(run::write));
        return await(run.result.future(), (long) seconds + LIMIT_SECONDS);
    }

    /** As the relay would leave it. */
    @Override
    public boolean settle() {
        servers.mariaDb().execute("TRUNCATE TABLE " + SCHEMA + ".outbox");
        return true;
    }

    private void prepare() {
        servers.mariaDb().execute("CREATE DATABASE " + SCHEMA);
        for (String table : List.of("command", "booking", "event", "outbox", "deadline"))
            servers.mariaDb().execute("CREATE TABLE %s.%s LIKE %s.%s".formatted(SCHEMA, table, COPIED, table));
        MySQLConnectOptions server =
                MySQLConnectOptions.fromUri(servers.mariaDb().url());
        SqlConnection app = await(
                MySQLConnection.connect(vertx, new MySQLConnectOptions(server).setDatabase(COPIED)), LIMIT_SECONDS);
        tables = await(sample(app), LIMIT_SECONDS);
        await(app.close(), LIMIT_SECONDS);
        MySQLConnectOptions own = new MySQLConnectOptions(server)
                .setDatabase(SCHEMA)
                .setPipeliningLimit(PIPELINE)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlFilter(sql -> true);
        for (int line = 0; line < LINES; line++) {
            SqlConnection made = await(MySQLConnection.connect(vertx, own), LIMIT_SECONDS);
            for (String statement : SESSION) await(made.query(statement).execute(), LIMIT_SECONDS);
            lines.add(made);
        }
    }

    /** The newest booking: nothing has happened to it since it was accepted. */
    private static Future<List<RawTable>> sample(SqlConnection app) {
        return rows(app, "SELECT * FROM booking ORDER BY id DESC LIMIT 1", Tuple.tuple())
                .compose(booking -> {
                    Tuple id = Tuple.of(booking.iterator().next().getBuffer("id"));
                    return Future.all(
                                    rows(app, "SELECT * FROM command ORDER BY made_at DESC LIMIT 1", Tuple.tuple()),
                                    rows(app, "SELECT * FROM event WHERE aggregate_id = ?", id),
                                    rows(app, "SELECT * FROM deadline WHERE aggregate_id = ?", id))
                            .map(found -> List.of(
                                    RawTable.of("command", "id", found.resultAt(0)),
                                    RawTable.of("booking", "id", booking),
                                    RawTable.of("event", "aggregate_id", found.resultAt(1)),
                                    RawTable.of("deadline", "aggregate_id", found.resultAt(2))));
                });
    }

    private static Future<RowSet<Row>> rows(SqlConnection app, String sql, Tuple arguments) {
        return app.preparedQuery(sql).execute(arguments);
    }

    private static <T extends @Nullable Object> T await(Future<T> future, long limitSeconds) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(limitSeconds, TimeUnit.SECONDS)
                .join();
    }

    /** On one context. */
    private final class Run {
        private final long startNanos = System.nanoTime();
        private final long endNanos;
        private final Histogram latencies = ClosedLoop.Result.noLatencies();
        private final Promise<ClosedLoop.Result> result = Promise.promise();
        private long written;
        private int working = LINES;

        Run(double seconds) {
            this.endNanos = startNanos + (long) (seconds * 1e9);
        }

        /** One transaction after the other, until the time is over. A failure ends the measurement: there is nothing to compare. */
        void write(SqlConnection line) {
            long began = System.nanoTime();
            if (began >= endNanos) {
                if (--working == 0)
                    result.tryComplete(new ClosedLoop.Result(written, Map.of(), (began - startNanos) / 1e9, latencies));
                return;
            }
            List<UUID> ids = Stream.generate(() -> RideId.next().value())
                    .limit(bookingsPerCommit)
                    .toList();
            List<Future<?>> statements = new ArrayList<>();
            for (RawTable table : tables)
                statements.add(line.preparedQuery(table.insert(ids.size()))
                        .execute(table.arguments(table.name().equals("command") ? keys(ids.size()) : ids)));
            statements.add(outbox(line, ids));
            Future.all(statements)
                    .compose(all -> line.query("COMMIT").execute())
                    .onSuccess(committed -> {
                        written += bookingsPerCommit;
                        latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
                        write(line);
                    })
                    .onFailure(result::tryFail);
        }
    }

    /** Clients make them, in no order. */
    private static List<UUID> keys(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    /** One row for each lane, with a pointer of 20 bytes for each booking. */
    private static Future<RowSet<Row>> outbox(SqlConnection line, List<UUID> ids) {
        Map<Integer, Buffer> pointers = new TreeMap<>();
        for (UUID id : ids)
            pointers.computeIfAbsent((int) id.getLeastSignificantBits() & (LANES - 1), lane -> Buffer.buffer())
                    .appendBuffer(RawTable.bytes(id))
                    .appendInt(1);
        List<Object> values = new ArrayList<>();
        pointers.forEach((lane, bytes) -> {
            values.add(lane);
            values.add(bytes);
        });
        String sql = "INSERT INTO outbox (lane, pointers) VALUES (?, ?)" + ", (?, ?)".repeat(pointers.size() - 1);
        return line.preparedQuery(sql).execute(Tuple.wrap(values));
    }
}
