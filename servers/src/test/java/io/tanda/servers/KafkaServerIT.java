package io.tanda.servers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class KafkaServerIT {

    private static List<String> read(String bootstrap, String topic, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            while (values.size() < count) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(it -> values.add(new String(it.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }

    @Test
    void acknowledged_records_are_there_after_kill_9_and_restart() throws Exception {
        KafkaServer kafka = TestServers.kafka();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("crash", 1, (short) 1)))
                    .all()
                    .get(30, SECONDS);
        }
        List<String> acknowledged = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                String value = "record-" + i;
                producer.send(new ProducerRecord<>("crash", value.getBytes(StandardCharsets.UTF_8)))
                        .get(30, SECONDS);
                acknowledged.add(value);
            }
        }
        kafka.kill9();
        kafka.restart();

        assertThat(read(kafka.bootstrap(), "crash", acknowledged.size())).isEqualTo(acknowledged);
    }
}
