package io.tanda.platform.events.follow;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.events.EventsFixture;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
class PollingThreadIT {
    private static Set<String> topics(Admin admin) {
        try {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Admin admin, List<String> names) throws Exception {
        try {
            admin.deleteTopics(names).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) throw e;
        }
        Eventually.holds(() -> topics(admin), () -> topics(admin).stream().noneMatch(names::contains));
    }

    @Test
    void whoever_polls_before_the_topic_is_made_gets_its_first_event(Vertx vertx) throws Exception {
        KafkaConfig kafka = EventsFixture.kafka(vertx);
        Queue<String> polled = new ConcurrentLinkedQueue<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            delete(admin, List.of(PaymentEvent.TOPIC.name()));
        }
        PollingThread polling = new PollingThread(
                kafka,
                "tanda-early",
                PaymentEvent.TOPIC.name(),
                Interest.SOON,
                records -> records.forEach(each -> polled.add(each.record().key())));
        polling.start();
        // Time enough to have asked for a topic that is not there.
        Eventually.holds(polling::polls, () -> polling.polls() >= 5);

        await(KafkaTopics.ensure(vertx, kafka).done());
        EventsFixture.publish(
                kafka,
                PaymentEvent.TOPIC,
                EventsFixture.recorded(EventsFixture.rides(1).getFirst(), 1));

        Eventually.holds(polled::size, () -> polled.size() == 1);
        await(polling.stop());
    }

    private static PollingThread follow(KafkaConfig kafka, Consumer<List<PollingThread.Polled>> sink) {
        PollingThread polling = new PollingThread(
                kafka, "tanda-sink-" + UUID.randomUUID(), BookingEvent.TOPIC.name(), Interest.SOON, sink);
        polling.start();
        return polling;
    }

    private static String wrong(Future<Void> check) {
        return check.failed() ? String.valueOf(check.cause().getMessage()) : "";
    }

    @Test
    void a_sink_that_throws_is_given_the_same_events_again(Vertx vertx) {
        KafkaConfig kafka = EventsFixture.kafka(vertx);
        String ride = EventsFixture.rides(1).getFirst().toString();
        EventsFixture.publish(kafka, EventsFixture.recorded(UUID.fromString(ride), 1));
        Set<String> told = ConcurrentHashMap.newKeySet();
        AtomicInteger times = new AtomicInteger();
        PollingThread polling = follow(kafka, polled -> {
            if (polled.stream().noneMatch(each -> ride.equals(each.record().key()))) return;
            if (times.incrementAndGet() <= 2) throw new IllegalStateException("a bug in the sink");
            told.add(ride);
        });

        Eventually.holds(() -> times, () -> wrong(polling.health()).contains("a bug in the sink"));
        Eventually.holds(() -> times, () -> told.contains(ride));

        assertThat(wrong(polling.alive())).isEmpty();
        await(polling.stop());
    }

    @Test
    void what_comes_during_a_pause_comes_together(Vertx vertx) {
        KafkaConfig kafka = EventsFixture.kafka(vertx);
        List<UUID> rides = EventsFixture.rides(41);
        Set<String> ours = rides.stream().map(UUID::toString).collect(Collectors.toSet());
        Queue<List<String>> polls = new ConcurrentLinkedQueue<>();
        PollingThread polling = new PollingThread(
                kafka, "tanda-pause-" + UUID.randomUUID(), BookingEvent.TOPIC.name(), Duration.ofSeconds(3), polled -> {
                    List<String> mine = polled.stream()
                            .map(each -> each.record().key())
                            .filter(ours::contains)
                            .toList();
                    if (!mine.isEmpty()) polls.add(mine);
                });
        polling.start();
        EventsFixture.publish(kafka, EventsFixture.recorded(rides.getFirst(), 1));
        Eventually.holds(polls::size, () -> polls.size() == 1);
        for (UUID ride : rides.subList(1, rides.size())) EventsFixture.publish(kafka, EventsFixture.recorded(ride, 1));
        Eventually.holds(polls::size, () -> polls.stream().mapToInt(List::size).sum() == rides.size());
        // Before the first of them comes, one fetch may have brought some: the rest waits for the next pause.
        assertThat(polls).hasSizeLessThanOrEqualTo(4);
        await(polling.stop());
    }

    @Test
    void a_thread_that_dies_says_so(Vertx vertx) {
        KafkaConfig kafka = EventsFixture.kafka(vertx);
        EventsFixture.publish(
                kafka, EventsFixture.recorded(EventsFixture.rides(1).getFirst(), 1));
        PollingThread polling = follow(kafka, polled -> {
            throw new StackOverflowError("far too deep");
        });

        Eventually.holds(polling::polls, () -> wrong(polling.alive()).contains("far too deep"));

        await(polling.stop());
    }

    @Test
    void a_consumer_that_cannot_go_on_says_so(Vertx vertx) {
        PollingThread polling = follow(EventsFixture.kafka(vertx), polled -> {});
        Eventually.holds(polling::polls, () -> polling.polls() > 0);
        assertThat(wrong(polling.alive())).isEmpty();

        polling.end(new IllegalStateException("a bug in the queues"));

        assertThat(wrong(polling.alive())).contains("a bug in the queues");
        await(polling.stop());
    }
}
