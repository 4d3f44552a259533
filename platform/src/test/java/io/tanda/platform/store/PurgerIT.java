package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.CommandId;
import io.tanda.platform.events.EventsFixture;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
class PurgerIT {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Purge THINGS = Purge.of("old_thing", "id", Purge.Age.ID, Duration.ofDays(30), "kind", "id")
            .where("t.kind = 'a'")
            .where("t.needed = 0");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StoreConfig schema = TestStore.freshConfig("probe");
    private Vertx vertx;
    private Store store;

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        store = TestStore.open(vertx, "probe", schema);
        EventsFixture.execute(
                schema,
                "CREATE TABLE old_thing (kind VARCHAR(8) NOT NULL, id BINARY(16) NOT NULL, needed INT NOT NULL,"
                        + " PRIMARY KEY (kind, id))");
    }

    @AfterEach
    void close() {
        await(store.close());
    }

    private Purger purger(InstantSource now, Purge... purges) {
        Purger purger = new Purger(vertx, store, now, now, meters, List.of(purges));
        await(purger.start());
        return purger;
    }

    private long count(String table) {
        return EventsFixture.count(schema, "SELECT COUNT(*) FROM " + table);
    }

    private void thing(String kind, Duration age, int needed) {
        UUID id = new UUID(
                NOW.minus(age).toEpochMilli() << 16 | 0x7abc, UUID.randomUUID().getLeastSignificantBits());
        await(store.query("INSERT INTO old_thing (kind, id, needed) VALUES (?, ?, ?)", kind, id, needed));
    }

    @Test
    void what_is_young_or_needed_or_of_another_kind_stays() {
        thing("a", Duration.ofDays(30).plusSeconds(1), 0);
        thing("a", Duration.ofDays(400), 0);
        thing("a", Duration.ofDays(400), 1);
        thing("b", Duration.ofDays(400), 0);
        thing("a", Duration.ofDays(30).minusSeconds(1), 0);

        Purger purger = purger(InstantSource.fixed(NOW), THINGS);

        Eventually.holds(() -> count("old_thing"), () -> count("old_thing") == 3);
        await(purger.stop());
        assertThat(count("old_thing WHERE kind = 'a' AND needed = 0")).isEqualTo(1);
        assertThat(meters.get("tanda.purged.rows")
                        .tag("table", "old_thing")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void of_50_000_old_rows_those_that_are_needed_are_left_and_hold_nothing_up() {
        EventsFixture.execute(
                schema,
                "INSERT INTO old_thing SELECT 'a', UNHEX(LPAD(HEX(seq), 32, '0')), seq <= 3000 FROM seq_1_to_53000");

        Purger purger = purger(InstantSource.fixed(NOW), THINGS);

        Eventually.holds(() -> count("old_thing"), () -> count("old_thing") == 3_000);
        await(purger.stop());
        assertThat(count("old_thing WHERE needed = 0")).isZero();
    }

    @Test
    void a_row_that_somebody_holds_is_waited_for_and_no_query_waits_with_it() throws Exception {
        thing("a", Duration.ofDays(31), 0);
        try (var connection = EventsFixture.database(schema);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM old_thing FOR UPDATE").close();
            Purger purger = purger(InstantSource.fixed(NOW), THINGS);
            Eventually.holds(
                    () -> "no delete waits",
                    () -> count(
                                    "information_schema.processlist WHERE db = DATABASE() AND info LIKE 'DELETE FROM old_thing%'")
                            == 1);

            for (int query = 0; query < 20; query++)
                assertThat(await(store.query("SELECT 1")).size()).isEqualTo(1);
            connection.rollback();

            Eventually.holds(() -> count("old_thing"), () -> count("old_thing") == 0);
            await(purger.stop());
        }
    }

    @Test
    void answers_older_than_48_hours_go() {
        AtomicInteger hours = new AtomicInteger();
        InstantSource real = () -> Probe.AT.plus(Duration.ofHours(hours.get()));
        Probe probe = Probe.open(vertx, schema, real);
        CommandId old = CommandId.next();
        CommandId young = CommandId.next();
        await(probe.commit(Probe.command(old, "1")));
        hours.set(2);
        await(probe.commit(Probe.command(young, "2")));
        hours.set(49);

        Purger purger = purger(real, Store.COMMANDS);

        Eventually.holds(() -> count("command"), () -> count("command") == 1);
        await(purger.stop());
        assertThat(await(probe.store.replyTo(old))).isEmpty();
        assertThat(await(probe.store.replyTo(young))).isPresent();
        await(probe.store.close());
    }
}
