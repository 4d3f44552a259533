package io.tanda.platform.events;

import io.tanda.contract.Contexts;
import io.tanda.contract.dispatch.Positions;
import io.tanda.platform.flow.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.NewTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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

    private static final Backoff BACKOFF = new Backoff(250, 5_000);
    private static final long CLOSE_MILLIS = 2_000;

    private final Vertx vertx;
    private final KafkaConfig kafka;
    private final Properties properties = new Properties();
    private final Promise<Void> done = Promise.promise();

    private KafkaTopics(Vertx vertx, KafkaConfig kafka) {
        this.vertx = vertx;
        this.kafka = kafka;
        this.properties.putAll(ClientProperties.admin(kafka));
    }

    /** Begins at once and returns at once. */
    public static KafkaTopics ensure(Vertx vertx, KafkaConfig kafka) {
        KafkaTopics topics = new KafkaTopics(vertx, kafka);
        topics.work(1);
        return topics;
    }

    /** Completes when every topic is there; fails only when stopped before. */
    public Future<Void> done() {
        return done.future();
    }

    /** Gives up; harmless when it was done. */
    public void stop() {
        done.tryFail(new IllegalStateException("stopped before Kafka's topics were there"));
    }

    private void work(int tryNumber) {
        attempt().onComplete((made, problem) -> {
            if (problem == null) done.tryComplete();
            else if (!done.future().isComplete()) {
                long pauseMillis = BACKOFF.millis(tryNumber);
                log.warn("Kafka's topics could not be made, next try in {} ms: {}", pauseMillis, problem.toString());
                vertx.setTimer(pauseMillis, again -> work(tryNumber + 1));
            }
        });
    }

    private Future<Void> attempt() {
        if (done.future().isComplete()) return Future.succeededFuture();
        // Its making looks up names.
        return vertx.executeBlocking(() -> KafkaAdminClient.create(vertx, properties))
                .compose(admin -> Future.join(wanted().stream()
                                .map(topic -> make(admin, topic))
                                .toList())
                        .eventually(() -> admin.close(CLOSE_MILLIS)))
                .mapEmpty();
    }

    private static Future<Void> make(KafkaAdminClient admin, NewTopic topic) {
        return admin.createTopics(List.of(topic))
                .recover(failure -> failure instanceof TopicExistsException
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
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
        return new NewTopic(name, kafka.partitions(), (short) kafka.replication()).setConfig(configs);
    }
}
