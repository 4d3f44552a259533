package io.tanda.dispatch.position;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.Positions;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the stream of positions outlives, on the real Kafka. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PositionStreamIT {
    private final Vertx vertx = Vertx.vertx();
    private final KafkaConfig kafka = new KafkaConfig(TestServers.kafka().bootstrap(), 4, 1);
    private final H3Positions index = H3Positions.load(100);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DriverId mary = DriverId.next();
    private volatile boolean broken;
    private final PositionStream stream = new PositionStream(
            vertx,
            kafka,
            DomainClock.real(),
            (driver, lat, lng, at, now) -> {
                if (broken) throw new IllegalStateException("the index is broken");
                return index.report(driver, lat, lng, at, now);
            },
            new PositionMeters(registry));
    private final KafkaProducer<byte[], byte[]> producer = KafkaProducer.create(
            vertx,
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    @BeforeEach
    void follow() {
        await(KafkaTopics.ensure(vertx, kafka).done());
        await(stream.start());
        Eventually.holds(() -> "not followed", () -> {
            send(PositionWire.key(mary), PositionWire.value(fix(mary)));
            return index.of(mary, Instant.now()).isPresent();
        });
        Eventually.holds(stream::health, () -> stream.health().succeeded());
    }

    @AfterEach
    void close() {
        await(stream.stop());
        await(producer.close());
        await(vertx.close());
    }

    @Test
    void records_that_are_no_positions_are_passed_over() {
        send(PositionWire.key(mary), null);
        send(null, PositionWire.value(fix(mary)));
        send(null, null);
        send(new byte[3], new byte[200]);
        send(PositionWire.key(mary), PositionWire.value(new Positions.Fix(mary, 100, 0, Instant.now())));
        assertGoesOn();
        assertThat(registry.get("tanda.dispatch.positions.dropped").counter().count())
                .isEqualTo(5);
    }

    @Test
    void a_fix_that_cannot_be_taken_does_not_end_the_stream_and_is_told_of() {
        broken = true;
        Eventually.holds(() -> stream.health(), () -> {
            send(PositionWire.key(mary), PositionWire.value(fix(mary)));
            return stream.health().failed();
        });
        assertThat(failureOf(stream.health())).hasMessageContaining("the index is broken");
        broken = false;
        assertGoesOn();
    }

    @Test
    void a_stream_is_read_up_when_it_knows_what_was_told_before_it_came() {
        List<DriverId> fleet = Stream.generate(DriverId::next).limit(50).toList();
        for (DriverId each : fleet) send(PositionWire.key(each), PositionWire.value(fix(each)));
        H3Positions fresh = H3Positions.load(1_000);
        PositionStream late =
                new PositionStream(vertx, kafka, DomainClock.real(), fresh::report, new PositionMeters(registry));
        // Looked at in the moment it says so: an instant later even a liar would know them.
        Future<List<DriverId>> known = late.readUp()
                .map(read -> fleet.stream()
                        .filter(each -> fresh.of(each, Instant.now()).isPresent())
                        .toList());
        await(late.start());
        assertThat(await(known)).isEqualTo(fleet);
        await(late.stop());
    }

    private void assertGoesOn() {
        DriverId joe = DriverId.next();
        send(PositionWire.key(joe), PositionWire.value(fix(joe)));
        Eventually.holds(
                () -> "the stream has ended", () -> index.of(joe, Instant.now()).isPresent());
    }

    private static Positions.Fix fix(DriverId driver) {
        return new Positions.Fix(driver, 40.7, -74.0, Instant.now());
    }

    /** All to one partition, so that what follows comes later. */
    private void send(byte @Nullable [] key, byte @Nullable [] value) {
        await(producer.send(KafkaProducerRecord.create(Positions.TOPIC, key, value, 0)));
    }
}
