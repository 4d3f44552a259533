package io.tanda.simulator.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tanda.client.Answer;
import io.tanda.client.TandaClient;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.event.Topics;
import io.tanda.contract.history.RideRecord;
import io.tanda.simulator.check.Snapshot.Journaled;
import io.tanda.simulator.check.Snapshot.Published;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was recorded about every ride that began since a moment: ride ids are UUIDv7, so the journals' primary keys are in the
 * order of real time.
 */
public final class SnapshotReader {
    private static final List<String> CONTEXTS = List.of("booking", "dispatch", "payment", "history");

    /** Events in one query: some 2 MB. */
    private static final int PAGE_EVENTS = 4_000;

    private static final int PAGE_RIDES = 100;
    private static final int PAGE_CAPTURES = 1_000;
    /** Bookings asked for at once. */
    private static final int AT_ONCE = 16;

    private static final Duration KAFKA_LIMIT = Duration.ofSeconds(60);
    /** The clocks of two processes of one machine, and an event that was written before its topic's first record. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final TandaClient api;
    private final String operator;
    private final TandaClient gateway;
    private final String kafkaBootstrap;
    private final Pool pool;

    /**
     * @param operator a token of that role
     * @param gateway a client of the gateway's address
     * @param mysqlUrl {@code mysql://user:password@host:port}
     */
    public SnapshotReader(
            Vertx vertx,
            TandaClient api,
            String operator,
            TandaClient gateway,
            String mysqlUrl,
            String kafkaBootstrap) {
        this.vertx = vertx;
        this.api = api;
        this.operator = operator;
        this.gateway = gateway;
        this.kafkaBootstrap = kafkaBootstrap;
        this.pool = MySQLBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(MySQLConnectOptions.fromUri(mysqlUrl))
                .using(vertx)
                .build();
    }

    /** @param realSince rides that began before are not looked at @param domainSince the same moment in domain time */
    public record Since(Instant realSince, Instant domainSince) {
        UUID firstId() {
            return new UUID(realSince.toEpochMilli() << 16, 0);
        }
    }

    /**
     * @param asked what was answered 201
     * @param now domain time
     */
    public Future<Snapshot> read(
            Since since,
            Map<RideId, RiderId> asked,
            long operationsOk,
            long operations,
            Snapshot.Expected expected,
            Instant now,
            Duration deadlineTolerance) {
        List<Journaled> journal = new ArrayList<>();
        List<Snapshot.Deadline> deadlines = new ArrayList<>();
        List<Snapshot.Parked> parked = new ArrayList<>();
        List<Snapshot.Capture> captures = new ArrayList<>();
        Map<RideId, RideRecord> history = new HashMap<>();
        Map<RideId, Snapshot.Seen> bookings = new HashMap<>();
        // The topics first: what is there must be in a journal that was read after it. The next look mends the other
        // way round.
        return readTopics(since)
                .compose(published -> inTurn(Topics.ALL, topic -> readJournal(topic, since.firstId(), journal))
                        .compose(none -> inTurn(CONTEXTS, context -> readDeadlines(context, since, deadlines)))
                        .compose(none -> inTurn(CONTEXTS, context -> readParked(context, since, parked)))
                        .compose(none -> readLedger(since, 0, captures))
                        .compose(none -> readHistory(since, null, history))
                        .compose(none -> readBookings(asked, bookings))
                        .map(none -> new Snapshot(
                                Map.copyOf(asked),
                                bookings,
                                journal,
                                published,
                                history,
                                captures,
                                deadlines,
                                parked,
                                operationsOk,
                                operations,
                                expected,
                                now,
                                deadlineTolerance)));
    }

    /** Pointers that no relay has taken away yet, of all contexts. */
    public Future<Long> outboxRows() {
        return pool.query("SELECT (SELECT COUNT(*) FROM tanda_booking.outbox) + (SELECT COUNT(*) FROM"
                        + " tanda_dispatch.outbox) + (SELECT COUNT(*) FROM tanda_payment.outbox) AS waiting")
                .execute()
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }

    /** Fails when the database may forget what it has committed: then nothing that is measured or checked here means anything. */
    public Future<Void> requireDurableCommits() {
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

    public Future<Void> close() {
        return pool.close();
    }

    // --- databases ---------------------------------------------------------------------------

    private Future<Void> readJournal(Topic<?> topic, UUID from, List<Journaled> journal) {
        return pool.preparedQuery("SELECT aggregate_id, version, type, body FROM tanda_" + topic.context()
                        + ".event WHERE aggregate_id >= ? ORDER BY aggregate_id, version LIMIT " + PAGE_EVENTS)
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
        return new Journaled(topic.context(), ride(row), row.getInteger("version"), type.intern(), event, hash(body));
    }

    private Future<Void> readDeadlines(String context, Since since, List<Snapshot.Deadline> deadlines) {
        return pool.preparedQuery(
                        "SELECT aggregate_id, kind, due_at FROM tanda_" + context + ".deadline WHERE aggregate_id >= ?")
                .execute(Tuple.of(bytes(since.firstId())))
                .map(rows -> {
                    for (Row row : rows)
                        deadlines.add(new Snapshot.Deadline(
                                context,
                                ride(row),
                                row.getString("kind"),
                                Instant.EPOCH.plus(row.getLong("due_at"), ChronoUnit.MICROS)));
                    return null;
                });
    }

    private Future<Void> readParked(String context, Since since, List<Snapshot.Parked> parked) {
        return pool.preparedQuery("SELECT consumer, aggregate_id, version, error FROM tanda_" + context
                        + ".parked WHERE aggregate_id >= ?")
                .execute(Tuple.of(bytes(since.firstId())))
                .map(rows -> {
                    for (Row row : rows)
                        parked.add(new Snapshot.Parked(
                                context,
                                row.getString("consumer"),
                                ride(row),
                                row.getInteger("version"),
                                row.getString("error")));
                    return null;
                });
    }

    private static RideId ride(Row row) {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBuffer("aggregate_id").getBytes());
        return new RideId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    private static Buffer bytes(UUID id) {
        return Buffer.buffer(16).appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
    }

    /** Equal for equal trees, whatever the order of their fields. */
    private static int hash(String json) {
        try {
            return Wire.mapper().readTree(json).hashCode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }

    // --- topics ------------------------------------------------------------------------------

    private Future<List<Published>> readTopics(Since since) {
        // The Kafka client blocks.
        return vertx.executeBlocking(() -> {
            Properties properties = new Properties();
            properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafkaBootstrap);
            properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            List<Published> published = new ArrayList<>();
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
                for (Topic<?> topic : Topics.ALL) readTopic(consumer, topic, since, published);
            }
            return published;
        });
    }

    private static void readTopic(
            KafkaConsumer<String, byte[]> consumer, Topic<?> topic, Since since, List<Published> published) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic.name(), KAFKA_LIMIT))
            partitions.add(new TopicPartition(topic.name(), partition.partition()));
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, KAFKA_LIMIT);
        long fromMillis = since.realSince().minus(MARGIN).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        for (TopicPartition partition : partitions) times.put(partition, fromMillis);
        consumer.offsetsForTimes(times, KAFKA_LIMIT)
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        long deadline = System.nanoTime() + KAFKA_LIMIT.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException(topic + " could not be read within " + KAFKA_LIMIT);
            for (ConsumerRecord<String, byte[]> one : consumer.poll(Duration.ofMillis(500))) {
                RideId ride = RideId.parse(one.key());
                if (ride.value().getMostSignificantBits() < since.firstId().getMostSignificantBits()) continue;
                published.add(new Published(
                        topic.context(),
                        ride,
                        Integer.parseInt(header(one, "ce_version")),
                        header(one, "ce_type").intern(),
                        hash(new String(one.value(), StandardCharsets.UTF_8))));
            }
        }
    }

    private static String header(ConsumerRecord<String, byte[]> one, String name) {
        Header header = one.headers().lastHeader(name);
        if (header == null)
            throw new IllegalStateException(
                    one.topic() + "-" + one.partition() + "@" + one.offset() + " has no " + name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    // --- HTTP --------------------------------------------------------------------------------

    private record LedgerPage(
            List<Snapshot.Capture> items, @Nullable Long next) {}

    private Future<Void> readLedger(Since since, long after, List<Snapshot.Capture> captures) {
        return gateway.get("/v1/ledger?limit=" + PAGE_CAPTURES + "&after=" + after, "none", LedgerPage.class)
                .map(Answer::get)
                .compose(page -> {
                    for (Snapshot.Capture capture : page.items())
                        if (capture.ride().value().getMostSignificantBits()
                                >= since.firstId().getMostSignificantBits()) captures.add(capture);
                    Long next = page.next();
                    return next == null ? Future.succeededFuture() : readLedger(since, next, captures);
                });
    }

    private Future<Void> readHistory(Since since, @Nullable String cursor, Map<RideId, RideRecord> history) {
        return api.history(operator, null, since.domainSince(), cursor, PAGE_RIDES)
                .map(Answer::get)
                .compose(page -> {
                    for (RideRecord row : page.items()) history.put(row.id(), row);
                    String next = page.next();
                    return next == null ? Future.succeededFuture() : readHistory(since, next, history);
                });
    }

    private Future<Void> readBookings(Map<RideId, RiderId> asked, Map<RideId, Snapshot.Seen> bookings) {
        Iterator<RideId> all = asked.keySet().iterator();
        List<Future<Void>> readers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) readers.add(readNextBooking(all, bookings));
        return Future.all(readers).mapEmpty();
    }

    private Future<Void> readNextBooking(Iterator<RideId> all, Map<RideId, Snapshot.Seen> bookings) {
        if (!all.hasNext()) return Future.succeededFuture();
        RideId ride = all.next();
        return api.booking(operator, ride).compose(answer -> {
            if (answer instanceof Answer.Ok<BookingView> found)
                bookings.put(
                        ride,
                        new Snapshot.Seen(
                                found.body().rider(),
                                found.body().status(),
                                found.body().version(),
                                found.body().paid()));
            return readNextBooking(all, bookings);
        });
    }

    private static <T> Future<Void> inTurn(List<? extends T> all, Function<T, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (T one : all) done = done.compose(none -> step.apply(one));
        return done;
    }
}
