package io.tanda.dispatch.position;

import io.tanda.contract.dispatch.Positions;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.flow.Drain;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes positions to their topic. A {@code send} that does not know the topic's brokers waits for them, one after the other, and a close
 * behind all of them; so nothing is sent before they are known.
 */
public final class KafkaPositionLog implements PositionLog {
    private static final Logger log = LoggerFactory.getLogger(KafkaPositionLog.class);

    /** Reports on their way; one more is dropped, for the next fix is better. */
    private static final int MAX_UNDER_WAY = 256;

    private static final long CLOSE_MILLIS = 1_000;

    private final Drain reports = new Drain();
    private final KafkaProducer<byte[], byte[]> producer;
    private final PositionMeters meters;
    private volatile boolean known;
    private volatile boolean asking;
    private volatile boolean failing;

    private KafkaPositionLog(KafkaProducer<byte[], byte[]> producer, PositionMeters meters) {
        // Each failure is told with the send.
        this.producer = producer.exceptionHandler(told -> {});
        this.meters = meters;
    }

    /** Off the event loop: a client reads its settings and looks its broker up. Takes about a second while Kafka is away. */
    public static Future<KafkaPositionLog> open(Vertx vertx, KafkaConfig kafka, PositionMeters meters) {
        Map<String, String> properties = kafka.connection();
        properties.putAll(Map.of(
                "client.id", "dispatch-positions",
                "acks", "1",
                "enable.idempotence", "false",
                "retries", "0",
                "linger.ms", "5",
                // A fix that could not be sent for as long is of no use any more.
                "max.block.ms", "1000",
                "request.timeout.ms", "2000",
                "delivery.timeout.ms", "3000",
                "buffer.memory", Long.toString(4L * 1024 * 1024)));
        Future<KafkaPositionLog> made = vertx.executeBlocking(() -> new KafkaPositionLog(
                KafkaProducer.create(vertx, properties, new ByteArraySerializer(), new ByteArraySerializer()), meters));
        return made.compose(log -> log.ask().map(log));
    }

    private Future<Void> ask() {
        asking = true;
        return producer.asStream()
                .partitionsFor(Positions.TOPIC)
                .onComplete((found, failure) -> {
                    known = failure == null;
                    asking = false;
                    if (failure != null) note(failure);
                })
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    @Override
    public void tell(List<Positions.Fix> fixes) {
        if (!known && !asking) ask();
        if (!known || !reports.enterBelow(MAX_UNDER_WAY)) {
            meters.droppedFixes(fixes.size());
            return;
        }
        Future.join(fixes.stream().map(this::send).toList()).onComplete(sent -> {
            reports.leave();
            note(sent.cause());
        });
    }

    private Future<?> send(Positions.Fix fix) {
        return producer.send(KafkaProducerRecord.create(
                        Positions.TOPIC, PositionWire.key(fix.driver()), PositionWire.value(fix)))
                .onFailure(failure -> meters.droppedFixes(1));
    }

    /** Said once when it begins and once when it ends. */
    private void note(@Nullable Throwable failure) {
        if (failure != null && !failing) {
            failing = true;
            log.warn("Positions do not reach Kafka; this process goes on with its own: {}", failure.getMessage());
        } else if (failure == null && failing) {
            failing = false;
            log.info("Positions reach Kafka again");
        }
    }

    /** Within a second. */
    public Future<Void> close() {
        return producer.close(CLOSE_MILLIS).otherwiseEmpty();
    }
}
