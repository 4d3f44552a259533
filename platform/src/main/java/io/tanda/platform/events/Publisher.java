package io.tanda.platform.events;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future.State;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own producer. Everything that may block (its making, {@code send} while there is no metadata, its closing) happens on a
 * worker, a whole wave at a time; answers come back on the context that asked. Vert.x's client goes there for each record: ADR 10.
 */
class Publisher {
    /** What is still in the buffers at a stop is sent again by the next relay. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** What became of a record. */
    sealed interface Delivery {
        record Acknowledged() implements Delivery {}

        /** Kafka will never take this record. */
        record Refused(Throwable why) implements Delivery {}

        /** Not now; it may have arrived nevertheless. */
        record Failed(Throwable why) implements Delivery {}
    }

    private static final Delivery ACKNOWLEDGED = new Delivery.Acknowledged();

    private final Vertx vertx;
    private final Map<String, Object> properties;
    private final WorkerExecutor worker;
    /** Only touched on the worker, which has one thread. */
    private @Nullable KafkaProducer<String, byte[]> producer;

    private volatile boolean broken;

    Publisher(Vertx vertx, KafkaConfig kafka, String name) {
        this.vertx = vertx;
        this.properties = ClientProperties.producer(kafka, name);
        this.worker = vertx.createSharedWorkerExecutor(name + "-" + System.identityHashCode(this), 1);
    }

    /**
     * Sends the records side by side; the answers are in the same order. Never fails: a failure is a {@link Delivery}. After the first
     * record that cannot even be handed over, the rest is not tried.
     */
    Future<List<Delivery>> send(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) return Future.succeededFuture(List.of());
        Context context = vertx.getOrCreateContext();
        Promise<List<Delivery>> all = Promise.promise();
        AtomicReferenceArray<Delivery> deliveries = new AtomicReferenceArray<>(records.size());
        AtomicInteger open = new AtomicInteger(records.size());
        // The last answer comes on the producer's own thread.
        Runnable answer = () -> context.runOnContext(complete -> all.complete(IntStream.range(0, deliveries.length())
                .mapToObj(deliveries::get)
                .toList()));
        Future<Void> handedOver = worker.executeBlocking(() -> {
            handOver(records, (index, delivery) -> {
                if (deliveries.compareAndSet(index, null, delivery) && open.decrementAndGet() == 0) answer.run();
            });
            return null;
        });
        handedOver.onFailure(failure -> {
            for (int index = 0; index < records.size(); index++)
                if (deliveries.compareAndSet(index, null, new Delivery.Failed(failure)) && open.decrementAndGet() == 0)
                    answer.run();
        });
        return all.future();
    }

    private interface Answer {
        void to(int index, Delivery delivery);
    }

    private void handOver(List<ProducerRecord<String, byte[]>> records, Answer answer) {
        KafkaProducer<String, byte[]> kafka = producer();
        for (int index = 0; index < records.size(); index++) {
            int at = index;
            var sent = kafka.send(records.get(index), (metadata, failure) -> answer.to(at, delivery(failure)));
            boolean failedAtOnce = sent.isDone() && sent.state() == State.FAILED;
            if (failedAtOnce && !isPoison(sent.exceptionNow())) {
                // Each further one would wait for metadata just as long.
                for (int rest = index + 1; rest < records.size(); rest++)
                    answer.to(rest, new Delivery.Failed(sent.exceptionNow()));
                return;
            }
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> known = producer;
        if (known != null && broken) {
            known.close(CLOSE_LIMIT);
            known = null;
        }
        if (known == null) {
            known = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
            producer = known;
            broken = false;
        }
        return known;
    }

    private Delivery delivery(@Nullable Exception failure) {
        if (failure == null) return ACKNOWLEDGED;
        if (isPoison(failure)) return new Delivery.Refused(failure);
        // Retrying is what the producer has done already; anything else may have left it unable to go on.
        if (!(failure instanceof RetriableException)) broken = true;
        return new Delivery.Failed(failure);
    }

    private static boolean isPoison(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof SerializationException;
    }

    Future<Void> close() {
        return worker.<Void>executeBlocking(() -> {
                    KafkaProducer<String, byte[]> known = producer;
                    if (known != null) known.close(CLOSE_LIMIT);
                    producer = null;
                    return null;
                })
                .eventually(worker::close);
    }
}
