package io.tanda.platform.events;

import io.tanda.contract.Contexts;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics that are missing: those of {@link Contexts#TOPICS}, kept 7 days, and {@link Positions#TOPIC}, kept 10 minutes. Works in the
 * background until it is done, so that neither a start nor an event loop waits for Kafka. Topics that exist are left as they are.
 */
public final class KafkaTopics {
    private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);

    /** Past this, a reader that begins anew reads the journals. */
    private static final Duration EVENTS_RETENTION = Duration.ofDays(7);
    /** A position older than 120 s is of no use; the rest is reserve for a reader that stood still. */
    private static final Duration POSITIONS_RETENTION = Duration.ofMinutes(10);
    /** Only whole segments are ever deleted, so those of positions are short. */
    private static final Duration POSITIONS_SEGMENT = Duration.ofMinutes(2);

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final KafkaConfig kafka;
    private final Promise<Void> done = Promise.promise();
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private KafkaTopics(Vertx vertx, KafkaConfig kafka) {
        this.kafka = kafka;
        this.thread = Thread.ofPlatform().daemon().name("kafka-topics").unstarted(this::work);
    }

    /** Begins at once and returns at once. */
    public static KafkaTopics ensure(Vertx vertx, KafkaConfig kafka) {
        KafkaTopics topics = new KafkaTopics(vertx, kafka);
        topics.thread.start();
        return topics;
    }

    /** Completes when every topic is there; fails only when stopped before. */
    public Future<Void> done() {
        return done.future();
    }

    /** Gives up; harmless when it was done. */
    public void stop() {
        stopping.countDown();
        thread.interrupt();
    }

    private void work() {
        try {
            for (long pauseMillis = FIRST_PAUSE_MILLIS;
                    ;
                    pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS)) {
                Optional<String> problem = attempt();
                if (problem.isEmpty()) {
                    done.complete();
                    return;
                }
                log.warn("Kafka's topics could not be made, next try in {} ms: {}", pauseMillis, problem.get());
                if (stopping.await(pauseMillis, TimeUnit.MILLISECONDS)) break;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.tryFail(new IllegalStateException("stopped before Kafka's topics were there"));
    }

    /** @return what went wrong */
    private Optional<String> attempt() throws InterruptedException {
        try (Admin admin = Admin.create(ClientProperties.admin(kafka))) {
            for (KafkaFuture<Void> made : admin.createTopics(wanted()).values().values()) {
                try {
                    made.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException))
                        return Optional.of(String.valueOf(e.getCause()));
                }
            }
            return Optional.empty();
        } catch (KafkaException e) {
            return Optional.of(e.toString());
        }
    }

    private List<NewTopic> wanted() {
        List<NewTopic> topics = new ArrayList<>();
        Contexts.TOPICS.forEach(topic -> topics.add(topic(topic.name(), EVENTS_RETENTION, Map.of())));
        topics.add(topic(
                Positions.TOPIC,
                POSITIONS_RETENTION,
                Map.of("segment.ms", Long.toString(POSITIONS_SEGMENT.toMillis()))));
        return topics;
    }

    private NewTopic topic(String name, Duration retention, Map<String, String> more) {
        Map<String, String> configs = new HashMap<>(more);
        configs.put("cleanup.policy", "delete");
        configs.put("retention.ms", Long.toString(retention.toMillis()));
        // With three replicas one may be away and an acknowledged event is still on two.
        configs.put("min.insync.replicas", kafka.replication() >= 3 ? "2" : "1");
        return new NewTopic(name, kafka.partitions(), (short) kafka.replication()).configs(configs);
    }
}
