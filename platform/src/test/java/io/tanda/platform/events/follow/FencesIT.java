package io.tanda.platform.events.follow;

import static io.tanda.platform.events.EventsFixture.count;
import static io.tanda.platform.events.EventsFixture.execute;
import static io.tanda.platform.events.EventsFixture.hex;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.RiderId;
import io.tanda.contract.WalletId;
import io.tanda.platform.store.Purger;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 2, timeUnit = TimeUnit.MINUTES)
class FencesIT {
    private static final Duration OLD = Fences.KEPT.plusHours(1);
    private static final Duration YOUNG = Fences.KEPT.minusHours(1);

    private final StoreConfig schema = TestStore.freshConfig("follower");

    /** A UUIDv7 that was made so long ago. */
    static UUID madeBefore(Duration age) {
        UUID random = UUID.randomUUID();
        return new UUID(
                Instant.now().minus(age).toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
                random.getLeastSignificantBits());
    }

    private UUID fence(String consumer, Duration age) {
        UUID aggregate = madeBefore(age);
        execute(schema, "INSERT INTO fence VALUES ('" + consumer + "', " + hex(aggregate) + ", 3)");
        return aggregate;
    }

    @Test
    void old_fences_go_but_for_those_of_what_is_parked_or_not_over_or_another_consumers(Vertx vertx) {
        Store store = TestStore.open(vertx, "follower", schema);
        execute(schema, "CREATE TABLE underway (id BINARY(16) PRIMARY KEY)");
        fence("test<-booking", OLD);
        fence("test<-booking", YOUNG);
        UUID parked = fence("test<-booking", OLD);
        execute(schema, "INSERT INTO parked VALUES ('test<-booking', " + hex(parked) + ", 4, 'booking', '', 1, 0)");
        UUID underWay = fence("test<-booking", OLD);
        execute(schema, "INSERT INTO underway VALUES (" + hex(underWay) + ")");
        fence("test<-payment", OLD);
        // Of a rider of long ago: a wallet lives on, and its events come when they come.
        UUID wallet = WalletId.of(new RiderId(madeBefore(OLD))).value();
        execute(schema, "INSERT INTO fence VALUES ('test<-booking', " + hex(wallet) + ", 3)");

        Purger purger = new Purger(
                vertx,
                store,
                InstantSource.system(),
                new SimpleMeterRegistry(),
                List.of(Fences.purge(
                        "test<-booking", "NOT EXISTS (SELECT 1 FROM underway u WHERE u.id = t.aggregate_id)")));
        await(purger.start());

        Eventually.holds(() -> "still there", () -> count(schema, "SELECT COUNT(*) FROM fence") == 5);
        await(purger.stop());
        assertThat(count(
                        schema,
                        "SELECT COUNT(*) FROM fence WHERE aggregate_id IN (" + hex(parked) + ", " + hex(underWay) + ", "
                                + hex(wallet) + ")"))
                .isEqualTo(3);
        await(store.close());
    }

    @Test
    void only_an_id_that_tells_its_age_can_be_too_old() {
        Instant now = Instant.now();
        assertThat(Fences.mayHaveGone(madeBefore(OLD), now)).isTrue();
        assertThat(Fences.mayHaveGone(madeBefore(YOUNG), now)).isFalse();
        assertThat(Fences.mayHaveGone(new UUID(0x4000, 1), now)).isFalse();
        assertThat(Fences.mayHaveGone(WalletId.of(new RiderId(madeBefore(OLD))).value(), now))
                .isFalse();
    }
}
