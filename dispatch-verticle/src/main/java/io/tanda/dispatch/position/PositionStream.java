package io.tanda.dispatch.position;

import io.tanda.contract.dispatch.Positions;
import io.tanda.dispatch.fleet.DutyState;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of the positions' topic into this process's index, from 120 s of domain time ago on: no group, no offsets to commit, on a
 * thread of its own. While Kafka is away it tries again and again; the index has what comes in here meanwhile.
 */
public final class PositionStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PositionStream.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 1_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaConfig kafka;
    private final DomainClock clock;
    private final TaxiPositions positions;
    private final Thread thread;
    private final Object lock = new Object();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);

    public PositionStream(KafkaConfig kafka, DomainClock clock, TaxiPositions positions) {
        this.kafka = kafka;
        this.clock = clock;
        this.positions = positions;
        this.thread =
                Thread.ofPlatform().daemon().name("dispatch-position-stream").start(this::run);
    }

    private void run() {
        boolean complained = false;
        while (isOpen()) {
            try {
                follow();
            } catch (WakeupException e) {
                if (!isOpen()) return;
            } catch (KafkaException e) {
                if (!complained && isOpen()) LOG.warn("Positions of other processes are not read: {}", e.getMessage());
                complained = true;
            }
            try {
                if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) return;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void follow() {
        try (KafkaConsumer<byte[], byte[]> mine = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrap(),
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "dispatch-positions",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            synchronized (lock) {
                consumer = mine;
            }
            List<TopicPartition> partitions = mine.partitionsFor(Positions.TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            // The launcher makes the topics; it may still be at it.
            if (partitions.isEmpty()) return;
            mine.assign(partitions);
            seek(mine, partitions);
            while (isOpen()) mine.poll(POLL).forEach(this::take);
        } finally {
            synchronized (lock) {
                consumer = null;
            }
        }
    }

    /** Records are stamped in real time. */
    private void seek(KafkaConsumer<byte[], byte[]> mine, List<TopicPartition> partitions) {
        long since =
                InstantSource.system().millis() - clock.toReal(DutyState.FRESH).toMillis();
        Map<TopicPartition, OffsetAndTimestamp> offsets = mine.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since)));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = offsets.get(partition);
            if (first != null) mine.seek(partition, first.offset());
            else mine.seekToEnd(List.of(partition));
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Positions.Fix fix = PositionWire.decode(record.key(), record.value());
            Instant at = Objects.requireNonNull(fix.at());
            positions.report(fix.driver(), fix.lat(), fix.lng(), at, clock.instant());
        } catch (IllegalArgumentException e) {
            LOG.debug("Not a position at {}-{}: {}", record.partition(), record.offset(), e.getMessage());
        }
    }

    /** Blocks, at most for 2 s. */
    @Override
    public void close() {
        closing.countDown();
        synchronized (lock) {
            if (consumer != null) consumer.wakeup();
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
