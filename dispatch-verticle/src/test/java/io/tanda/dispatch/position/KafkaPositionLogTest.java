package io.tanda.dispatch.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.Positions;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class KafkaPositionLogTest {
    /** Nobody listens there. */
    private static final KafkaConfig NO_KAFKA = new KafkaConfig("127.0.0.1:1", 4, 1);

    @Test
    @Timeout(value = 20, timeUnit = TimeUnit.SECONDS)
    void while_kafka_is_away_positions_are_dropped_and_a_stop_does_not_wait_for_them(Vertx vertx) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        KafkaPositionLog log = TestStore.await(KafkaPositionLog.open(vertx, NO_KAFKA, new PositionMeters(registry)));
        List<Positions.Fix> report =
                Collections.nCopies(20, new Positions.Fix(DriverId.next(), 40.7, -74.0, Instant.now()));

        for (int reports = 0; reports < 5; reports++) log.tell(report);

        TestStore.await(log.close());
        assertThat(registry.get("tanda.dispatch.positions.dropped").counter().count())
                .isEqualTo(100);
    }
}
