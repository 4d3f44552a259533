package io.tanda.platform.store;

import io.tanda.contract.Actor;
import io.tanda.contract.Role;
import io.tanda.contract.event.Recorded;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How our values are read from rows: ids from BINARY(16), times from BIGINT microseconds since the epoch. */
public final class Rows {
    /** What {@link #recorded} reads, for a SELECT on the table {@code event}. */
    public static final String EVENT_COLUMNS = "aggregate_id, version, type, at, actor_role, actor_id, trace, body";

    private Rows() {}

    public static Optional<Row> first(RowSet<Row> rows) {
        for (Row row : rows) return Optional.of(row);
        return Optional.empty();
    }

    /** @throws IllegalStateException where the column is null */
    public static UUID uuid(Row row, String column) {
        UUID id = uuidOrNull(row, column);
        if (id == null) throw new IllegalStateException(column + " is null");
        return id;
    }

    /** @param type an id's constructor */
    public static <I> @Nullable I idOrNull(Row row, String column, Function<UUID, I> type) {
        UUID id = uuidOrNull(row, column);
        return id == null ? null : type.apply(id);
    }

    public static @Nullable UUID uuidOrNull(Row row, String column) {
        Buffer bytes = row.getBuffer(column);
        return bytes == null ? null : Values.uuid(bytes);
    }

    /** @throws IllegalStateException where the column is null */
    public static Instant instant(Row row, String column) {
        Instant at = instantOrNull(row, column);
        if (at == null) throw new IllegalStateException(column + " is null");
        return at;
    }

    /** @param micros as a column of time has them */
    public static Instant instant(long micros) {
        return Values.instant(micros);
    }

    public static @Nullable Instant instantOrNull(Row row, String column) {
        Long micros = row.getLong(column);
        return micros == null ? null : Values.instant(micros);
    }

    /** A row of the table {@code event}. */
    public static Recorded recorded(Row row) {
        return new Recorded(
                uuid(row, "aggregate_id"),
                row.getInteger("version"),
                row.getString("type"),
                instant(row, "at"),
                new Actor(Role.valueOf(row.getString("actor_role")), uuid(row, "actor_id")),
                row.getString("trace"),
                row.getString("body"));
    }

    /** The other way: arguments as {@link Unit.Builder} takes them, for a statement on {@link Store#pool}. */
    public static Tuple tuple(@Nullable Object... arguments) {
        return Values.tuple(arguments);
    }
}
