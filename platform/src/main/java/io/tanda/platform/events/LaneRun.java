package io.tanda.platform.events;

import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.events.Publisher.Delivery;
import io.tanda.platform.store.Lanes;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction of the relay on those of its lanes that no other relay has; see {@link OutboxRelay}. Used once. */
final class LaneRun {
    private static final Logger log = LoggerFactory.getLogger(LaneRun.class);

    /** The name in the table {@code parked}. */
    static final String CONSUMER = "relay";
    /** Outbox rows of one transaction; a row holds what one commit wrote into a lane. */
    private static final int MAX_ROWS = 128;
    /** Past this many events no further row is taken: a transaction is over within some tens of milliseconds. */
    private static final int MAX_EVENTS = 500;
    /** Parked aggregates tried again in one transaction. */
    private static final int MAX_HEALED = 20;

    private static final int POINTER_BYTES = 20;
    private static final int MAX_ERROR_CHARACTERS = 2_000;

    /** What came of it. */
    sealed interface Outcome {
        /** @param more there may be more to publish @param poisoned aggregates parked */
        record Published(int events, int poisoned, boolean more) implements Outcome {}

        /** The first failure stopped the lanes; what was acknowledged before it is done. */
        record Stopped(int events, int poisoned, Throwable why) implements Outcome {}
    }

    private record OutboxRow(long id, List<Pointer> pointers) {}

    private record Poison(int version, String error) {}

    /** @param event null: the journal does not have it */
    private record Step(Pointer pointer, @Nullable Recorded event) {}

    private final Store store;
    private final Topic<?> topic;
    private final Publisher publisher;
    private final FreshEvents fresh;
    private final Set<Integer> lanes;
    private final boolean heal;

    private final Set<Integer> claimed = new TreeSet<>();
    /** Parked aggregates of these lanes with the first version that is not published. */
    private final Map<UUID, Integer> parked = new HashMap<>();

    private final List<OutboxRow> rows = new ArrayList<>();
    private boolean more;
    private boolean anyParked;
    /** What is left to send: an aggregate's steps in order of version. */
    private final Map<UUID, Deque<Step>> waiting = new LinkedHashMap<>();

    private final Set<Pointer> acknowledged = new HashSet<>();
    private final Map<UUID, Poison> poison = new HashMap<>();
    private @Nullable Throwable failure;

    /** @param lanes at least one @param heal also try what is parked */
    LaneRun(Store store, Topic<?> topic, Publisher publisher, FreshEvents fresh, Set<Integer> lanes, boolean heal) {
        this.store = store;
        this.topic = topic;
        this.publisher = publisher;
        this.fresh = fresh;
        this.lanes = Set.copyOf(lanes);
        this.heal = heal;
    }

    /** Fails when the database does; then nothing was deleted. */
    Future<Outcome> run() {
        return store.pool()
                .withTransaction(connection -> claim(connection)
                        .compose(done -> claimed.isEmpty() ? Future.succeededFuture(outcome()) : work(connection)));
    }

    /** The lanes that are ours for the time of the run; another relay has the others. */
    Set<Integer> claimed() {
        return claimed;
    }

    private Future<Void> claim(SqlConnection connection) {
        return connection
                .query("SELECT lane FROM lane WHERE lane IN (" + list(lanes) + ") FOR UPDATE SKIP LOCKED")
                .execute()
                .map(rows -> {
                    for (Row row : rows) claimed.add(row.getInteger("lane"));
                    return null;
                });
    }

    /** Numbers of our own: no statement is prepared for each choice of them. */
    private static String list(Collection<? extends Number> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private Future<Outcome> work(SqlConnection connection) {
        return readRows(connection)
                .compose(read -> rows.isEmpty() && !heal ? Future.succeededFuture() : readAndSend(connection))
                .map(done -> outcome());
    }

    private Future<Void> readAndSend(SqlConnection connection) {
        // Hardly ever is anything parked, and each question delays the event by its way there and back.
        Future<Void> parkedRead = anyParked || heal ? readParked(connection) : Future.succeededFuture();
        return parkedRead
                .compose(read -> readEvents(connection))
                .compose(read -> heal ? readParkedEvents(connection) : Future.succeededFuture())
                .compose(read -> sendWaves())
                .compose(sent -> deleteAcknowledged(connection))
                .compose(deleted -> park(connection))
                .compose(noted -> heal ? unpark(connection) : Future.succeededFuture());
    }

    private Outcome outcome() {
        Throwable why = failure;
        return why == null
                ? new Outcome.Published(acknowledged.size(), poison.size(), more)
                : new Outcome.Stopped(acknowledged.size(), poison.size(), why);
    }

    private Future<Void> readRows(SqlConnection connection) {
        return connection
                .query("SELECT id, pointers, EXISTS (SELECT 1 FROM parked WHERE consumer = '" + CONSUMER
                        + "') AS parked FROM outbox WHERE lane IN (" + list(claimed) + ") ORDER BY id LIMIT "
                        + MAX_ROWS)
                .execute()
                .map(found -> {
                    int events = 0;
                    for (Row row : found) {
                        anyParked |= row.getLong("parked") == 1;
                        if (events >= MAX_EVENTS) break;
                        rows.add(new OutboxRow(row.getLong("id"), pointers(row.getBuffer("pointers"))));
                        events += rows.getLast().pointers().size();
                    }
                    more = found.size() == MAX_ROWS || rows.size() < found.size();
                    return null;
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

    private Future<Void> readParked(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT aggregate_id, version FROM parked WHERE consumer = ?")
                .execute(Store.tuple(CONSUMER))
                .map(found -> {
                    for (Row row : found) {
                        UUID aggregate = Store.uuid(row, "aggregate_id");
                        if (claimed.contains(Lanes.of(aggregate))) parked.put(aggregate, row.getInteger("version"));
                    }
                    return null;
                });
    }

    private Future<Void> readEvents(SqlConnection connection) {
        List<Pointer> pointers = rows.stream()
                .flatMap(row -> row.pointers().stream())
                .filter(pointer -> !parked.containsKey(pointer.aggregate()))
                .toList();
        Map<Pointer, Recorded> events = new HashMap<>();
        List<Pointer> unknown = new ArrayList<>();
        for (Pointer pointer : pointers) {
            Recorded event = fresh.take(pointer);
            if (event == null) unknown.add(pointer);
            else events.put(pointer, event);
        }
        return readJournal(connection, unknown).map(found -> {
            for (Row row : found) {
                Recorded event = Store.recorded(row);
                events.put(Pointer.to(event), event);
            }
            for (Pointer pointer : pointers) step(new Step(pointer, events.get(pointer)));
            return null;
        });
    }

    private static Future<Iterable<Row>> readJournal(SqlConnection connection, List<Pointer> pointers) {
        if (pointers.isEmpty()) return Future.succeededFuture(List.of());
        // Filled up to a power of two, so that a connection prepares a handful of statements and not hundreds.
        int places = Integer.highestOneBit(pointers.size() * 2 - 1);
        List<@Nullable Object> arguments = new ArrayList<>(places * 2);
        for (int place = 0; place < places; place++) {
            Pointer pointer = pointers.get(Math.min(place, pointers.size() - 1));
            arguments.add(pointer.aggregate());
            arguments.add(pointer.version());
        }
        String places2 = "(?,?),".repeat(places);
        return connection
                .preparedQuery("SELECT " + Store.EVENT_COLUMNS + " FROM event WHERE (aggregate_id, version) IN ("
                        + places2.substring(0, places2.length() - 1) + ")")
                .execute(Store.tuple(arguments.toArray()))
                .map(found -> found);
    }

    private void step(Step step) {
        waiting.computeIfAbsent(step.pointer().aggregate(), first -> new ArrayDeque<>())
                .add(step);
    }

    private Future<Void> readParkedEvents(SqlConnection connection) {
        Future<Void> read = Future.succeededFuture();
        for (Map.Entry<UUID, Integer> entry :
                parked.entrySet().stream().limit(MAX_HEALED).toList())
            read = read.compose(before -> connection
                    .preparedQuery("SELECT " + Store.EVENT_COLUMNS
                            + " FROM event WHERE aggregate_id = ? AND version >= ? ORDER BY version LIMIT "
                            + MAX_EVENTS)
                    .execute(Store.tuple(entry.getKey(), entry.getValue()))
                    .map(found -> stepsOfParked(entry.getKey(), entry.getValue(), found)));
        return read;
    }

    private @Nullable Void stepsOfParked(UUID aggregate, int version, RowSet<Row> found) {
        int expected = version;
        for (Row row : found) {
            Recorded event = Store.recorded(row);
            if (event.version() != expected) break;
            step(new Step(new Pointer(aggregate, expected++), event));
        }
        if (expected == version) step(new Step(new Pointer(aggregate, version), null));
        return null;
    }

    /** The next event of each aggregate, then the one after it: until nothing is left, or something failed. */
    private Future<Void> sendWaves() {
        List<Step> wave = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (var steps : List.copyOf(waiting.values())) {
            Step step = steps.element();
            Recorded event = step.event();
            if (event == null) {
                poisoned(step, "the journal does not have this event");
            } else {
                wave.add(step);
                records.add(CloudEvent.write(topic, event));
            }
        }
        if (wave.isEmpty()) return Future.succeededFuture();
        return publisher.send(records).compose(deliveries -> {
            for (int index = 0; index < wave.size(); index++) delivered(wave.get(index), deliveries.get(index));
            return failure == null ? sendWaves() : Future.succeededFuture();
        });
    }

    private void delivered(Step step, Delivery delivery) {
        switch (delivery) {
            case Delivery.Acknowledged acknowledgement -> {
                acknowledged.add(step.pointer());
                Deque<Step> steps = waiting.get(step.pointer().aggregate());
                if (steps != null) {
                    steps.remove();
                    if (steps.isEmpty()) waiting.remove(step.pointer().aggregate());
                }
            }
            case Delivery.Refused refused -> poisoned(step, String.valueOf(refused.why()));
            case Delivery.Failed failed -> {
                if (failure == null) failure = failed.why();
            }
        }
    }

    private void poisoned(Step step, String why) {
        UUID aggregate = step.pointer().aggregate();
        log.error(
                "Event {}:{} of {} cannot be published; this aggregate is parked until that is mended: {}",
                aggregate,
                step.pointer().version(),
                topic,
                why);
        poison.put(aggregate, new Poison(step.pointer().version(), why));
        waiting.remove(aggregate);
    }

    private Future<Void> deleteAcknowledged(SqlConnection connection) {
        List<Long> finished = new ArrayList<>();
        Future<Void> written = Future.succeededFuture();
        for (OutboxRow row : rows) {
            List<Pointer> left = row.pointers().stream()
                    .filter(pointer -> !acknowledged.contains(pointer)
                            && !parked.containsKey(pointer.aggregate())
                            && !poison.containsKey(pointer.aggregate()))
                    .toList();
            if (left.isEmpty()) finished.add(row.id());
            else if (left.size() < row.pointers().size())
                written = written.compose(before -> connection
                        .preparedQuery("UPDATE outbox SET pointers = ? WHERE id = ?")
                        .execute(Store.tuple(packed(left), row.id()))
                        .mapEmpty());
        }
        if (finished.isEmpty()) return written;
        return written.compose(before -> connection
                .query("DELETE FROM outbox WHERE id IN (" + list(finished) + ")")
                .execute()
                .mapEmpty());
    }

    private Future<Void> park(SqlConnection connection) {
        Future<Void> written = Future.succeededFuture();
        for (Map.Entry<UUID, Poison> entry : poison.entrySet()) {
            String error = entry.getValue().error();
            written = written.compose(before -> connection
                    .preparedQuery("INSERT INTO parked (consumer, aggregate_id, version, context, error, tries, at)"
                            + " VALUES (?, ?, ?, ?, ?, 1, ?) ON DUPLICATE KEY UPDATE"
                            + " version = VALUES(version), error = VALUES(error), tries = tries + 1, at = VALUES(at)")
                    .execute(Store.tuple(
                            CONSUMER,
                            entry.getKey(),
                            entry.getValue().version(),
                            store.context(),
                            error.substring(0, Math.min(error.length(), MAX_ERROR_CHARACTERS)),
                            Instant.now()))
                    .mapEmpty());
        }
        return written;
    }

    /** What was parked and went through: on from here, or forgotten when that was all. */
    private Future<Void> unpark(SqlConnection connection) {
        Future<Void> written = Future.succeededFuture();
        for (Map.Entry<UUID, Integer> entry : parked.entrySet()) {
            UUID aggregate = entry.getKey();
            if (poison.containsKey(aggregate)) continue;
            int next = entry.getValue();
            while (acknowledged.contains(new Pointer(aggregate, next))) next++;
            int published = next - entry.getValue();
            if (published == 0) continue;
            boolean all = !waiting.containsKey(aggregate) && published < MAX_EVENTS;
            String sql = all
                    ? "DELETE FROM parked WHERE consumer = ? AND aggregate_id = ? AND version < ?"
                    : "UPDATE parked SET version = ? WHERE consumer = ? AND aggregate_id = ?";
            var arguments = all ? Store.tuple(CONSUMER, aggregate, next) : Store.tuple(next, CONSUMER, aggregate);
            if (all)
                log.info(
                        "Events of {} from version {} on are published; no longer parked", aggregate, entry.getValue());
            written = written.compose(
                    before -> connection.preparedQuery(sql).execute(arguments).mapEmpty());
        }
        return written;
    }
}
