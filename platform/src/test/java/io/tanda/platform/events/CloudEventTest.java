package io.tanda.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.Id;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.event.Recorded;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CloudEventTest {
    private final UUID ride = Id.next();
    private final Recorded event = new Recorded(
            ride,
            7,
            "booking.driver-arrived.v1",
            Instant.parse("2026-01-01T10:00:00.123456Z"),
            new Actor(Role.DRIVER, Id.next()),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "{\"ride\":\"" + ride + "\"}");

    private static ConsumerRecord<String, byte[]> arrived(
            @Nullable String key, byte @Nullable [] body, Headers headers) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("t", 0, 0, key, body);
        headers.forEach(record.headers()::add);
        return record;
    }

    @Test
    void what_was_written_is_read() {
        ProducerRecord<String, byte[]> written = CloudEvent.write(BookingEvent.TOPIC, event);
        assertThat(CloudEvent.read(arrived(written.key(), written.value(), written.headers())))
                .isEqualTo(new CloudEvent.Intact(event));
    }

    @Test
    void an_event_without_a_trace_is_read() {
        Recorded untraced = new Recorded(ride, 1, event.type(), event.at(), event.actor(), null, event.body());
        ProducerRecord<String, byte[]> written = CloudEvent.write(BookingEvent.TOPIC, untraced);
        assertThat(CloudEvent.read(arrived(written.key(), written.value(), written.headers())))
                .isEqualTo(new CloudEvent.Intact(untraced));
    }

    @Test
    void an_event_with_its_place_but_without_its_type_or_body_is_damaged() {
        ProducerRecord<String, byte[]> written = CloudEvent.write(BookingEvent.TOPIC, event);
        assertThat(CloudEvent.read(arrived(written.key(), null, written.headers())))
                .isInstanceOf(CloudEvent.Damaged.class);
        written.headers().remove("ce_type");
        assertThat(CloudEvent.read(arrived(written.key(), written.value(), written.headers())))
                .isEqualTo(new CloudEvent.Damaged(ride, 7, null, "no header ce_type"));
    }

    @Test
    void a_record_that_names_no_aggregate_or_version_is_foreign() {
        ProducerRecord<String, byte[]> written = CloudEvent.write(BookingEvent.TOPIC, event);
        assertThat(CloudEvent.read(arrived(null, "hello".getBytes(UTF_8), written.headers())))
                .isInstanceOf(CloudEvent.Foreign.class);
        written.headers().remove("ce_version");
        assertThat(CloudEvent.read(arrived(written.key(), written.value(), written.headers())))
                .isInstanceOf(CloudEvent.Foreign.class);
    }
}
