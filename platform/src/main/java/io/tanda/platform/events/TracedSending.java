package io.tanda.platform.events;

import io.opentelemetry.api.trace.SpanKind;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.trace.Rides;
import io.tanda.platform.trace.Step;
import io.tanda.platform.trace.Traces;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events on their way to Kafka, each as a step of the trace that it belongs to: its followers go on from there. */
final class TracedSending {
    private final Traces traces;
    private final Topic<?> topic;
    private final Publisher publisher;

    TracedSending(Traces traces, Topic<?> topic, Publisher publisher) {
        this.traces = traces;
        this.topic = topic;
        this.publisher = publisher;
    }

    /** As {@link Publisher#send}. */
    Future<List<Publisher.Delivery>> send(List<Recorded> events) {
        List<Step> steps = new ArrayList<>(events.size());
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(events.size());
        for (Recorded event : events) {
            Step step = traces.goOn(
                    topic.context(), SpanKind.PRODUCER, event.type(), event.trace(), () -> Rides.of(topic, event));
            steps.add(step);
            records.add(CloudEvent.write(topic, event.in(step.traceparent(event.trace()))));
        }
        return publisher.send(records).onSuccess(deliveries -> {
            for (int index = 0; index < steps.size(); index++) end(steps.get(index), deliveries.get(index));
        });
    }

    private static void end(Step step, Publisher.Delivery delivery) {
        switch (delivery) {
            case Publisher.Delivery.Acknowledged acknowledged -> step.end();
            case Publisher.Delivery.Refused refused -> step.fail("refused");
            case Publisher.Delivery.Failed failed -> step.fail("failed");
        }
    }
}
