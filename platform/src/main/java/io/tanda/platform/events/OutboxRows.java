package io.tanda.platform.events;

import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.Waves.Poison;
import io.tanda.platform.store.Places;
import io.tanda.platform.store.Rows;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements of one run of the relay: on lanes, outbox, journal and what is parked. */
final class OutboxRows {
    /** The relay's name in the table {@code parked}. */
    static final String CONSUMER = "relay";
    /** Outbox rows of one transaction; a row holds what one commit wrote into a lane. */
    private static final int MAX_ROWS = 128;
    /** Past this many events no further row is taken: a transaction is over within some tens of milliseconds. */
    static final int MAX_EVENTS = 500;

    private static final int POINTER_BYTES = 20;
    private static final int MAX_ERROR_CHARACTERS = 2_000;

    record OutboxRow(long id, List<Pointer> pointers) {}

    /** @param more there are more rows @param anyParked some aggregate is parked, in whatever lane */
    record Oldest(List<OutboxRow> rows, boolean more, boolean anyParked) {}

    private final SqlConnection connection;
    private final String context;

    /** @param connection in a transaction @param context whose outbox it is */
    OutboxRows(SqlConnection connection, String context) {
        this.connection = connection;
        this.context = context;
    }

    /** Those of these lanes that no other relay has, ours until the transaction ends. */
    Future<Set<Integer>> claim(Set<Integer> lanes) {
        return connection
                .query("SELECT lane FROM lane WHERE lane IN (" + list(lanes) + ") FOR UPDATE SKIP LOCKED")
                .execute()
                .map(rows -> {
                    Set<Integer> claimed = new HashSet<>();
                    for (Row row : rows) claimed.add(row.getInteger("lane"));
                    return claimed;
                });
    }

    /** Numbers of our own: no statement is prepared for each choice of them. */
    private static String list(Collection<? extends Number> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    Future<Oldest> oldest(Set<Integer> lanes) {
        return connection
                .query("SELECT id, pointers, EXISTS (SELECT 1 FROM parked WHERE consumer = '" + CONSUMER
                        + "') AS parked FROM outbox WHERE lane IN (" + list(lanes) + ") ORDER BY id LIMIT " + MAX_ROWS)
                .execute()
                .map(found -> {
                    List<OutboxRow> rows = new ArrayList<>();
                    int events = 0;
                    boolean anyParked = false;
                    for (Row row : found) {
                        anyParked |= row.getLong("parked") == 1;
                        if (events >= MAX_EVENTS) break;
                        rows.add(new OutboxRow(row.getLong("id"), pointers(row.getBuffer("pointers"))));
                        events += rows.getLast().pointers().size();
                    }
                    return new Oldest(rows, found.size() == MAX_ROWS || rows.size() < found.size(), anyParked);
                });
    }

    private static List<Pointer> pointers(Buffer packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed.getBytes());
        List<Pointer> pointers = new ArrayList<>(bytes.remaining() / POINTER_BYTES);
        while (bytes.remaining() >= POINTER_BYTES)
            pointers.add(new Pointer(new UUID(bytes.getLong(), bytes.getLong()), bytes.getInt()));
        return pointers;
    }

    private static byte[] packed(List<Pointer> pointers) {
        ByteBuffer bytes = ByteBuffer.allocate(pointers.size() * POINTER_BYTES);
        for (Pointer pointer : pointers)
            bytes.putLong(pointer.aggregate().getMostSignificantBits())
                    .putLong(pointer.aggregate().getLeastSignificantBits())
                    .putInt(pointer.version());
        return bytes.array();
    }

    /** Parked aggregates with the first version that is not published; those tried longest ago first. */
    Future<Map<UUID, Integer>> parked() {
        return connection
                .preparedQuery("SELECT aggregate_id, version FROM parked WHERE consumer = ? ORDER BY at")
                .execute(Rows.tuple(CONSUMER))
                .map(found -> {
                    Map<UUID, Integer> parked = new LinkedHashMap<>();
                    for (Row row : found) parked.put(Rows.uuid(row, "aggregate_id"), row.getInteger("version"));
                    return parked;
                });
    }

    Future<List<Recorded>> journal(List<Pointer> pointers) {
        if (pointers.isEmpty()) return Future.succeededFuture(List.of());
        List<Pointer> places = Places.filled(pointers);
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Pointer pointer : places) {
            arguments.add(pointer.aggregate());
            arguments.add(pointer.version());
        }
        return events(
                "(aggregate_id, version) IN (" + Places.text("(?, ?)", ", ", places.size()) + ")", arguments.toArray());
    }

    /** At most {@link #MAX_EVENTS}. */
    Future<List<Recorded>> journalFrom(UUID aggregate, int version) {
        return events("aggregate_id = ? AND version >= ? ORDER BY version LIMIT " + MAX_EVENTS, aggregate, version);
    }

    private Future<List<Recorded>> events(String condition, @Nullable Object... arguments) {
        return connection
                .preparedQuery("SELECT " + Rows.EVENT_COLUMNS + " FROM event WHERE " + condition)
                .execute(Rows.tuple(arguments))
                .map(found -> {
                    List<Recorded> events = new ArrayList<>(found.size());
                    for (Row row : found) events.add(Rows.recorded(row));
                    return events;
                });
    }

    Future<Void> delete(List<Long> ids) {
        if (ids.isEmpty()) return Future.succeededFuture();
        return connection
                .query("DELETE FROM outbox WHERE id IN (" + list(ids) + ")")
                .execute()
                .mapEmpty();
    }

    Future<Void> keep(long id, List<Pointer> pointers) {
        return execute("UPDATE outbox SET pointers = ? WHERE id = ?", packed(pointers), id);
    }

    Future<Void> park(UUID aggregate, Poison poison) {
        String error = poison.error();
        return execute(
                "INSERT INTO parked (consumer, aggregate_id, version, context, error, tries, at)"
                        + " VALUES (?, ?, ?, ?, ?, 1, ?) ON DUPLICATE KEY UPDATE"
                        + " version = VALUES(version), error = VALUES(error), tries = tries + 1, at = VALUES(at)",
                CONSUMER,
                aggregate,
                poison.version(),
                context,
                error.substring(0, Math.min(error.length(), MAX_ERROR_CHARACTERS)),
                Instant.now());
    }

    /** It stays parked from this version on. */
    Future<Void> parkFrom(UUID aggregate, int version) {
        return execute(
                "UPDATE parked SET version = ?, at = ? WHERE consumer = ? AND aggregate_id = ?",
                version,
                Instant.now(),
                CONSUMER,
                aggregate);
    }

    /** @param version the first that is not published */
    Future<Void> unpark(UUID aggregate, int version) {
        return execute(
                "DELETE FROM parked WHERE consumer = ? AND aggregate_id = ? AND version < ?",
                CONSUMER,
                aggregate,
                version);
    }

    private Future<Void> execute(String sql, @Nullable Object... arguments) {
        return connection.preparedQuery(sql).execute(Rows.tuple(arguments)).mapEmpty();
    }
}
