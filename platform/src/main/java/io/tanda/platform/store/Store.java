package io.tanda.platform.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.CommandId;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One context's schema. Opened once per process and verticle; all futures complete on the caller's context. */
public final class Store {
    /** A caller waits this long for a connection of the pool: longer than that, its own asker has gone. */
    private static final int ACQUIRE_SECONDS = 3;

    /**
     * Queries that wait for a connection; each takes about a millisecond while the server keeps up, so the last of them waits for a
     * tenth of a second, and in an overload for {@link #ACQUIRE_SECONDS}. Whoever is refused asks again and costs more than one who waits.
     */
    static final int MAX_WAITING_QUERIES = 1_000;

    /** One query, from asking to its last row: a server that hangs is an outage. */
    private static final int QUERY_MILLIS = 10_000;

    /** A connection that is made anew every 30 minutes finds a server that was moved; 5 minutes idle is no longer needed. */
    private static final int MAX_LIFETIME_MINUTES = 30;

    private static final int IDLE_MINUTES = 5;

    /** A connection from which nothing came for so long is closed: no query takes longer, and a dead network says nothing. */
    private static final int SILENCE_SECONDS = 30;

    /**
     * Prepared statements of a connection that reads, and of one that writes: twice what the largest context uses. The server allows
     * 16,382 for all connections of all processes; a process with five contexts and the usual pools has at most 8,320, and about 1,600
     * when all of them work.
     */
    static final int MAX_PREPARED_READING = 128;

    private static final int MAX_PREPARED_WRITING = 256;

    /** Statements of one transaction under way before any answer: no more than a full group makes. */
    private static final int PIPELINE = 4_096;

    /** Answers: whoever has not repeated his command in two days does so no more. */
    public static final Purge COMMANDS = Purge.of("command", "made_at", Purge.Age.REAL_TIME, Duration.ofDays(2), "id");

    private static final long CLOSE_MILLIS = 5_000;

    /** Aggregates in one SELECT of the journal. */
    private static final int JOURNAL_CHUNK = 64;

    private static final String NOTHING = "DELETE FROM command WHERE id = ?";
    private static final UUID NO_COMMAND = new UUID(0, 0);

    private final String context;
    private final Pool pool;
    /** Of one connection. */
    private final Pool aside;

    private final CommitQueue commits;

    private Store(String context, Pool pool, Pool aside, CommitQueue commits) {
        this.context = context;
        this.pool = pool;
        this.aside = aside;
        this.commits = commits;
    }

    /**
     * Creates and migrates the schema where its version differs (migrations of the platform and of
     * {@code classpath:db/<context>}), checks that the server makes commits durable, and opens the pool.
     */
    public static Future<Store> open(Vertx vertx, StoreConfig config, String context, MeterRegistry meters) {
        return open(vertx, config, context, meters, CommitLimits.USUAL, InstantSource.system(), System::nanoTime);
    }

    static Future<Store> open(
            Vertx vertx,
            StoreConfig config,
            String context,
            MeterRegistry meters,
            CommitLimits limits,
            InstantSource real,
            LongSupplier nanos) {
        ContextInternal own = ((VertxInternal) vertx).getOrCreateContext();
        MySQLConnectOptions server = connectOptions(config);
        return new Migrations(vertx, server, config.tls(), config.schema(), context)
                .run()
                .map(migrated -> {
                    MySQLConnectOptions schema = new MySQLConnectOptions(server).setDatabase(config.schema());
                    // Only the lines that write pipeline: when a connection is lost, the client completes just the
                    // first of
                    // many.
                    MySQLConnectOptions writing = new MySQLConnectOptions(schema)
                            .setPipeliningLimit(PIPELINE)
                            .setPreparedStatementCacheMaxSize(MAX_PREPARED_WRITING);
                    StoreMeters storeMeters = new StoreMeters(meters, context);
                    Pool pool = pool(vertx, schema, config.poolSize());
                    CommitQueue commits = new CommitQueue(
                            own,
                            writing,
                            config,
                            storeMeters,
                            limits,
                            real,
                            nanos,
                            id -> limited(StoredReplies.read(pool, id)));
                    return new Store(context, pool, pool(vertx, schema, 1), commits);
                });
    }

    private static MySQLConnectOptions connectOptions(StoreConfig config) {
        MySQLConnectOptions options = MySQLConnectOptions.fromUri(config.url());
        config.tls().apply(options);
        return options.setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(MAX_PREPARED_READING)
                // The default leaves out texts of more than 2,048 characters: just the ones that are worth most.
                .setPreparedStatementCacheSqlFilter(sql -> true);
    }

    private static Pool pool(Vertx vertx, MySQLConnectOptions schema, int connections) {
        PoolOptions options = new PoolOptions()
                .setMaxSize(connections)
                .setMaxWaitQueueSize(MAX_WAITING_QUERIES)
                .setConnectionTimeout(ACQUIRE_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxLifetime(MAX_LIFETIME_MINUTES)
                .setMaxLifetimeUnit(TimeUnit.MINUTES)
                .setIdleTimeout(IDLE_MINUTES)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        NetClientOptions network = new NetClientOptions()
                .setConnectTimeout(ACQUIRE_SECONDS * 1_000)
                .setReadIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return MySQLBuilder.pool()
                .with(options)
                .with(network)
                .connectingTo(schema)
                .withConnectHandler(connection ->
                        Session.prepare(connection, Session.OF_POOL).onComplete(set -> connection.close()))
                .using(vertx)
                .build();
    }

    public String context() {
        return context;
    }

    /** Fails with {@link CommitFailed} only. After it succeeds, the unit survives the loss of any process. */
    public Future<Void> commit(Unit unit) {
        return commits.commit(unit);
    }

    /**
     * Whether units can be committed: asked through the queue and the lines that commit, by a unit that writes nothing, and so refused by
     * a server that only reads. Queries that fill the pool do not matter, and a queue that is full moves.
     */
    public Future<Void> writable() {
        return commit(Unit.of().run(NOTHING, NO_COMMAND).build())
                .recover(failure -> failure instanceof CommitFailed.Overloaded
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    /**
     * Told after each commit that put pointers into the outbox, with the events as the journal has them, an aggregate's in order of
     * version, on the store's context: the relay of this process looks at once. Others find them at their next look.
     */
    public void onCommitted(Consumer<List<Recorded>> listener) {
        commits.onCommitted(listener);
    }

    /**
     * The context's changes as units of work here.
     *
     * @param rows writes a change into its unit
     * @param raced unique keys that only a concurrent writer takes: a change that finds one taken is {@link CommitFailed.Stale}
     */
    public <C> Commits<C> commits(BiConsumer<Unit.Builder, C> rows, Set<String> raced) {
        return new StoredCommits<>(this, rows, raced);
    }

    public Future<Optional<StoredReply>> replyTo(CommandId id) {
        return limited(StoredReplies.read(pool, id));
    }

    /** Events past a version for each aggregate, in order of version. */
    public Future<List<Recorded>> journal(List<Journal.After> after) {
        return journal(after, 0, new ArrayList<>());
    }

    private Future<List<Recorded>> journal(List<Journal.After> after, int from, List<Recorded> found) {
        if (from >= after.size()) return Future.succeededFuture(found);
        List<Journal.After> chunk = after.subList(from, Math.min(after.size(), from + JOURNAL_CHUNK));
        List<@Nullable Object> arguments = new ArrayList<>();
        List<Journal.After> places = Places.filled(chunk);
        for (Journal.After one : places) {
            arguments.add(one.aggregate());
            arguments.add(one.version());
        }
        String sql = "SELECT " + Rows.EVENT_COLUMNS + " FROM event WHERE "
                + Places.text("(aggregate_id = ? AND version > ?)", " OR ", places.size())
                + " ORDER BY aggregate_id, version";
        return query(sql, arguments.toArray()).compose(rows -> {
            for (Row row : rows) found.add(Rows.recorded(row));
            return journal(after, from + JOURNAL_CHUNK, found);
        });
    }

    /** What operators did, newest first. */
    public Future<List<Audit.Entry>> audit(Audit.Read question) {
        return AuditRows.read(this, question);
    }

    /**
     * A prepared query; arguments as in {@link Unit.Builder}. Fails with {@link CommitFailed.Unavailable} on an outage, with
     * {@link CommitFailed.Overloaded} when too many wait for a connection.
     */
    public Future<RowSet<Row>> query(String sql, @Nullable Object... arguments) {
        return limited(pool.preparedQuery(sql).execute(Rows.tuple(arguments)));
    }

    /** As {@link #query}, on a connection that is for work which nobody waits for. */
    Future<RowSet<Row>> queryAside(String sql, @Nullable Object... arguments) {
        return limited(aside.preparedQuery(sql).execute(Rows.tuple(arguments)));
    }

    private static <T> Future<T> limited(Future<T> query) {
        return query.timeout(QUERY_MILLIS, TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(classified(failure)));
    }

    private static Throwable classified(Throwable failure) {
        return switch (failure) {
            case ConnectionPoolTooBusyException busy ->
                new CommitFailed.Overloaded(MAX_WAITING_QUERIES + " queries wait for a connection");
            case MySQLException answer when !SqlErrors.isOutage(answer) -> answer;
            default -> new CommitFailed.Unavailable("the database cannot be asked: " + failure.getMessage(), failure);
        };
    }

    /** For what {@link #query} cannot do; never for writing. */
    public Pool pool() {
        return pool;
    }

    /** Waits for the commits under way (at most 5 s), then closes the connections. */
    public Future<Void> close() {
        return commits.drain(CLOSE_MILLIS)
                .compose(left -> commits.close())
                .compose(closed -> aside.close())
                .compose(closed -> pool.close());
    }
}
