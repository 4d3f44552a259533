package io.tanda.platform.events.follow;

import static io.tanda.platform.events.EventsFixture.count;
import static io.tanda.platform.events.EventsFixture.hex;
import static io.tanda.platform.events.EventsFixture.publish;
import static io.tanda.platform.events.EventsFixture.recorded;
import static io.tanda.platform.events.EventsFixture.rides;
import static io.tanda.platform.events.EventsFixture.write;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.AskFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.CloudEvent;
import io.tanda.platform.events.EventsFixture;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestKit;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
@Timeout(value = 5, timeUnit = TimeUnit.MINUTES)
@Tag("B3")
class OrderedConsumerIT {
    private static final OrderedConsumer.Pace QUICK =
            new OrderedConsumer.Pace(Duration.ofMillis(400), Duration.ofMillis(700));
    /** Nothing is mended or retried while such a test runs. */
    private static final OrderedConsumer.Pace NEVER =
            new OrderedConsumer.Pace(Duration.ofHours(1), Duration.ofHours(1));

    private static final AtomicInteger names = new AtomicInteger();

    private Vertx vertx;
    private Kit kit;
    private KafkaConfig kafka;
    private Store owner;
    private StoreConfig schema;
    private Store store;
    private String name;
    private final Queue<PollingThread.Polled> others = new ConcurrentLinkedQueue<>();
    /** Effects that were asked for, to see what was handled more than once. */
    private final Map<UUID, List<Integer>> asked = new ConcurrentHashMap<>();

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        kit = TestKit.of(vertx);
        kafka = EventsFixture.kafka(vertx);
        owner = TestStore.open(vertx, "booking");
        await(JournalService.serve(kit.bus(), owner));
        schema = TestStore.freshConfig("follower");
        store = TestStore.open(vertx, "follower", schema);
        // No key that would hide an effect made twice.
        EventsFixture.execute(
                schema,
                "CREATE TABLE effect (n BIGINT AUTO_INCREMENT PRIMARY KEY, ride BINARY(16) NOT NULL, version INT NOT NULL)");
        name = "test" + names.incrementAndGet();
    }

    @AfterEach
    void close() {
        await(store.close());
        await(owner.close());
    }

    /** A change says its rows itself. */
    private interface Rows extends Consumer<Unit.Builder> {}

    private static Commits<Rows> commits(Store into) {
        return into.commits((unit, rows) -> rows.accept(unit), Set.of());
    }

    private Rows effect(Recorded recorded) {
        asked.computeIfAbsent(recorded.aggregate(), first -> new ArrayList<>()).add(recorded.version());
        return unit ->
                unit.run("INSERT INTO effect (ride, version) VALUES (?, ?)", recorded.aggregate(), recorded.version());
    }

    private Future<Effects<Rows>> takeEffect(BookingEvent.CancelRequested event, Recorded recorded) {
        return Future.succeededFuture(Effects.of(effect(recorded)));
    }

    private OrderedConsumer follow(
            OrderedConsumer.Pace pace, Interest.Meaning<BookingEvent.CancelRequested, Rows> handler) {
        return follow(store, kit, name, pace, handler);
    }

    private OrderedConsumer follow(
            Store into,
            Kit with,
            String group,
            OrderedConsumer.Pace pace,
            Interest.Meaning<BookingEvent.CancelRequested, Rows> handler) {
        Interest<BookingEvent, Rows> interest =
                Interest.<BookingEvent, Rows>in(BookingEvent.TOPIC).on(BookingEvent.CancelRequested.class, handler);
        OrderedConsumer consumer =
                new OrderedConsumer(vertx, with, kafka, into, name, group, interest, commits(into), pace);
        await(consumer.start());
        return consumer;
    }

    /** Versions that took effect, in the order in which they did. */
    private List<Integer> effects(UUID ride) {
        return effects(List.of(ride)).getOrDefault(ride, List.of());
    }

    private Map<UUID, List<Integer>> effects(List<UUID> rides) {
        return EventsFixture.effects(schema, rides);
    }

    private void awaitEffects(UUID ride, Integer... versions) {
        Eventually.holds(() -> effects(ride), () -> effects(ride).size() >= versions.length);
        assertThat(effects(ride)).containsExactly(versions);
    }

    private void awaitEffects(List<UUID> rides, int versions) {
        List<Integer> all = IntStream.rangeClosed(1, versions).boxed().toList();
        Eventually.holds(() -> effects(rides), () -> {
            Map<UUID, List<Integer>> now = effects(rides);
            return rides.stream()
                    .allMatch(ride -> now.getOrDefault(ride, List.of()).size() >= versions);
        });
        Map<UUID, List<Integer>> now = effects(rides);
        rides.forEach(ride -> assertThat(now.get(ride)).as("ride %s", ride).isEqualTo(all));
    }

    private Recorded[] events(List<UUID> rides, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .boxed()
                .flatMap(version -> rides.stream().map(ride -> recorded(ride, version)))
                .toArray(Recorded[]::new);
    }

    private double meter(String meter) {
        return kit.meters().get("tanda.consumer." + meter).counter().count();
    }

    private long parkedRows(UUID ride) {
        return count(schema, "SELECT COUNT(*) FROM parked WHERE aggregate_id = " + hex(ride));
    }

    @Test
    void events_take_effect_in_order_of_version_and_duplicates_are_dropped() {
        UUID ride = rides(1).getFirst();
        OrderedConsumer consumer = follow(NEVER, this::takeEffect);

        publish(
                kafka,
                recorded(ride, 1),
                recorded(ride, 1),
                recorded(ride, 2),
                recorded(ride, 1),
                recorded(ride, 2),
                recorded(ride, 3),
                recorded(ride, 2),
                recorded(ride, 4));

        awaitEffects(ride, 1, 2, 3, 4);
        await(consumer.stop());
        assertThat(asked.get(ride)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void an_early_event_waits_for_the_one_before_it() {
        List<UUID> rides = rides(2);
        UUID early = rides.getFirst();
        UUID other = rides.getLast();
        OrderedConsumer consumer = follow(NEVER, this::takeEffect);

        publish(kafka, recorded(early, 2), recorded(other, 1));
        awaitEffects(other, 1);
        assertThat(effects(early)).isEmpty();
        publish(kafka, recorded(early, 1));

        awaitEffects(early, 1, 2);
        await(consumer.stop());
        assertThat(asked.get(early)).containsExactly(1, 2);
        assertThat(meter("mended")).isZero();
    }

    @Test
    void an_event_that_never_comes_is_read_from_the_owners_journal() {
        UUID ride = rides(1).getFirst();
        for (int version = 1; version <= 4; version++) write(owner, ride, version, "version " + version);
        OrderedConsumer consumer = follow(QUICK, this::takeEffect);

        publish(kafka, recorded(ride, 1), recorded(ride, 4));

        awaitEffects(ride, 1, 2, 3, 4);
        await(consumer.stop());
        assertThat(meter("mended")).isEqualTo(1);
    }

    @Test
    void a_gap_that_the_owners_journal_cannot_mend_parks_its_ride_alone_until_it_can() {
        List<UUID> rides = rides(2);
        UUID torn = rides.getFirst();
        UUID other = rides.getLast();
        OrderedConsumer consumer = follow(QUICK, this::takeEffect);

        publish(kafka, recorded(torn, 3), recorded(other, 1));

        awaitEffects(other, 1);
        Eventually.holds(() -> "not parked", () -> parkedRows(torn) == 1);
        Eventually.holds(() -> "its offset is held back: " + inHand(), () -> inHand() == 0);
        Eventually.holds(() -> "not tried again", () -> tries(torn) >= 3);
        assertThat(effects(torn)).isEmpty();

        // A part of it is not enough: what was parked would be forgotten.
        write(owner, torn, 1, "version 1");
        awaitEffects(torn, 1);
        Eventually.holds(() -> "not tried again", () -> tries(torn) >= 5);
        for (int version = 2; version <= 3; version++) write(owner, torn, version, "version " + version);

        awaitEffects(torn, 1, 2, 3);
        Eventually.holds(() -> "still parked", () -> parkedRows(torn) == 0);
        await(consumer.stop());
    }

    @Test
    void effects_are_not_made_again_for_a_ride_so_old_that_its_fence_may_have_been_deleted() {
        UUID old = FencesIT.madeBefore(Fences.KEPT.plusHours(1));
        for (int version = 1; version <= 3; version++) write(owner, old, version, "version " + version);
        OrderedConsumer consumer = follow(QUICK, this::takeEffect);

        publish(kafka, recorded(old, 3));

        Eventually.holds(() -> "not parked", () -> parkedRows(old) == 1);
        Eventually.holds(() -> "not tried again", () -> tries(old) >= 2);
        await(consumer.stop());
        assertThat(effects(old)).isEmpty();
    }

    private long tries(UUID ride) {
        return count(schema, "SELECT COALESCE(MAX(tries), 0) FROM parked WHERE aggregate_id = " + hex(ride));
    }

    @Test
    void an_early_event_is_not_forgotten_when_the_consumer_stops_before_it_is_mended() {
        List<UUID> rides = rides(2);
        UUID early = rides.getFirst();
        for (int version = 1; version <= 2; version++) write(owner, early, version, "version " + version);
        OrderedConsumer first = follow(NEVER, this::takeEffect);
        publish(kafka, recorded(early, 2));
        publish(kafka, events(List.of(rides.getLast()), 1, 20));
        awaitEffects(List.of(rides.getLast()), 20);
        await(first.stop());

        OrderedConsumer second = follow(store, TestKit.of(vertx, kit.bus()), name, QUICK, this::takeEffect);

        awaitEffects(early, 1, 2);
        await(second.stop());
    }

    @Test
    void an_event_that_cannot_be_handled_parks_its_ride_alone_and_heals_when_the_bug_is_mended() {
        List<UUID> rides = rides(6);
        UUID poisoned = rides.getFirst();
        List<UUID> others = rides.subList(1, 6);
        for (int version = 1; version <= 4; version++) write(owner, poisoned, version, "version " + version);
        Set<UUID> bug = ConcurrentHashMap.newKeySet();
        bug.add(poisoned);
        OrderedConsumer consumer = follow(QUICK, (event, recorded) -> {
            if (bug.contains(recorded.aggregate()) && recorded.version() == 2)
                throw new IllegalStateException("a bug in the handler");
            return takeEffect(event, recorded);
        });

        publish(kafka, events(rides, 1, 3));

        awaitEffects(others, 3);
        Eventually.holds(() -> "not parked", () -> parkedRows(poisoned) == 1);
        assertThat(effects(poisoned)).containsExactly(1);
        assertThat(count(schema, "SELECT version FROM parked WHERE aggregate_id = " + hex(poisoned)))
                .isEqualTo(2);
        publish(kafka, recorded(poisoned, 4));
        publish(kafka, events(others, 4, 4));
        awaitEffects(others, 4);
        assertThat(effects(poisoned)).as("while parked").containsExactly(1);

        bug.clear();

        awaitEffects(poisoned, 1, 2, 3, 4);
        Eventually.holds(() -> "still parked", () -> parkedRows(poisoned) == 0);
        await(consumer.stop());
    }

    @Test
    void an_event_that_cannot_be_read_parks_its_ride_alone() {
        List<UUID> rides = rides(2);
        Recorded good = recorded(rides.getFirst(), 1);
        OrderedConsumer consumer = follow(NEVER, this::takeEffect);

        publish(
                kafka,
                new Recorded(good.aggregate(), 1, good.type(), good.at(), good.actor(), null, "[\"not its form\"]"),
                recorded(rides.getLast(), 1));

        awaitEffects(rides.getLast(), 1);
        Eventually.holds(() -> "not parked", () -> parkedRows(rides.getFirst()) == 1);
        await(consumer.stop());
        assertThat(effects(rides.getFirst())).isEmpty();
    }

    @Test
    void when_offsets_are_lost_after_the_commit_effects_are_made_once() throws Exception {
        List<UUID> rides = rides(20);
        OrderedConsumer first = follow(NEVER, this::takeEffect);
        publish(kafka, events(rides, 1, 3));
        awaitEffects(rides, 3);
        await(first.stop());
        asked.clear();

        // As if it had died after the units' commit and before that of the offsets.
        Map<TopicPartition, OffsetAndMetadata> none = new HashMap<>();
        for (int partition = 0; partition < kafka.partitions(); partition++)
            none.put(new TopicPartition(BookingEvent.TOPIC.name(), partition), new OffsetAndMetadata(0));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.alterConsumerGroupOffsets("tanda-" + name + "-booking", none)
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        OrderedConsumer second = follow(store, TestKit.of(vertx, kit.bus()), name, NEVER, this::takeEffect);
        publish(kafka, events(rides, 4, 4));

        awaitEffects(rides, 4);
        await(second.stop());
        rides.forEach(ride -> assertThat(asked.get(ride)).containsExactly(4));
    }

    @Test
    void when_partitions_move_between_two_consumers_effects_are_made_once_and_in_order() {
        List<UUID> rides = rides(40);
        Store secondStore = TestStore.open(vertx, "follower", schema);
        OrderedConsumer first = follow(NEVER, this::takeEffect);
        publish(kafka, events(rides, 1, 4));
        OrderedConsumer second = follow(secondStore, TestKit.of(vertx, kit.bus()), name, NEVER, this::takeEffect);
        for (int version = 5; version <= 40; version++) publish(kafka, events(rides, version, version));
        await(first.stop());
        publish(kafka, events(rides, 41, 44));

        awaitEffects(rides, 44);
        await(second.stop());
        await(secondStore.close());
    }

    @Test
    void two_consumers_that_handle_the_same_events_at_the_same_time_make_each_effect_once() {
        List<UUID> rides = rides(30);
        Store secondStore = TestStore.open(vertx, "follower", schema);
        publish(kafka, events(rides, 1, 6));
        // Groups of their own: both are given every event, as in the worst of rebalances.
        OrderedConsumer first = follow(store, kit, "a", NEVER, this::takeEffect);
        OrderedConsumer second = follow(secondStore, TestKit.of(vertx, kit.bus()), "b", NEVER, this::takeEffect);

        awaitEffects(rides, 6);
        await(first.stop());
        await(second.stop());
        await(secondStore.close());
        assertThat(effects(rides).values())
                .allSatisfy(versions -> assertThat(versions).containsExactly(1, 2, 3, 4, 5, 6));
    }

    @Test
    void an_outage_of_the_database_is_waited_for_and_parks_nothing() {
        List<UUID> rides = rides(10);
        OrderedConsumer consumer = follow(NEVER, this::takeEffect);
        publish(kafka, events(rides, 1, 1));
        awaitEffects(rides, 1);

        TestServers.mariaDb().kill9();
        publish(kafka, events(rides, 2, 3));
        Eventually.holds(() -> "never tried", () -> meter("retries") + loadFailures() > 0);
        TestServers.mariaDb().restart();

        awaitEffects(rides, 3);
        await(consumer.stop());
        assertThat(rides).allSatisfy(ride -> assertThat(parkedRows(ride)).isZero());
    }

    @Test
    void an_event_under_way_that_is_delivered_again_does_not_hold_its_offset_for_ever() throws Exception {
        List<UUID> rides = rides(16);
        Promise<Effects<Rows>> slow = Promise.promise();
        OrderedConsumer consumer = new OrderedConsumer(
                vertx,
                kit,
                kafka,
                store,
                name,
                Interest.<DispatchEvent, Rows>in(DispatchEvent.TOPIC)
                        .on(DispatchEvent.CallExhausted.class, (event, recorded) -> slow.future()),
                commits(store));
        await(consumer.start());
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            for (UUID ride : rides) producer.send(CloudEvent.write(DispatchEvent.TOPIC, callExhausted(ride)));
            producer.flush();
        }
        Eventually.holds(() -> "not read", () -> inHand() == 16);

        // Another member is given some of the partitions, does nothing, and leaves: they come back with their events.
        PollingThread other = new PollingThread(
                kafka,
                "tanda-" + name + "-dispatch",
                DispatchEvent.TOPIC.name(),
                Interest.SOON,
                polled -> others.addAll(polled));
        other.start();
        Eventually.holds(() -> "nothing moved", () -> !others.isEmpty());
        await(other.stop());
        Eventually.holds(() -> "nothing came back", () -> meter("dropped") == others.size());
        slow.complete(Effects.none());

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            Eventually.holds(() -> committed(admin), () -> committed(admin) == 16);
        }
        await(consumer.stop());
        assertThat(inHand()).isZero();
    }

    @Test
    void what_is_in_kafka_and_not_finished_is_its_lag() throws Exception {
        int more = 2_600;
        // Of its own: others read theirs from the beginning.
        Topic<DispatchEvent> topic =
                Topic.of("lag", DispatchEvent.class).event("call-exhausted", DispatchEvent.CallExhausted.class);
        Promise<Effects<Rows>> slow = Promise.promise();
        OrderedConsumer consumer = new OrderedConsumer(
                vertx,
                kit,
                kafka,
                store,
                name,
                Interest.<DispatchEvent, Rows>in(topic)
                        .on(DispatchEvent.CallExhausted.class, (event, recorded) -> slow.future()),
                commits(store));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic.name(), 2, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            for (UUID ride : rides(more)) producer.send(CloudEvent.write(topic, callExhausted(topic, ride)));
            producer.flush();
        }
        await(consumer.start());

        // Fewer are read than are there, and nothing of them is finished.
        Eventually.holds(() -> lag() + " with " + inHand() + " in hand", () -> lag() == more && inHand() < more);
        slow.complete(Effects.none());
        Eventually.holds(() -> lag() + " are left", () -> lag() == 0);
        await(consumer.stop());
    }

    private double lag() {
        return kit.meters().get("tanda.consumer.lag").gauge().value();
    }

    private static Recorded callExhausted(UUID ride) {
        return callExhausted(DispatchEvent.TOPIC, ride);
    }

    private static Recorded callExhausted(Topic<DispatchEvent> topic, UUID ride) {
        DispatchEvent event =
                new DispatchEvent.CallExhausted(new RideId(ride), Instant.now().truncatedTo(ChronoUnit.MICROS));
        return new Recorded(ride, 1, topic.typeOf(event), event.at(), Actor.SYSTEM, null, Wire.encodeText(event));
    }

    private double inHand() {
        return kit.meters().get("tanda.consumer.in.hand").gauge().value();
    }

    /** All partitions of the dispatch topic together. */
    private long committed(Admin admin) {
        try {
            String group = "tanda-" + name + "-dispatch";
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_outage_of_what_the_handler_needs_is_waited_for_beyond_the_tries_of_a_bug() {
        UUID ride = rides(1).getFirst();
        AtomicInteger tries = new AtomicInteger();
        OrderedConsumer consumer = follow(
                NEVER,
                (event, recorded) -> recorded.aggregate().equals(ride) && tries.incrementAndGet() <= 6
                        ? Future.failedFuture(new AskFailed(AskFailed.Kind.NOBODY_THERE, "nobody serves it"))
                        : takeEffect(event, recorded));

        publish(kafka, recorded(ride, 1));

        awaitEffects(ride, 1);
        await(consumer.stop());
        assertThat(parkedRows(ride)).isZero();
    }

    private double loadFailures() {
        return kit.meters().get("tanda.consumer.waits").counter().count();
    }

    @Test
    void an_outage_of_kafka_is_waited_for() {
        List<UUID> rides = rides(10);
        OrderedConsumer consumer = follow(NEVER, this::takeEffect);
        publish(kafka, events(rides, 1, 2));
        awaitEffects(rides, 2);

        TestServers.kafka().kill9();
        TestServers.kafka().restart();
        publish(kafka, events(rides, 3, 4));

        awaitEffects(rides, 4);
        await(consumer.stop());
    }

    @Test
    void a_stale_effect_is_decided_again() {
        UUID ride = rides(1).getFirst();
        AtomicInteger tries = new AtomicInteger();
        OrderedConsumer consumer = follow(NEVER, (event, recorded) -> {
            Rows effect = effect(recorded);
            if (!recorded.aggregate().equals(ride) || tries.incrementAndGet() > 1)
                return Future.succeededFuture(Effects.of(effect));
            // The first decision was made on a state that somebody has changed meanwhile.
            return Future.succeededFuture(Effects.of(unit -> {
                effect.accept(unit);
                unit.change("DELETE FROM deadline WHERE kind = ?", "nowhere");
            }));
        });

        publish(kafka, recorded(ride, 1));

        awaitEffects(ride, 1);
        await(consumer.stop());
        assertThat(tries).hasValue(2);
    }

    @Test
    void from_the_outbox_to_the_handler_is_a_matter_of_milliseconds() {
        OutboxRelay relay = new OutboxRelay(vertx, TestKit.of(vertx, kit.bus()), kafka, owner, BookingEvent.TOPIC);
        await(relay.start());
        Map<UUID, Long> handledAt = new ConcurrentHashMap<>();
        OrderedConsumer consumer = follow(NEVER, (event, recorded) -> {
            handledAt.put(recorded.aggregate(), System.nanoTime());
            return Future.succeededFuture(Effects.none());
        });
        List<Long> micros = new ArrayList<>();
        for (UUID ride : rides(120)) {
            write(owner, ride, 1, "how long");
            long committed = System.nanoTime();
            Eventually.holds(() -> "not handled", () -> handledAt.containsKey(ride));
            micros.add((handledAt.getOrDefault(ride, 0L) - committed) / 1_000);
        }
        await(consumer.stop());
        await(relay.stop());
        List<Long> sorted = micros.subList(20, 120).stream().sorted().toList();
        LoggerFactory.getLogger(OrderedConsumerIT.class)
                .info("outbox commit to handler: p50 {} us, p95 {} us", sorted.get(50), sorted.get(95));
        assertThat(sorted).isNotEmpty();
    }
}
