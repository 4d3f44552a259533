package io.tanda.dispatch.position;

import io.tanda.contract.dispatch.Positions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes positions to their topic from a thread of its own: a producer's {@code send} blocks while the broker is away. */
public final class KafkaPositionLog implements PositionLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPositionLog.class);
    /** Reports that wait; one more pushes the oldest out, for the next fix is better. */
    private static final int MAX_WAITING = 256;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final BlockingQueue<List<Positions.Fix>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final KafkaProducer<byte[], byte[]> producer;
    private final DispatchMeters meters;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean failing;

    public KafkaPositionLog(String bootstrap, DispatchMeters meters) {
        this.meters = meters;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "dispatch-positions",
                        ProducerConfig.ACKS_CONFIG,
                        "1",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false,
                        ProducerConfig.RETRIES_CONFIG,
                        0,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        // A fix that could not be sent for as long is of no use any more.
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        1_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        2_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        3_000,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        4L * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.thread = Thread.ofPlatform().daemon().name("dispatch-position-log").start(this::write);
    }

    @Override
    public void tell(List<Positions.Fix> fixes) {
        while (!waiting.offer(fixes)) {
            List<Positions.Fix> oldest = waiting.poll();
            if (oldest != null) meters.droppedFixes(oldest.size());
        }
    }

    private void write() {
        try {
            while (!closed) {
                List<Positions.Fix> fixes = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (fixes != null) send(fixes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<Positions.Fix> fixes) {
        try {
            for (Positions.Fix fix : fixes)
                producer.send(
                        new ProducerRecord<>(Positions.TOPIC, PositionWire.key(fix.driver()), PositionWire.value(fix)),
                        (metadata, failure) -> note(failure));
        } catch (KafkaException e) {
            meters.droppedFixes(fixes.size());
            note(e);
        }
    }

    /** Said once when it begins and once when it ends. */
    private void note(@org.jspecify.annotations.Nullable Exception failure) {
        if (failure != null && !failing && !closed) {
            failing = true;
            LOG.warn("Positions do not reach Kafka; this process goes on with its own: {}", failure.getMessage());
        } else if (failure == null && failing) {
            failing = false;
            LOG.info("Positions reach Kafka again");
        }
    }

    /** Blocks, at most for a second. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        producer.close(CLOSE_WITHIN);
    }
}
