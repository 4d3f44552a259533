package io.tanda.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks up, in the database and in Kafka, what the answers promised. */
final class BenchCheck {
    private final BenchServers servers;

    BenchCheck(BenchServers servers) {
        this.servers = servers;
    }

    /** True when the outbox is empty before the limit. */
    boolean awaitDrained(String schema, int limitSeconds) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        while (count(schema, "SELECT COUNT(*) FROM outbox") > 0) {
            if (System.nanoTime() > giveUp) return false;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return true;
    }

    long count(String schema, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(servers.mariaDb().jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setCatalog(schema);
            try (ResultSet rows = statement.executeQuery(sql)) {
                if (!rows.next()) throw new IllegalStateException("no row for " + sql);
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** How many records a topic holds: the sum of its partitions' end offsets. */
    long records(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers.kafka().bootstrap());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            List<TopicPartition> all = partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return consumer.endOffsets(all).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
