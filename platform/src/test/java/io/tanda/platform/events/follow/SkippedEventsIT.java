package io.tanda.platform.events.follow;

import static io.tanda.platform.events.EventsFixture.count;
import static io.tanda.platform.events.EventsFixture.hex;
import static io.tanda.platform.events.EventsFixture.rides;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.CloudEvent;
import io.tanda.platform.events.EventsFixture;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestKit;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events whose type means nothing to the follower. Its one interest is {@code CancelRequested}. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
class SkippedEventsIT {
    private static final OrderedConsumer.Pace QUICK =
            new OrderedConsumer.Pace(Duration.ofMillis(400), Duration.ofMillis(700));
    /** Nothing is mended or retried: what had to wait for that would never come. */
    private static final OrderedConsumer.Pace NEVER =
            new OrderedConsumer.Pace(Duration.ofHours(1), Duration.ofHours(1));

    private static final AtomicInteger names = new AtomicInteger();

    private Vertx vertx;
    private Kit kit;
    private KafkaConfig kafka;
    private StoreConfig schema;
    private Store owner;
    private Store store;
    private String name;
    /** Of this test alone: what others published is not skipped here. */
    private Topic<BookingEvent> topic;

    private String means;
    /** Known to the topic, and its body is not even looked at. */
    private String known;

    private String unknown;
    private volatile boolean bug;

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        kit = TestKit.of(vertx);
        name = "skipping" + names.incrementAndGet();
        topic = Topic.of(name, BookingEvent.class)
                .event("cancel-requested", BookingEvent.CancelRequested.class)
                .event("driver-arrived", BookingEvent.DriverArrived.class);
        means = name + ".cancel-requested.v1";
        known = name + ".driver-arrived.v1";
        unknown = name + ".of-another-age.v9";
        kafka = new KafkaConfig(TestServers.kafka().bootstrap(), 4, 1);
        makeTopic();
        owner = TestStore.open(vertx, name);
        await(JournalService.serve(kit.bus(), owner));
        schema = TestStore.freshConfig("follower");
        store = await(Store.open(vertx, schema, "follower", kit.meters()));
        EventsFixture.execute(
                schema,
                "CREATE TABLE effect (n BIGINT AUTO_INCREMENT PRIMARY KEY, ride BINARY(16) NOT NULL, version INT NOT NULL)");
    }

    private void makeTopic() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic.name(), kafka.partitions(), (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        await(store.close());
        await(owner.close());
    }

    private OrderedConsumer follow(String group, Kit with, OrderedConsumer.Pace pace) {
        Interest<BookingEvent, Recorded> interest = Interest.<BookingEvent, Recorded>in(topic)
                .on(BookingEvent.CancelRequested.class, (event, recorded) -> {
                    if (bug) throw new IllegalStateException("a bug in the handler");
                    return Future.succeededFuture(Effects.of(recorded));
                });
        Commits<Recorded> commits = store.commits(
                (unit, change) -> unit.run(
                        "INSERT INTO effect (ride, version) VALUES (?, ?)", change.aggregate(), change.version()),
                Set.of());
        OrderedConsumer consumer = new OrderedConsumer(vertx, with, kafka, store, name, group, interest, commits, pace);
        await(consumer.start());
        return consumer;
    }

    private OrderedConsumer follow(OrderedConsumer.Pace pace) {
        return follow(name, kit, pace);
    }

    private static Recorded of(String type, UUID ride, int version) {
        return new Recorded(ride, version, type, Instant.now(), Actor.SYSTEM, null, "[\"not its form\"]");
    }

    private Recorded recorded(UUID ride, int version) {
        BookingEvent event = EventsFixture.event(ride, "version " + version);
        return new Recorded(ride, version, means, event.at(), Actor.SYSTEM, null, Wire.encodeText(event));
    }

    private void publish(Recorded... events) {
        EventsFixture.publish(kafka, topic, events);
    }

    private void awaitEffects(UUID ride, Integer... versions) {
        Eventually.holds(
                () -> EventsFixture.effects(schema, ride),
                () -> EventsFixture.effects(schema, ride).size() >= versions.length);
        assertThat(EventsFixture.effects(schema, ride)).containsExactly(versions);
    }

    private void awaitFence(UUID ride, int version) {
        Eventually.holds(() -> fence(ride), () -> fence(ride) == version);
    }

    private long fence(UUID ride) {
        return count(
                schema,
                "SELECT COALESCE(MAX(version), 0) FROM fence WHERE consumer = '" + name + "<-" + name
                        + "' AND aggregate_id = " + hex(ride));
    }

    private long parkedRows() {
        return count(schema, "SELECT COUNT(*) FROM parked");
    }

    private double meter(String meter) {
        return kit.meters().get("tanda.consumer." + meter).counter().count();
    }

    private double units() {
        return kit.meters().get("tanda.store.units").counter().count();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            return admin.listConsumerGroupOffsets("tanda-" + name + "-" + name)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private long committed(int partition) {
        OffsetAndMetadata offset = committed().get(new TopicPartition(topic.name(), partition));
        return offset == null ? 0 : offset.offset();
    }

    private ConsumerRecord<String, byte[]> lastOf(UUID ride) {
        return EventsFixture.records(kafka, topic).stream()
                .filter(record -> ride.toString().equals(record.key()))
                .toList()
                .getLast();
    }

    @Test
    void an_event_of_an_unknown_type_parks_nothing_and_the_next_one_takes_effect_at_once() {
        UUID ride = rides(1).getFirst();
        OrderedConsumer consumer = follow(NEVER);

        publish(of(unknown, ride, 1), of(known, ride, 2), recorded(ride, 3));

        awaitEffects(ride, 3);
        assertThat(fence(ride)).isEqualTo(3);
        publish(of(unknown, ride, 4), recorded(ride, 5));
        awaitEffects(ride, 3, 5);
        await(consumer.stop());
        assertThat(parkedRows()).isZero();
    }

    @Test
    void events_that_mean_nothing_cost_no_unit_each_and_the_fence_catches_up() {
        List<UUID> rides = rides(200);
        OrderedConsumer consumer = follow(NEVER);

        publish(IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(version -> rides.stream().map(ride -> of(known, ride, version)))
                .toArray(Recorded[]::new));

        rides.forEach(ride -> awaitFence(ride, 3));
        await(consumer.stop());
        assertThat(meter("skipped")).isEqualTo(600);
        assertThat(meter("handled")).isZero();
        // Some hundreds are together in one; how they meet is the scheduler's choice.
        assertThat(units()).isLessThan(60);
        assertThat(kit.meters().get("tanda.consumer.in.hand").gauge().value()).isZero();
    }

    @Test
    void what_was_passed_over_before_a_stop_is_in_the_database_and_is_not_read_again() {
        List<UUID> rides = rides(20);
        OrderedConsumer first = follow(NEVER);
        publish(rides.stream().map(ride -> of(unknown, ride, 1)).toArray(Recorded[]::new));
        Eventually.holds(() -> meter("skipped"), () -> meter("skipped") == 20);
        await(first.stop());
        assertThat(rides).allSatisfy(ride -> assertThat(fence(ride)).isEqualTo(1));

        Kit second = TestKit.of(vertx, kit.bus());
        OrderedConsumer next = follow(name, second, NEVER);
        publish(rides.stream().map(ride -> recorded(ride, 2)).toArray(Recorded[]::new));

        rides.forEach(ride -> awaitEffects(ride, 2));
        await(next.stop());
        assertThat(second.meters().get("tanda.consumer.dropped").counter().count())
                .isZero();
    }

    @Test
    void an_offset_does_not_pass_what_its_fence_has_not_passed_and_whoever_reads_it_again_goes_on_at_once()
            throws Exception {
        UUID held = rides(1).getFirst();
        List<UUID> others = rides(40);
        try (Connection elsewhere = EventsFixture.database(schema)) {
            holdFence(elsewhere, held);
            OrderedConsumer first = follow(NEVER);
            publish(of(unknown, held, 1));
            Eventually.holds(() -> "not read", () -> meter("skipped") == 1);
            publish(others.stream().map(ride -> recorded(ride, 1)).toArray(Recorded[]::new));
            others.forEach(ride -> awaitEffects(ride, 1));
            ConsumerRecord<String, byte[]> passedOver = lastOf(held);
            int elsewherePartition = (passedOver.partition() + 1) % kafka.partitions();
            ConsumerRecord<String, byte[]> other = EventsFixture.records(kafka, topic).stream()
                    .filter(record -> record.partition() == elsewherePartition)
                    .toList()
                    .getLast();
            Eventually.holds(this::committed, () -> committed(elsewherePartition) > other.offset());
            assertThat(committed(passedOver.partition())).isLessThanOrEqualTo(passedOver.offset());

            // As one that begins after a crash of the first, while that is still about to write.
            OrderedConsumer second = follow(name + "-again", TestKit.of(vertx, kit.bus()), NEVER);
            publish(recorded(held, 2));
            elsewhere.rollback();

            awaitEffects(held, 2);
            awaitFence(held, 2);
            Eventually.holds(this::committed, () -> committed(passedOver.partition()) > passedOver.offset());
            await(first.stop());
            await(second.stop());
        }
        assertThat(parkedRows()).isZero();
    }

    /** A row that is not committed: whoever writes the same one waits. */
    private void holdFence(Connection elsewhere, UUID ride) throws SQLException {
        elsewhere.setAutoCommit(false);
        try (Statement statement = elsewhere.createStatement()) {
            statement.execute("INSERT INTO fence (consumer, aggregate_id, version) VALUES ('" + name + "<-" + name
                    + "', " + hex(ride) + ", 1)");
        }
    }

    @Test
    void a_gap_after_what_was_passed_over_is_mended() {
        UUID ride = rides(1).getFirst();
        for (int version = 1; version <= 3; version++) EventsFixture.journal(owner, recorded(ride, version));
        OrderedConsumer consumer = follow(QUICK);

        publish(of(unknown, ride, 1), recorded(ride, 3));

        awaitEffects(ride, 2, 3);
        await(consumer.stop());
        assertThat(meter("mended")).isEqualTo(1);
    }

    @Test
    void what_means_nothing_may_be_damaged_and_what_means_something_may_not() {
        List<UUID> rides = rides(2);
        OrderedConsumer consumer = follow(NEVER);

        publishWithoutBody(of(unknown, rides.getFirst(), 1));
        publishWithoutBody(recorded(rides.getLast(), 1));
        publish(recorded(rides.getFirst(), 2));

        awaitEffects(rides.getFirst(), 2);
        Eventually.holds(() -> "not parked", () -> parkedRows() == 1);
        await(consumer.stop());
        assertThat(count(schema, "SELECT version FROM parked WHERE aggregate_id = " + hex(rides.getLast())))
                .isEqualTo(1);
    }

    private void publishWithoutBody(Recorded event) {
        ProducerRecord<String, byte[]> whole = CloudEvent.write(topic, event);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(whole.topic(), null, whole.key(), null, whole.headers()));
            producer.flush();
        }
    }

    @Test
    void an_aggregate_that_was_parked_goes_on_past_what_means_nothing() {
        UUID ride = rides(1).getFirst();
        EventsFixture.journal(owner, of(known, ride, 1));
        EventsFixture.journal(owner, recorded(ride, 2));
        EventsFixture.journal(owner, of(unknown, ride, 3));
        bug = true;
        OrderedConsumer consumer = follow(QUICK);
        publish(of(known, ride, 1), recorded(ride, 2), of(unknown, ride, 3));
        Eventually.holds(() -> "not parked", () -> parkedRows() == 1);

        bug = false;

        awaitEffects(ride, 2);
        Eventually.holds(() -> "still parked", () -> parkedRows() == 0);
        assertThat(fence(ride)).isEqualTo(3);
        publish(recorded(ride, 4));
        awaitEffects(ride, 2, 4);
        await(consumer.stop());
        assertThat(meter("mended")).isZero();
    }
}
