package io.tanda.platform.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.CommandId;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.event.Recorded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One context's schema. Opened once per process and verticle; all futures complete on the caller's context. */
public final class Store {
    private Store() {}

    /**
     * Creates and migrates the schema where its version differs (migrations of the platform and of
     * {@code classpath:db/<context>}), checks that the server makes commits durable, and opens the pool.
     */
    public static Future<Store> open(Vertx vertx, StoreConfig config, String context, MeterRegistry meters) {
        throw new UnsupportedOperationException("to be written");
    }

    public String context() {
        throw new UnsupportedOperationException("to be written");
    }

    /** Fails with {@link CommitFailed} only. After it succeeds, the unit survives the loss of any process. */
    public Future<Void> commit(Unit unit) {
        throw new UnsupportedOperationException("to be written");
    }

    /**
     * Told after each commit that put pointers into the outbox, with their lanes, on the store's context: the relay of this process
     * looks at once. Others find them at their next look.
     */
    public void onCommitted(Consumer<Set<Integer>> listener) {
        throw new UnsupportedOperationException("to be written");
    }

    public Future<Optional<StoredReply>> replyTo(CommandId id) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Events past a version for each aggregate, in order of version. */
    public Future<List<Recorded>> journal(List<Journal.After> after) {
        throw new UnsupportedOperationException("to be written");
    }

    /** A prepared query; arguments as in {@link Unit.Builder}. Fails with {@link CommitFailed.Unavailable} on an outage. */
    public Future<RowSet<Row>> query(String sql, @Nullable Object... arguments) {
        throw new UnsupportedOperationException("to be written");
    }

    /** For what {@link #query} cannot do; never for writing. */
    public Pool pool() {
        throw new UnsupportedOperationException("to be written");
    }

    /** Waits for the commits under way (at most 5 s), then closes the pool. */
    public Future<Void> close() {
        throw new UnsupportedOperationException("to be written");
    }

    /** What {@link #recorded} reads, for a SELECT on the table {@code event}. */
    public static final String EVENT_COLUMNS = "aggregate_id, version, type, at, actor_role, actor_id, trace, body";

    /** A row of the table {@code event}. */
    public static Recorded recorded(Row row) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Reads a BINARY(16) column. */
    public static UUID uuid(Row row, String column) {
        throw new UnsupportedOperationException("to be written");
    }

    public static @Nullable UUID uuidOrNull(Row row, String column) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Reads a BIGINT column of microseconds since the epoch. */
    public static Instant instant(Row row, String column) {
        throw new UnsupportedOperationException("to be written");
    }

    public static @Nullable Instant instantOrNull(Row row, String column) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Arguments as {@link Unit.Builder} takes them, for a statement on {@link #pool}. */
    public static Tuple tuple(@Nullable Object... arguments) {
        throw new UnsupportedOperationException("to be written");
    }
}
