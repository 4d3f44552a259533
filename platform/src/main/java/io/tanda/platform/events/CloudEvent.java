package io.tanda.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Actor;
import io.tanda.contract.Role;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event as Kafka carries it: CloudEvents 1.0, binary mode of its Kafka binding. Attributes and extensions are headers with
 * {@code ce_} before their names, the value is the event's JSON, the key the aggregate's id.
 *
 * <pre>
 *   ce_specversion 1.0                ce_id      aggregate:version         ce_version      7
 *   ce_type        booking.x.v1       ce_source  /tanda/booking            ce_actor        rider:0197...
 *   ce_time        2026-01-01T...Z    ce_subject aggregate                 ce_traceparent  W3C, where there is one
 * </pre>
 */
public sealed interface CloudEvent {

    /** It has its place in the order of an aggregate. */
    sealed interface About extends CloudEvent {
        UUID aggregate();

        int version();

        /** Absent when it cannot be read. */
        @Nullable
        String type();
    }

    /** An event as its owner recorded it. */
    record Intact(Recorded recorded) implements About {
        @Override
        public UUID aggregate() {
            return recorded.aggregate();
        }

        @Override
        public int version() {
            return recorded.version();
        }

        @Override
        public String type() {
            return recorded.type();
        }
    }

    /** The event of this version cannot be read. @param type absent when not even that can be read */
    record Damaged(UUID aggregate, int version, @Nullable String type, String why) implements About {}

    /** Nothing of ours: there is no aggregate whose order it could disturb. */
    record Foreign(String why) implements CloudEvent {}

    static ProducerRecord<String, byte[]> write(Topic<?> topic, Recorded event) {
        String aggregate = event.aggregate().toString();
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.name(), aggregate, event.body().getBytes(UTF_8));
        Headers headers = record.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", aggregate + ":" + event.version());
        put(headers, "ce_type", event.type());
        put(headers, "ce_source", "/tanda/" + topic.context());
        put(headers, "ce_subject", aggregate);
        put(headers, "ce_time", event.at().toString());
        put(headers, "content-type", "application/json");
        put(headers, "ce_version", Integer.toString(event.version()));
        put(headers, "ce_actor", text(event.actor()));
        String trace = event.trace();
        if (trace != null) put(headers, "ce_traceparent", trace);
        return record;
    }

    static CloudEvent read(ConsumerRecord<String, byte[]> record) {
        UUID aggregate;
        int version;
        try {
            aggregate = UUID.fromString(String.valueOf(record.key()));
            version = Integer.parseInt(get(record.headers(), "ce_version"));
        } catch (IllegalArgumentException e) {
            return new Foreign(String.valueOf(e.getMessage()));
        }
        byte @Nullable [] body = record.value();
        String type = find(record.headers(), "ce_type");
        if (body == null) return new Damaged(aggregate, version, type, "no body");
        try {
            return new Intact(new Recorded(
                    aggregate,
                    version,
                    get(record.headers(), "ce_type"),
                    Instant.parse(get(record.headers(), "ce_time")),
                    actor(get(record.headers(), "ce_actor")),
                    find(record.headers(), "ce_traceparent"),
                    new String(body, UTF_8)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Damaged(aggregate, version, type, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Actor actor) {
        return actor.role().name().toLowerCase(Locale.ROOT) + ":" + actor.id();
    }

    private static Actor actor(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) throw new IllegalArgumentException("no actor: " + text);
        return new Actor(
                Role.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)),
                UUID.fromString(text.substring(colon + 1)));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String get(Headers headers, String name) {
        String value = find(headers, name);
        if (value == null) throw new IllegalArgumentException("no header " + name);
        return value;
    }

    private static @Nullable String find(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
