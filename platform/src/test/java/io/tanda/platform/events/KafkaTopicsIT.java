package io.tanda.platform.events;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Contexts;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.event.Topic;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
class KafkaTopicsIT {
    private static KafkaConfig kafka() {
        return new KafkaConfig(TestServers.kafka().bootstrap(), 4, 1);
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
}
