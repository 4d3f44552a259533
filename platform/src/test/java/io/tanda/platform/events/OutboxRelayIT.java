package io.tanda.platform.events;

import static io.tanda.platform.events.EventsFixture.count;
import static io.tanda.platform.events.EventsFixture.execute;
import static io.tanda.platform.events.EventsFixture.hex;
import static io.tanda.platform.events.EventsFixture.inOrder;
import static io.tanda.platform.events.EventsFixture.published;
import static io.tanda.platform.events.EventsFixture.rides;
import static io.tanda.platform.events.EventsFixture.write;
import static io.tanda.platform.testing.TestStore.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.Kit;
import io.tanda.platform.events.Publisher.Delivery;
import io.tanda.platform.store.Lanes;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestKit;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 5, timeUnit = TimeUnit.MINUTES)
@Tag("B3")
class OutboxRelayIT {
    private static final OutboxRelay.Pace QUICK = new OutboxRelay.Pace(100, 500);

    private Vertx vertx;
    private Kit kit;
    private KafkaConfig kafka;
    private StoreConfig schema;
    private Store store;

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        kit = TestKit.of(vertx);
        kafka = EventsFixture.kafka(vertx);
        schema = TestStore.freshConfig("booking");
        store = TestStore.open(vertx, "booking", schema);
    }

    @AfterEach
    void close() {
        await(store.close());
    }

    private Publisher publisher() {
        return new Publisher(vertx, kafka, "relay-test");
    }

    private OutboxRelay relay(Publisher publisher) {
        OutboxRelay relay =
                new OutboxRelay(vertx, TestKit.of(vertx, kit.bus()), store, BookingEvent.TOPIC, publisher, QUICK);
        await(relay.start());
        return relay;
    }

    private long waiting() {
        return count(schema, "SELECT COUNT(*) FROM outbox");
    }

    private void awaitEmptyOutbox() {
        Eventually.holds(() -> waiting() + " rows in the outbox", () -> waiting() == 0);
    }

    /** Version by version over all rides, so that a ride's events lie in several commits. */
    private void writeAll(List<UUID> rides, int fromVersion, int toVersion) {
        for (int version = fromVersion; version <= toVersion; version++) {
            int each = version;
            await(Future.all(rides.stream()
                    .map(ride -> store.commit(Unit.of()
                            .events(
                                    BookingEvent.TOPIC,
                                    each - 1,
                                    List.of(EventsFixture.event(ride, "version " + each)),
                                    Actor.SYSTEM,
                                    null)
                            .build()))
                    .toList()));
        }
    }

    private void assertAllInOrder(List<UUID> rides, int versions) {
        Map<UUID, List<Integer>> found = published(kafka, rides);
        assertThat(found).hasSize(rides.size());
        found.forEach((ride, order) -> {
            assertThat(order).as("ride %s", ride).contains(versions);
            assertThat(inOrder(order)).as("order of %s: %s", ride, order).isTrue();
        });
    }

    @Test
    void every_event_arrives_once_and_in_order() {
        OutboxRelay relay = relay(publisher());
        List<UUID> rides = rides(40);

        writeAll(rides, 1, 5);

        awaitEmptyOutbox();
        await(relay.stop());
        published(kafka, rides).values().forEach(order -> assertThat(order).containsExactly(1, 2, 3, 4, 5));
        assertThat(published(kafka, rides)).hasSize(40);
    }

    @Test
    void a_record_carries_a_cloud_event_in_binary_mode() {
        OutboxRelay relay = relay(publisher());
        UUID ride = rides(1).getFirst();

        write(store, ride, 1, "hello");

        awaitEmptyOutbox();
        await(relay.stop());
        ConsumerRecord<String, byte[]> record = EventsFixture.records(kafka).stream()
                .filter(each -> ride.toString().equals(each.key()))
                .findFirst()
                .orElseThrow();
        assertThat(record.headers().toArray())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .contains(
                        "ce_specversion=1.0",
                        "ce_id=" + ride + ":1",
                        "ce_type=booking.cancel-requested.v1",
                        "ce_source=/tanda/booking",
                        "ce_subject=" + ride,
                        "ce_version=1",
                        "ce_actor=system:00000000-0000-0000-0000-000000000000",
                        "content-type=application/json");
        assertThat(new String(record.value(), UTF_8)).contains("\"reason\":\"hello\"");
    }

    @Test
    void what_was_just_written_goes_out_as_the_journal_has_it() {
        UUID ride = rides(1).getFirst();
        BookingEvent event = new BookingEvent.CancelRequested(
                new RideId(ride), "caf\u00e9 \ud83d\ude95 \"now\"", Instant.parse("2013-01-01T00:00:00.123456789Z"));
        OutboxRelay writer = relay(publisher());
        await(store.commit(Unit.of()
                .events(BookingEvent.TOPIC, 0, List.of(event), Actor.SYSTEM, "00-trace")
                .build()));
        awaitEmptyOutbox();
        await(writer.stop());

        execute(
                schema,
                "INSERT INTO outbox (lane, pointers) VALUES (" + Lanes.of(ride) + ", CONCAT(" + hex(ride)
                        + ", X'00000001'))");
        OutboxRelay reader = relay(publisher());
        awaitEmptyOutbox();
        await(reader.stop());

        List<String> records = EventsFixture.records(kafka).stream()
                .filter(each -> ride.toString().equals(each.key()))
                .map(each -> each.headers() + new String(each.value(), UTF_8))
                .toList();
        assertThat(records).hasSize(2);
        assertThat(records.getFirst()).isEqualTo(records.getLast());
    }

    @Test
    void what_was_just_written_is_not_read_again() {
        UUID ride = rides(1).getFirst();
        OutboxRelay relay = relay(publisher());
        execute(schema, "RENAME TABLE parked TO parked_elsewhere");
        write(store, ride, 1, "as committed");
        execute(schema, "UPDATE event SET body = '{}' WHERE aggregate_id = " + hex(ride));
        execute(schema, "RENAME TABLE parked_elsewhere TO parked");

        awaitEmptyOutbox();
        await(relay.stop());
        assertThat(EventsFixture.records(kafka).stream()
                        .filter(each -> ride.toString().equals(each.key()))
                        .map(each -> new String(each.value(), UTF_8)))
                .singleElement()
                .asString()
                .contains("as committed");
    }

    @Test
    void a_relay_that_dies_between_send_and_delete_leaves_nothing_behind() {
        AtomicInteger deaths = new AtomicInteger();
        Publisher losesItsDatabase = new Publisher(vertx, kafka, "relay-dies") {
            @Override
            Future<List<Delivery>> send(List<ProducerRecord<String, byte[]>> records) {
                return super.send(records)
                        .compose(deliveries -> vertx.executeBlocking(() -> {
                            if (deaths.incrementAndGet() <= 5) EventsFixture.cutConnections(schema);
                            return deliveries;
                        }));
            }
        };
        List<UUID> rides = rides(30);
        writeAll(rides, 1, 4);

        OutboxRelay relay = relay(losesItsDatabase);

        awaitEmptyOutbox();
        await(relay.stop());
        assertThat(deaths).hasValueGreaterThan(5);
        assertAllInOrder(rides, 4);
        int records =
                published(kafka, rides).values().stream().mapToInt(List::size).sum();
        assertThat(records).as("something was sent twice, or nobody died").isGreaterThan(30 * 4);
    }

    @Test
    void two_relays_at_once_send_each_event_once_and_in_order() {
        Store secondStore = TestStore.open(vertx, "booking", schema);
        OutboxRelay first = relay(publisher());
        OutboxRelay second = new OutboxRelay(
                vertx, TestKit.of(vertx, kit.bus()), secondStore, BookingEvent.TOPIC, publisher(), QUICK);
        await(second.start());
        List<UUID> rides = rides(60);

        writeAll(rides, 1, 8);

        awaitEmptyOutbox();
        await(first.stop());
        await(second.stop());
        await(secondStore.close());
        assertThat(published(kafka, rides)).hasSize(60);
        published(kafka, rides).values().forEach(order -> assertThat(order).containsExactly(1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void when_kafka_dies_and_returns_each_lane_goes_on_where_it_stopped() {
        OutboxRelay relay = relay(publisher());
        List<UUID> rides = rides(30);
        writeAll(rides, 1, 3);

        TestServers.kafka().kill9();
        writeAll(rides, 4, 8);
        assertThat(waiting()).isPositive();
        TestServers.kafka().restart();

        awaitEmptyOutbox();
        await(relay.stop());
        assertAllInOrder(rides, 8);
    }

    @Test
    void a_lane_stops_at_its_first_failure_and_sends_nothing_past_it() {
        AtomicInteger sends = new AtomicInteger();
        UUID ride = rides(1).getFirst();
        Publisher failsTheFirst = new Publisher(vertx, kafka, "relay-fails") {
            @Override
            Future<List<Delivery>> send(List<ProducerRecord<String, byte[]>> records) {
                if (sends.incrementAndGet() > 1) return super.send(records);
                // The producer gave the first one up; what was handed over with it arrives.
                return super.send(records.subList(1, records.size())).map(rest -> {
                    List<Delivery> deliveries = new ArrayList<>(rest);
                    deliveries.addFirst(new Delivery.Failed(new IllegalStateException("not now")));
                    return deliveries;
                });
            }
        };
        writeAll(List.of(ride), 1, 3);

        OutboxRelay relay = relay(failsTheFirst);

        awaitEmptyOutbox();
        await(relay.stop());
        assertThat(published(kafka, ride)).containsExactly(1, 2, 3);
    }

    @Test
    void a_poison_event_blocks_its_own_ride_only_and_goes_out_once_it_is_mended() {
        List<UUID> rides = rides(200);
        UUID poisoned = rides.getFirst();
        List<UUID> sameLane = rides.stream()
                .filter(ride -> Lanes.of(ride) == Lanes.of(poisoned) && !ride.equals(poisoned))
                .toList();
        assertThat(sameLane).isNotEmpty();
        write(store, poisoned, 1, "small");
        write(store, poisoned, 2, "x".repeat(2_000_000));
        write(store, poisoned, 3, "after it");

        OutboxRelay relay = relay(publisher());
        writeAll(sameLane, 1, 3);

        awaitEmptyOutbox();
        assertAllInOrder(sameLane, 3);
        assertThat(published(kafka, poisoned)).containsExactly(1);
        assertThat(count(schema, "SELECT version FROM parked WHERE consumer = 'relay' AND context = 'booking'"))
                .isEqualTo(2);

        write(store, poisoned, 4, "while it is parked");
        execute(
                schema,
                "UPDATE event SET body = REPLACE(body, 'xxxxxxxxxx', '') WHERE version = 2 AND aggregate_id = "
                        + hex(poisoned));

        Eventually.holds(
                () -> "still parked", () -> count(schema, "SELECT COUNT(*) FROM parked WHERE consumer = 'relay'") == 0);
        await(relay.stop());
        assertThat(inOrder(published(kafka, poisoned))).isTrue();
        assertThat(published(kafka, poisoned)).contains(2, 3, 4);
    }

    @Test
    void a_pointer_to_an_event_that_the_journal_lacks_parks_its_ride_alone() {
        List<UUID> rides = rides(2);
        write(store, rides.getFirst(), 1, "will be lost");
        execute(schema, "DELETE FROM event WHERE aggregate_id = " + hex(rides.getFirst()));

        OutboxRelay relay = relay(publisher());
        write(store, rides.getLast(), 1, "goes out");

        awaitEmptyOutbox();
        await(relay.stop());
        assertThat(published(kafka, rides)).containsOnlyKeys(rides.getLast());
        assertThat(count(schema, "SELECT COUNT(*) FROM parked WHERE consumer = 'relay'"))
                .isEqualTo(1);
    }

    @Test
    void what_is_parked_takes_turns_so_that_what_cannot_be_mended_hides_nothing() {
        for (UUID lost : rides(300)) parkedSince(lost, 1);
        UUID mended = rides(1).getFirst();
        EventsFixture.journal(store, EventsFixture.recorded(mended, 1));
        parkedSince(mended, 2);

        OutboxRelay relay = relay(publisher());

        Eventually.holds(() -> "not tried", () -> published(kafka, mended).equals(List.of(1)));
        await(relay.stop());
    }

    private void parkedSince(UUID ride, long at) {
        execute(schema, "INSERT INTO parked VALUES ('relay', " + hex(ride) + ", 1, 'booking', '', 1, " + at + ")");
    }
}
