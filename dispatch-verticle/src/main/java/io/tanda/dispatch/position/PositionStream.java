package io.tanda.dispatch.position;

import io.tanda.contract.dispatch.Positions;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.consumer.OffsetAndTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of the positions' topic into this process's index, from 120 s of domain time ago on: no group, no offsets to commit. While
 * Kafka is away it tries again and again; the index has what comes in here meanwhile.
 */
public final class PositionStream {
    private static final Logger log = LoggerFactory.getLogger(PositionStream.class);

    /** Records of one poll: a round of a big fleet. */
    private static final int MAX_POLL_RECORDS = 2_000;

    /** One question to the broker: which partitions there are, where a time is in them. */
    private static final int ASK_MILLIS = 5_000;

    private static final Backoff AGAIN = new Backoff(250, 2_000);

    private final Vertx vertx;
    private final KafkaConfig kafka;
    private final DomainClock clock;
    private final TaxiPositions positions;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private boolean complained;
    private boolean stopped;

    public PositionStream(Vertx vertx, KafkaConfig kafka, DomainClock clock, TaxiPositions positions) {
        this.vertx = vertx;
        this.kafka = kafka;
        this.clock = clock;
        this.positions = positions;
    }

    /** Completes at once: it reads as soon as Kafka and the topic are there. */
    public Future<Void> start() {
        follow(1);
        return Future.succeededFuture();
    }

    private void follow(int tryNumber) {
        if (stopped) return;
        vertx.executeBlocking(this::open).compose(this::follow).onFailure(failure -> {
            if (!complained && !stopped)
                log.warn("Positions of other processes are not read yet: {}", failure.getMessage());
            complained = true;
            close().onComplete(closed -> vertx.timer(AGAIN.millis(tryNumber), TimeUnit.MILLISECONDS)
                    .onSuccess(elapsed -> follow(tryNumber + 1)));
        });
    }

    /** Blocks: a client reads its settings and looks its broker up. */
    private KafkaConsumer<byte[], byte[]> open() {
        return KafkaConsumer.create(
                vertx,
                Map.of(
                        "bootstrap.servers", kafka.bootstrap(),
                        "client.id", "dispatch-positions",
                        "enable.auto.commit", "false",
                        "allow.auto.create.topics", "false",
                        "auto.offset.reset", "latest",
                        "max.poll.records", Integer.toString(MAX_POLL_RECORDS),
                        "default.api.timeout.ms", Integer.toString(ASK_MILLIS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Future<Void> follow(KafkaConsumer<byte[], byte[]> opened) {
        consumer = opened;
        opened.exceptionHandler(failure -> log.debug("Positions are read again soon: {}", failure.getMessage()))
                .handler(this::take);
        return opened.partitionsFor(Positions.TOPIC)
                .map(found -> found.stream()
                        .map(partition -> new TopicPartition(partition.getTopic(), partition.getPartition()))
                        .collect(Collectors.toSet()))
                .compose(partitions -> partitions.isEmpty()
                        ? Future.failedFuture(Positions.TOPIC + " is not made yet")
                        : opened.assign(partitions).compose(assigned -> seek(opened, List.copyOf(partitions))));
    }

    /** Records are stamped in real time. */
    private Future<Void> seek(KafkaConsumer<byte[], byte[]> opened, List<TopicPartition> partitions) {
        Duration fresh = clock.toReal(TaxiPositions.FRESH);
        long since = InstantSource.system().millis() - fresh.toMillis();
        return opened.offsetsForTimes(partitions.stream().collect(Collectors.toMap(each -> each, each -> since)))
                .compose(offsets -> Future.all(partitions.stream()
                        .map(partition -> seek(opened, partition, offsets.get(partition)))
                        .toList()))
                .mapEmpty();
    }

    private static Future<Void> seek(
            KafkaConsumer<byte[], byte[]> opened, TopicPartition partition, @Nullable OffsetAndTimestamp first) {
        return first == null ? opened.seekToEnd(partition) : opened.seek(partition, first.getOffset());
    }

    private void take(KafkaConsumerRecord<byte[], byte[]> record) {
        try {
            Positions.Fix fix = PositionWire.decode(record.key(), record.value());
            Instant at = Objects.requireNonNull(fix.at());
            positions.report(fix.driver(), fix.lat(), fix.lng(), at, clock.instant());
        } catch (IllegalArgumentException e) {
            log.debug("Not a position at {}-{}: {}", record.partition(), record.offset(), e.getMessage());
        }
    }

    public Future<Void> stop() {
        stopped = true;
        return close();
    }

    private Future<Void> close() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        consumer = null;
        return open == null ? Future.succeededFuture() : open.close().otherwiseEmpty();
    }
}
