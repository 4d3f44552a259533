package io.tanda.platform.events.follow;

import static io.tanda.platform.testing.TestStore.await;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.events.EventsFixture;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
}
