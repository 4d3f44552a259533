package io.tanda.platform.events.follow;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.ClientProperties;
import io.tanda.platform.events.EventsFixture;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.follow.PollingThread.Polled;
import io.tanda.platform.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why the ordered consumer polls on a thread of its own, ADR 10: who has an event when its partition goes to another. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
class HandOverIT {
    private static final int RIDES = 40;

    private Vertx vertx;
    private KafkaConfig kafka;
    private String group;
    /** What the second member was given, of this test's rides. */
    private final Queue<String> second = new ConcurrentLinkedQueue<>();

    private final Set<String> rides = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        kafka = EventsFixture.kafka(vertx);
        group = "tanda-hand-over-" + UUID.randomUUID();
        List<UUID> ids = EventsFixture.rides(RIDES);
        ids.forEach(ride -> rides.add(ride.toString()));
        EventsFixture.publish(
                kafka, ids.stream().map(ride -> EventsFixture.recorded(ride, 1)).toArray(Recorded[]::new));
    }

    private PollingThread joinAsSecond() {
        PollingThread joined = new PollingThread(
                kafka,
                group,
                BookingEvent.TOPIC.name(),
                Interest.SOON,
                polled -> polled.stream()
                        .map(each -> each.record().key())
                        .filter(rides::contains)
                        .forEach(second::add));
        joined.start();
        return joined;
    }

    @Test
    void the_polling_thread_gives_a_partition_away_when_what_was_begun_has_ended() {
        Queue<Polled> begun = new ConcurrentLinkedQueue<>();
        PollingThread first = new PollingThread(
                kafka,
                group,
                BookingEvent.TOPIC.name(),
                Interest.SOON,
                polled -> polled.stream()
                        .filter(each -> rides.contains(each.record().key()))
                        .forEach(each -> {
                            assertThat(each.progress().begin()).isTrue();
                            begun.add(each);
                        }));
        first.start();
        Eventually.holds(begun::size, () -> begun.size() == RIDES);

        PollingThread other = joinAsSecond();
        Eventually.holds(
                () -> "nothing is taken away",
                () -> begun.stream().anyMatch(each -> each.progress().isRevoked()));
        assertThat(second).as("while the first is at work").isEmpty();
        begun.forEach(each -> each.progress().end());

        Eventually.holds(() -> "nothing was handed over", () -> !second.isEmpty());
        await(other.stop());
        await(first.stop());
    }

    /** When this is red, the client of Vert.x can wait, and the thread of our own may go. */
    @Test
    void the_client_of_vertx_gives_a_partition_away_while_the_event_is_being_handled() {
        Set<String> beingHandled = ConcurrentHashMap.newKeySet();
        Properties properties = new Properties();
        properties.putAll(ClientProperties.consumer(kafka, group));
        KafkaConsumer<String, byte[]> first =
                KafkaConsumer.create(vertx, properties, new StringDeserializer(), new ByteArrayDeserializer());
        // Nothing of it ever ends, and no offset is committed.
        first.handler(record -> {
            if (rides.contains(record.key())) beingHandled.add(record.key());
        });
        await(first.subscribe(BookingEvent.TOPIC.name()));
        Eventually.holds(beingHandled::size, () -> beingHandled.size() == RIDES);

        PollingThread other = joinAsSecond();

        Eventually.holds(() -> "nothing was handed over", () -> !second.isEmpty());
        assertThat(beingHandled).as("by both at once").containsAll(second);
        await(other.stop());
        await(first.close());
    }
}
