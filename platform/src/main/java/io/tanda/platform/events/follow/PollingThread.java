package io.tanda.platform.events.follow;

import io.tanda.platform.events.ClientProperties;
import io.tanda.platform.events.KafkaConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plain {@link KafkaConsumer} on a thread of its own. It polls without end (so the group never takes it for dead), hands each poll
 * over, and commits offsets up to the first event that is not finished. Partitions that are taken away are given up inside the
 * rebalance: what is being handled ends first, and its offsets are committed. Vert.x's client cannot do that: ADR 10.
 *
 * <p>Whatever fails here, it begins again from the committed offsets and says so in {@link #health}. A thread that is dead or stuck says so
 * in {@link #alive}.
 */
final class PollingThread implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(PollingThread.class);

    /** Events handed over and not finished; at this many, polling fetches no more until some are. */
    private static final int MAX_IN_HAND = 2_000;
    /** The longest poll; also how long a stop may go unnoticed. */
    private static final Duration POLL = Duration.ofMillis(200);
    /** After a pause: until the broker has sent what came in it. What was fetched before the pause is older. */
    private static final Duration POLL_FOR_MORE = Duration.ofMillis(5);
    /** While nothing is fetched: how soon room is noticed. */
    private static final Duration POLL_WHEN_FULL = Duration.ofMillis(10);
    /** Between commits of offsets. After a crash, as much as this is read again and dropped by the fence. */
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** What is being handled may take this long when its partition is taken away; the fence guards what takes longer. */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** A commit of offsets that a rebalance or a stop waits for. */
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(3);
    /** Between tries to make a consumer when that fails: an address that does not resolve, a broker that refuses us. */
    private static final long REOPEN_MILLIS = 1_000;
    /** How long a failure is told of: some tries. */
    private static final long TOLD_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** The longest round, with a poll, a rebalance and its commit, is a sixth of it: a thread that takes longer is stuck. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** An event with the partition it came from. */
    record Polled(ConsumerRecord<String, byte[]> record, PartitionProgress progress) {
        void finish() {
            progress.finished(record.offset());
        }
    }

    private record Failure(String what, long atNanos) {}

    private final String topic;
    private final Map<String, Object> properties;
    private final long pauseNanos;
    private final Consumer<List<Polled>> sink;
    private final Map<TopicPartition, PartitionProgress> assigned = new ConcurrentHashMap<>();
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicLong polls = new AtomicLong();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final Promise<Void> stopped = Promise.promise();
    private final Thread thread;
    private volatile long roundNanos = System.nanoTime();
    private volatile boolean member;
    private volatile long notRead;
    private volatile @Nullable Failure failure;
    private volatile @Nullable String death;

    // Touched by the thread only.
    private @Nullable KafkaConsumer<String, byte[]> consumer;
    private boolean full;
    private long lastCommitNanos;
    private long mayPollNanos = System.nanoTime();

    /** @param pause between polls that bring something @param sink takes each poll; called on this thread */
    PollingThread(KafkaConfig kafka, String group, String topic, Duration pause, Consumer<List<Polled>> sink) {
        this.topic = topic;
        this.pauseNanos = pause.toNanos();
        this.properties = ClientProperties.consumer(kafka, group);
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name(group).unstarted(this::run);
        thread.setUncaughtExceptionHandler((mine, error) -> died(error));
    }

    void start() {
        thread.start();
    }

    /** Completes when the group is left, on the polling thread. */
    Future<Void> stop() {
        stopAsked.countDown();
        if (!thread.isAlive()) stopped.tryComplete();
        return stopped.future();
    }

    int inHand() {
        return inHand.get();
    }

    /** Events of the assigned partitions that are not finished; while Kafka is away, as many as were known of. */
    long lag() {
        return notRead + inHand.get();
    }

    /** How often it has polled: whether it lives. */
    long polls() {
        return polls.get();
    }

    /** Fails while following fails and is tried again. */
    Future<Void> health() {
        Failure last = failure;
        return last == null || System.nanoTime() - last.atNanos() > TOLD_NANOS
                ? Future.succeededFuture()
                : Future.failedFuture("following fails: " + last.what());
    }

    /** Fails until the group has given it its share. */
    Future<Void> assigned() {
        return member ? Future.succeededFuture() : Future.failedFuture(topic + " is not followed yet");
    }

    /** Fails when nothing is followed any more and only a restart of the process helps. */
    Future<Void> alive() {
        String why = death;
        if (why != null) return Future.failedFuture("nothing is followed any more: " + why);
        boolean stuck = thread.isAlive() && System.nanoTime() - roundNanos > STUCK_NANOS;
        return stuck
                ? Future.failedFuture("no poll for " + TimeUnit.NANOSECONDS.toSeconds(STUCK_NANOS) + " s")
                : Future.succeededFuture();
    }

    /** Whoever takes the events cannot go on: nothing more is polled, and offsets stay where they are. */
    void end(Throwable why) {
        died(why);
        stopAsked.countDown();
    }

    private void died(Throwable why) {
        death = why.toString();
        log.error("{}: following {} ended, the process must be started again", thread.getName(), topic, why);
    }

    private boolean stopping() {
        return stopAsked.getCount() == 0;
    }

    private void run() {
        try {
            while (!stopping()) {
                followUntilItFails();
                if (!stopping() && stopAsked.await(REOPEN_MILLIS, TimeUnit.MILLISECONDS)) break;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.tryComplete();
        }
    }

    private void followUntilItFails() {
        roundNanos = System.nanoTime();
        try {
            KafkaConsumer<String, byte[]> mine =
                    new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
            consumer = mine;
            full = false;
            try {
                mine.subscribe(List.of(topic), this);
                while (!stopping()) poll(mine);
            } finally {
                // Leaves the group, which takes our partitions away and thereby settles them.
                mine.close(CloseOptions.timeout(COMMIT_LIMIT));
            }
        } catch (RuntimeException e) {
            // Of whatever kind: a thread that ends here would follow nothing more, and nobody would know.
            failure = new Failure(e.toString(), System.nanoTime());
            log.error(
                    "{}: following {} failed, beginning again from the committed offsets", thread.getName(), topic, e);
        } finally {
            consumer = null;
            member = false;
            assigned.values().forEach(PartitionProgress::revoke);
            assigned.clear();
        }
    }

    private void poll(KafkaConsumer<String, byte[]> mine) {
        boolean nowFull = inHand.get() >= MAX_IN_HAND;
        if (nowFull && !full) mine.pause(mine.assignment());
        if (!nowFull && full) mine.resume(mine.paused());
        full = nowFull;
        long pause = mayPollNanos - System.nanoTime();
        LockSupport.parkNanos(this, pause);
        List<Polled> polled = new ArrayList<>();
        note(mine.poll(full ? POLL_WHEN_FULL : POLL), polled);
        if (pause > 0 && !polled.isEmpty()) note(mine.poll(POLL_FOR_MORE), polled);
        polls.incrementAndGet();
        roundNanos = System.nanoTime();
        if (!polled.isEmpty()) {
            mayPollNanos = roundNanos + pauseNanos;
            sink.accept(polled);
        }
        if (System.nanoTime() - lastCommitNanos < COMMIT_EVERY_NANOS) return;
        commitSoon(mine);
        notRead = mine.assignment().stream()
                .mapToLong(partition -> mine.currentLag(partition).orElse(0))
                .sum();
    }

    private void note(ConsumerRecords<String, byte[]> records, List<Polled> polled) {
        for (TopicPartition partition : records.partitions()) {
            PartitionProgress progress = assigned.computeIfAbsent(partition, first -> new PartitionProgress(inHand));
            for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
                progress.taken(record.offset());
                polled.add(new Polled(record, progress));
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionProgress progress = assigned.get(partition);
            if (progress != null)
                progress.toCommit().ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset)));
        }
        return offsets;
    }

    private void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            PartitionProgress progress = assigned.get(partition);
            if (progress != null) progress.committed(offset.offset());
        });
    }

    private void commitSoon(KafkaConsumer<String, byte[]> mine) {
        lastCommitNanos = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = toCommit(assigned.keySet());
        if (offsets.isEmpty()) return;
        mine.commitAsync(offsets, (asked, failure) -> {
            if (failure == null) noteCommitted(asked);
            else log.debug("{}: offsets not committed, the next ones will be", thread.getName(), failure);
        });
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> assigned.put(partition, new PartitionProgress(inHand)));
        member = true;
        KafkaConsumer<String, byte[]> mine = consumer;
        if (full && mine != null) mine.pause(partitions);
        log.info("{}: follows {}", thread.getName(), partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        settle(partitions);
        KafkaConsumer<String, byte[]> mine = consumer;
        Map<TopicPartition, OffsetAndMetadata> offsets = toCommit(partitions);
        try {
            if (mine != null && !offsets.isEmpty()) mine.commitSync(offsets, COMMIT_LIMIT);
        } catch (KafkaException e) {
            log.info(
                    "{}: offsets of {} not committed; read again and dropped: {}",
                    thread.getName(),
                    partitions,
                    e.toString());
        }
        partitions.forEach(assigned::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        log.warn("{}: lost {} to another", thread.getName(), partitions);
        member = false;
        partitions.forEach(partition -> {
            PartitionProgress progress = assigned.remove(partition);
            if (progress != null) progress.revoke();
        });
    }

    /** Begins nothing more of these partitions, and waits for what was begun. */
    private void settle(Collection<TopicPartition> partitions) {
        long deadline = System.nanoTime() + SETTLE_NANOS;
        List<PartitionProgress> leaving = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            PartitionProgress progress = assigned.get(partition);
            if (progress != null) leaving.add(progress);
        }
        leaving.forEach(PartitionProgress::revoke);
        try {
            for (PartitionProgress progress : leaving)
                if (!progress.awaitQuiet(deadline))
                    log.warn("{}: an event of {} is still being handled; its fence guards it", thread.getName(), topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
