package io.tanda.dispatch.call.outbound;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Id;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Purger;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is forgotten, and what must stay, on the real database. */
class PurgeIT {
    private static final Instant NOW = Instant.parse("2013-01-02T17:00:00Z");
    private static final Instant OLD = NOW.minus(OldRows.KEPT).minusSeconds(1);
    private static final Instant YOUNG = NOW.minus(OldRows.KEPT).plusSeconds(1);
    private static final Insert FEED = Insert.into("driver_feed", "driver", "seq", "type", "at", "body");

    private final Vertx vertx = Vertx.vertx();
    private final Store store = TestStore.open(vertx, "dispatch", TestStore.freshConfig("dispatch"));
    private final Purger purger = new Purger(
            vertx, store, InstantSource.fixed(NOW), new SimpleMeterRegistry(), List.of(OldRows.OFFERS, OldRows.FEED));

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void offers_of_yesterday_go_and_those_that_are_open_or_young_stay() {
        UUID open = offer("sent", OLD);
        UUID young = offer("declined", YOUNG);
        offer("declined", OLD);
        offer("expired", OLD);

        purge(() -> count("offer") <= 2);

        assertThat(ids("SELECT id FROM offer", "id")).containsExactlyInAnyOrder(open, young);
    }

    @Test
    void a_drivers_last_entry_stays_so_that_the_numbering_goes_on() {
        UUID away = Id.next();
        UUID back = Id.next();
        for (int seq = 1; seq <= 3; seq++) feed(away, seq, OLD);
        feed(back, 1, OLD);
        feed(back, 2, YOUNG);
        feed(back, 3, YOUNG);

        purge(() -> count("driver_feed") <= 3);

        assertThat(numbers(away)).containsExactly(3L);
        assertThat(numbers(back)).containsExactly(2L, 3L);
    }

    @Test
    void of_50_000_old_entries_of_a_driver_and_as_many_offers_only_the_last_entry_is_left() {
        UUID driver = Id.next();
        await(store.query(
                "INSERT INTO driver_feed (driver, seq, type, at, body) SELECT ?, seq, 'offered', ? - 60000000 + seq, '{}'"
                        + " FROM seq_1_to_50000",
                driver,
                OLD));
        await(store.query(
                "INSERT INTO offer (id, ride, driver, attempt, status, meters_away, pickup_seconds, sent_at, expires_at)"
                        + " SELECT UNHEX(LPAD(HEX(seq), 32, '0')), UNHEX(LPAD(HEX(seq), 32, '0')), ?, 1, 'expired', 1, 1, ?, ?"
                        + " FROM seq_1_to_50000",
                driver,
                OLD,
                OLD));

        purge(() -> count("driver_feed") == 1 && count("offer") == 0);

        assertThat(numbers(driver)).containsExactly(50_000L);
    }

    /** Until then: the purger looks at once. */
    private void purge(BooleanSupplier gone) {
        await(purger.start());
        Eventually.holds(() -> count("driver_feed") + " entries, " + count("offer") + " offers", gone);
        await(purger.stop());
    }

    private long count(String table) {
        return await(store.query("SELECT COUNT(*) AS n FROM " + table))
                .iterator()
                .next()
                .getLong("n");
    }

    private UUID offer(String status, Instant sentAt) {
        UUID id = Id.next();
        await(store.commit(Unit.of()
                .insert(
                        CallSql.OFFER,
                        id,
                        Id.next(),
                        Id.next(),
                        1,
                        status,
                        100,
                        60,
                        sentAt,
                        sentAt.plus(Duration.ofMinutes(1)))
                .build()));
        return id;
    }

    private void feed(UUID driver, long seq, Instant at) {
        Unit.Builder unit = Unit.of();
        entry(unit, driver, seq, at);
        await(store.commit(unit.build()));
    }

    private static void entry(Unit.Builder unit, UUID driver, long seq, Instant at) {
        unit.insert(FEED, driver, seq, "offered", at, "{}");
    }

    private List<UUID> ids(String sql, String column) {
        List<UUID> ids = new ArrayList<>();
        for (Row row : await(store.query(sql))) ids.add(Rows.uuid(row, column));
        return ids;
    }

    private List<Long> numbers(UUID driver) {
        List<Long> numbers = new ArrayList<>();
        for (Row row : await(store.query("SELECT seq FROM driver_feed WHERE driver = ? ORDER BY seq", driver)))
            numbers.add(row.getLong("seq"));
        return numbers;
    }
}
