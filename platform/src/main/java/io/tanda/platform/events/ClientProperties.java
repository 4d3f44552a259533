package io.tanda.platform.events;

import java.util.HashMap;
import java.util.Map;

/** How our Kafka clients are set, and why: the one place that names their settings. */
public final class ClientProperties {
    /** How long one request may take before it is repeated: a broker that answers later than this is as good as down. */
    private static final int REQUEST_TIMEOUT_MILLIS = 3_000;
    /** A record that is not acknowledged by then is a failed send; the relay holds a transaction for as long. */
    private static final int DELIVERY_TIMEOUT_MILLIS = 5_000;
    /** How long {@code send} may wait for the topic's metadata; it is called on a worker, one record at a time. */
    private static final int MAX_BLOCK_MILLIS = 2_000;
    /** Unsent records in memory; far more than a relay hands over at once. */
    private static final long BUFFER_BYTES = 8L * 1024 * 1024;
    /** A member that is silent for this long is dead and its partitions go to another. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    /** Records of one poll: one query tells what of them was seen. */
    static final int MAX_POLL_RECORDS = 500;
    /** A topic that is created later, or a moved leader, is found within this. */
    private static final int METADATA_MAX_AGE_MILLIS = 30_000;
    /** A broker that returns is found again within this. */
    private static final int RECONNECT_MAX_MILLIS = 1_000;

    private ClientProperties() {}

    /** Every acknowledged record is on all in-sync replicas, once per send; nothing waits for company. */
    static Map<String, Object> producer(KafkaConfig kafka, String clientId) {
        Map<String, Object> properties = common(kafka, clientId);
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        properties.put("linger.ms", 0);
        properties.put("request.timeout.ms", REQUEST_TIMEOUT_MILLIS);
        properties.put("delivery.timeout.ms", DELIVERY_TIMEOUT_MILLIS);
        properties.put("max.block.ms", MAX_BLOCK_MILLIS);
        properties.put("buffer.memory", BUFFER_BYTES);
        return properties;
    }

    /** Offsets are committed by us, after the effects; a group without offsets begins at the first event there is. */
    public static Map<String, Object> consumer(KafkaConfig kafka, String group) {
        Map<String, Object> properties = common(kafka, group);
        properties.put("group.id", group);
        // A member with a name takes its own place again after a crash, without a rebalance.
        if (kafka.instance() != null) properties.put("group.instance.id", kafka.instance());
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", false);
        properties.put("max.poll.records", MAX_POLL_RECORDS);
        properties.put("session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        properties.put("heartbeat.interval.ms", SESSION_TIMEOUT_MILLIS / 5);
        // Only the partitions that move stop for a rebalance.
        properties.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        return properties;
    }

    static Map<String, Object> admin(KafkaConfig kafka) {
        Map<String, Object> properties = common(kafka, "tanda-topics");
        properties.put("request.timeout.ms", REQUEST_TIMEOUT_MILLIS);
        properties.put("default.api.timeout.ms", DELIVERY_TIMEOUT_MILLIS);
        return properties;
    }

    private static Map<String, Object> common(KafkaConfig kafka, String clientId) {
        Map<String, Object> properties = new HashMap<>(kafka.connection());
        properties.put("client.id", clientId);
        properties.put("metadata.max.age.ms", METADATA_MAX_AGE_MILLIS);
        properties.put("reconnect.backoff.max.ms", RECONNECT_MAX_MILLIS);
        // Nobody reads JMX here, and a second client of one name in this process must not be a warning.
        properties.put("auto.include.jmx.reporter", false);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", false);
        return properties;
    }
}
