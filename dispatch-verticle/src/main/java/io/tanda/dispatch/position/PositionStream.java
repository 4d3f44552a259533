package io.tanda.dispatch.position;

import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.Positions;
import io.tanda.dispatch.position.PositionWire.NotAPosition;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.consumer.OffsetAndTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** How long a failure is told of: some looks of an operator's tools. */
    private static final long TOLD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Backoff AGAIN = new Backoff(250, 2_000);

    private final Vertx vertx;
    private final KafkaConfig kafka;
    private final DomainClock clock;
    private final Sink sink;
    private final PositionMeters meters;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private final Promise<Void> readUp = Promise.promise();
    /** Partitions with the offset before which not everything is in the index yet. */
    private final Map<TopicPartition, Long> unread = new HashMap<>();

    private volatile boolean following;
    private volatile @Nullable Failure failed;
    private boolean complained;
    private boolean stopped;

    private record Failure(String what, long atNanos) {}

    /** Takes each fix, such as {@link TaxiPositions#report}. */
    @FunctionalInterface
    public interface Sink {
        boolean report(DriverId driver, double lat, double lng, Instant at, Instant now);
    }

    public PositionStream(Vertx vertx, KafkaConfig kafka, DomainClock clock, Sink sink, PositionMeters meters) {
        this.vertx = vertx;
        this.kafka = kafka;
        this.clock = clock;
        this.sink = sink;
        this.meters = meters;
    }

    /** Completes at once: it reads as soon as Kafka and the topic are there. */
    public Future<Void> start() {
        follow(1);
        return Future.succeededFuture();
    }

    private void follow(int tryNumber) {
        if (stopped) return;
        vertx.executeBlocking(this::open)
                .compose(this::follow)
                .onSuccess(begun -> following = true)
                .onFailure(failure -> {
                    if (!complained && !stopped)
                        log.warn("Positions of other processes are not read yet: {}", failure.getMessage());
                    complained = true;
                    close().onComplete(closed -> vertx.timer(AGAIN.millis(tryNumber), TimeUnit.MILLISECONDS)
                            .onSuccess(elapsed -> follow(tryNumber + 1)));
                });
    }

    /** Blocks: a client reads its settings and looks its broker up. */
    private KafkaConsumer<byte[], byte[]> open() {
        Map<String, String> properties = kafka.connection();
        properties.putAll(Map.of(
                "client.id", "dispatch-positions",
                "enable.auto.commit", "false",
                "allow.auto.create.topics", "false",
                "auto.offset.reset", "latest",
                "max.poll.records", Integer.toString(MAX_POLL_RECORDS),
                "default.api.timeout.ms", Integer.toString(ASK_MILLIS)));
        return KafkaConsumer.create(vertx, properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
        unread.clear();
        Future<Map<TopicPartition, Long>> ends = opened.endOffsets(Set.copyOf(partitions));
        return ends.compose(asked -> opened.offsetsForTimes(
                        partitions.stream().collect(Collectors.toMap(each -> each, each -> since))))
                .compose(offsets -> Future.all(partitions.stream()
                        .map(partition -> seek(
                                opened,
                                partition,
                                offsets.get(partition),
                                ends.result().getOrDefault(partition, 0L)))
                        .toList()))
                .onSuccess(sought -> {
                    if (unread.isEmpty()) readUp.tryComplete();
                })
                .mapEmpty();
    }

    private Future<Void> seek(
            KafkaConsumer<byte[], byte[]> opened,
            TopicPartition partition,
            @Nullable OffsetAndTimestamp first,
            long end) {
        if (first == null) return opened.seekToEnd(partition);
        return opened.seek(partition, first.getOffset()).onSuccess(sought -> {
            if (first.getOffset() < end) unread.put(partition, end);
        });
    }

    /** Completes when everything is in the index that was in the topic when it was opened, for the first time. */
    public Future<Void> readUp() {
        return readUp.future();
    }

    private void read(KafkaConsumerRecord<byte[], byte[]> record) {
        if (unread.isEmpty()) return;
        unread.computeIfPresent(
                new TopicPartition(record.topic(), record.partition()),
                (partition, end) -> record.offset() + 1 < end ? end : null);
        if (unread.isEmpty()) readUp.tryComplete();
    }

    private void take(KafkaConsumerRecord<byte[], byte[]> record) {
        Future.succeededFuture(record).map(this::report).onFailure(failure -> passOver(record, failure));
        read(record);
    }

    private boolean report(KafkaConsumerRecord<byte[], byte[]> record) {
        Positions.Fix fix = PositionWire.decode(record.key(), record.value());
        Instant at = Objects.requireNonNull(fix.at());
        return sink.report(fix.driver(), fix.lat(), fix.lng(), at, clock.instant());
    }

    /** Whatever is wrong with one record, the next may be right. */
    private void passOver(KafkaConsumerRecord<byte[], byte[]> record, Throwable failure) {
        meters.droppedFixes(1);
        if (failure instanceof NotAPosition) {
            log.debug("Not a position at {}-{}: {}", record.partition(), record.offset(), failure.getMessage());
            return;
        }
        if (!isTold()) log.error("A position at {}-{} cannot be taken", record.partition(), record.offset(), failure);
        failed = new Failure(failure.toString(), System.nanoTime());
    }

    private boolean isTold() {
        Failure last = failed;
        return last != null && System.nanoTime() - last.atNanos() < TOLD_NANOS;
    }

    /** Fails while positions of other processes are not followed, and for some seconds after one that could not be taken. */
    public Future<Void> health() {
        Failure last = failed;
        if (!following) return Future.failedFuture("positions of other processes are not read yet");
        return last != null && isTold()
                ? Future.failedFuture("positions cannot be taken: " + last.what())
                : Future.succeededFuture();
    }

    public Future<Void> stop() {
        stopped = true;
        return close();
    }

    private Future<Void> close() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        consumer = null;
        following = false;
        return open == null ? Future.succeededFuture() : open.close().otherwiseEmpty();
    }
}
