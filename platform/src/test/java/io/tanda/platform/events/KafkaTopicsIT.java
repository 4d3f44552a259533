package io.tanda.platform.events;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Contexts;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.testing.Eventually;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
class KafkaTopicsIT {
    private static KafkaConfig kafka() {
        return new KafkaConfig(TestServers.kafka().bootstrap(), 4, 1);
    }

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
    void topics_are_made_with_their_partitions_and_how_long_they_are_kept(Vertx vertx) throws Exception {
        await(KafkaTopics.ensure(vertx, kafka()).done());
        await(KafkaTopics.ensure(vertx, kafka()).done());

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka().bootstrap()))) {
            List<String> wanted =
                    new ArrayList<>(Contexts.TOPICS.stream().map(Topic::name).toList());
            wanted.add(Positions.TOPIC);
            assertThat(admin.describeTopics(wanted).allTopicNames().get(30, TimeUnit.SECONDS))
                    .allSatisfy((name, topic) -> assertThat(topic.partitions()).hasSize(4));
            ConfigResource positions = new ConfigResource(ConfigResource.Type.TOPIC, Positions.TOPIC);
            assertThat(admin.describeConfigs(List.of(positions))
                            .all()
                            .get(30, TimeUnit.SECONDS)
                            .values()
                            .iterator()
                            .next()
                            .get("retention.ms")
                            .value())
                    .isEqualTo("600000");
        }
    }

    @Test
    void a_broker_that_comes_late_is_waited_for_without_holding_up_the_start(Vertx vertx) throws Exception {
        KafkaConfig kafka = kafka();
        TestServers.kafka().kill9();
        KafkaTopics topics = KafkaTopics.ensure(vertx, kafka);
        assertThat(topics.done().isComplete()).isFalse();
        TestServers.kafka().restart();
        await(topics.done());
    }

    @Test
    void whoever_polls_before_the_topic_is_made_gets_its_first_event(Vertx vertx) throws Exception {
        Queue<String> polled = new ConcurrentLinkedQueue<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka().bootstrap()))) {
            delete(admin, List.of(PaymentEvent.TOPIC.name()));
        }
        PollingThread polling = new PollingThread(
                kafka(),
                "tanda-early",
                PaymentEvent.TOPIC.name(),
                records -> records.forEach(each -> polled.add(each.record().key())));
        polling.start();
        // Time enough to have asked for a topic that is not there.
        Eventually.holds(polling::polls, () -> polling.polls() >= 5);

        await(KafkaTopics.ensure(vertx, kafka()).done());
        Publisher publisher = new Publisher(vertx, kafka(), "early-test");
        await(publisher.send(List.of(CloudEvent.write(
                PaymentEvent.TOPIC,
                EventsFixture.recorded(EventsFixture.rides(1).getFirst(), 1)))));

        Eventually.holds(polled::size, () -> polled.size() == 1);
        await(polling.stop());
        await(publisher.close());
    }
}
