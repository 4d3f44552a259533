package io.tanda.invariants;

import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.contract.event.Topic;
import io.tanda.invariants.Snapshot.Published;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the topics hold, duplicates included. */
final class TopicReader {
    private static final Duration KAFKA_LIMIT = Duration.ofSeconds(60);
    /** The clocks of two processes of one machine, and an event that was written before its topic's first record. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final String bootstrap;

    TopicReader(Vertx vertx, String bootstrap) {
        this.vertx = vertx;
        this.bootstrap = bootstrap;
    }

    Future<List<Published>> published(Since since) {
        // The Kafka client blocks.
        return vertx.executeBlocking(() -> {
            Properties properties = new Properties();
            properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
            properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            List<Published> published = new ArrayList<>();
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
                for (Topic<?> topic : Contexts.TOPICS) read(consumer, topic, since, published);
            }
            return published;
        });
    }

    private static void read(
            KafkaConsumer<String, byte[]> consumer, Topic<?> topic, Since since, List<Published> published) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic.name(), KAFKA_LIMIT))
            partitions.add(new TopicPartition(topic.name(), partition.partition()));
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, KAFKA_LIMIT);
        long fromMillis = since.real().minus(MARGIN).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        for (TopicPartition partition : partitions) times.put(partition, fromMillis);
        consumer.offsetsForTimes(times, KAFKA_LIMIT)
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        long deadline = System.nanoTime() + KAFKA_LIMIT.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException(topic + " could not be read within " + KAFKA_LIMIT);
            for (ConsumerRecord<String, byte[]> one : consumer.poll(Duration.ofMillis(500))) {
                RideId ride = RideId.parse(one.key());
                if (since.includes(ride)) published.add(published(topic, ride, one));
            }
        }
    }

    private static Published published(Topic<?> topic, RideId ride, ConsumerRecord<String, byte[]> one) {
        return new Published(
                topic.context(),
                ride,
                Integer.parseInt(header(one, "ce_version")),
                header(one, "ce_type").intern(),
                BodyHash.of(new String(one.value(), StandardCharsets.UTF_8)));
    }

    private static String header(ConsumerRecord<String, byte[]> one, String name) {
        Header header = one.headers().lastHeader(name);
        if (header == null)
            throw new IllegalStateException(
                    one.topic() + "-" + one.partition() + "@" + one.offset() + " has no " + name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
