package io.tanda.platform.events;

import static io.tanda.platform.testing.TestStore.await;

import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Rides whose events are numbered, written and read on the real servers without the code under test. */
public final class EventsFixture {
    /** More often than any test cuts connections. */
    private static final int CUTS_AT_MOST = 20;

    private static final Insert EVENT =
            Insert.into("event", "aggregate_id", "version", "type", "at", "actor_role", "actor_id", "body");

    private EventsFixture() {}

    public static KafkaConfig kafka(Vertx vertx) {
        KafkaConfig kafka = new KafkaConfig(TestServers.kafka().bootstrap(), 4, 1);
        await(KafkaTopics.ensure(vertx, kafka).done());
        return kafka;
    }

    public static List<UUID> rides(int count) {
        return IntStream.range(0, count).mapToObj(each -> RideId.next().value()).toList();
    }

    public static BookingEvent event(UUID ride, String text) {
        return new BookingEvent.CancelRequested(
                new RideId(ride), text, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Journals the next event of a ride and points the outbox at it. */
    public static void write(Store store, UUID ride, int version, String text) {
        await(store.commit(Unit.of()
                .events(BookingEvent.TOPIC, version - 1, List.of(event(ride, text)), Actor.SYSTEM, null)
                .build()));
    }

    /** Into the journal alone, of whatever type. */
    public static void journal(Store store, Recorded event) {
        await(store.commit(Unit.of()
                .insert(
                        EVENT,
                        event.aggregate(),
                        event.version(),
                        event.type(),
                        event.at(),
                        event.actor().role(),
                        event.actor().id(),
                        event.body())
                .build()));
    }

    public static Recorded recorded(UUID ride, int version) {
        BookingEvent event = event(ride, "version " + version);
        return new Recorded(
                ride,
                version,
                BookingEvent.TOPIC.typeOf(event),
                event.at(),
                Actor.SYSTEM,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                Wire.encodeText(event));
    }

    /** Straight into the topic, in this order. */
    public static void publish(KafkaConfig kafka, Recorded... events) {
        publish(kafka, BookingEvent.TOPIC, events);
    }

    public static void publish(KafkaConfig kafka, Topic<?> topic, Recorded... events) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            for (Recorded event : events) producer.send(CloudEvent.write(topic, event));
            producer.flush();
        }
    }

    /** What the topic holds of these rides: versions in the order in which they lie there. */
    public static Map<UUID, List<Integer>> published(KafkaConfig kafka, List<UUID> rides) {
        Map<UUID, List<Integer>> found = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records(kafka)) {
            if (CloudEvent.read(record) instanceof CloudEvent.About about && rides.contains(about.aggregate()))
                found.computeIfAbsent(about.aggregate(), first -> new ArrayList<>())
                        .add(about.version());
        }
        return found;
    }

    public static List<Integer> published(KafkaConfig kafka, UUID ride) {
        return published(kafka, List.of(ride)).getOrDefault(ride, List.of());
    }

    public static List<ConsumerRecord<String, byte[]>> records(KafkaConfig kafka) {
        return records(kafka, BookingEvent.TOPIC);
    }

    public static List<ConsumerRecord<String, byte[]>> records(KafkaConfig kafka, Topic<?> topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L)))
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
        }
        return all;
    }

    /** Each version for the first time only after the one before it; repetitions may lie anywhere. */
    public static boolean inOrder(List<Integer> versions) {
        int highest = 0;
        for (int version : versions) {
            if (version > highest + 1) return false;
            highest = Math.max(highest, version);
        }
        return true;
    }

    public static Connection database(StoreConfig config) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + TestServers.mariaDb().port() + "/" + config.schema() + "?user="
                        + MariaDbServer.USER + "&password="
                        + TestServers.mariaDb().password());
    }

    /** Versions of a ride in the test's own table {@code effect}, in the order in which they took effect. */
    public static List<Integer> effects(StoreConfig config, UUID ride) {
        return effects(config, List.of(ride)).getOrDefault(ride, List.of());
    }

    public static Map<UUID, List<Integer>> effects(StoreConfig config, List<UUID> rides) {
        Map<UUID, List<Integer>> effects = new HashMap<>();
        try (Connection connection = database(config);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT LOWER(HEX(ride)), version FROM effect ORDER BY n")) {
            Map<String, UUID> byHex = new HashMap<>();
            rides.forEach(ride -> byHex.put(ride.toString().replace("-", ""), ride));
            while (rows.next()) {
                UUID ride = byHex.get(rows.getString(1));
                if (ride != null)
                    effects.computeIfAbsent(ride, first -> new ArrayList<>()).add(rows.getInt(2));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return effects;
    }

    public static void execute(StoreConfig config, String sql) {
        try (Connection connection = database(config);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    public static long count(StoreConfig config, String sql) {
        // The observer's connection may be among those that a test cuts: it looks again.
        for (int looks = 1; ; looks++) {
            try (Connection connection = database(config);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            } catch (SQLNonTransientConnectionException cut) {
                if (looks == CUTS_AT_MOST) throw new AssertionError(sql, cut);
            } catch (SQLException e) {
                throw new AssertionError(sql, e);
            }
        }
    }

    /** Cuts every connection to this schema, in the middle of what they do. */
    public static void cutConnections(StoreConfig config) {
        try (Connection connection = database(config);
                Statement statement = connection.createStatement()) {
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT id FROM information_schema.processlist WHERE db = '"
                    + config.schema() + "' AND id <> CONNECTION_ID()")) {
                while (rows.next()) ids.add(rows.getLong(1));
            }
            for (long id : ids) {
                try {
                    statement.execute("KILL " + id);
                } catch (SQLException gone) {
                    // It went by itself meanwhile.
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("cannot cut the connections of " + config.schema(), e);
        }
    }

    public static String hex(UUID id) {
        return "x'" + id.toString().replace("-", "") + "'";
    }
}
