package io.tanda.dispatch.call.outbound;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Id;
import io.tanda.dispatch.call.application.CallMeters;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is forgotten, and what must stay, on the real database. */
class PurgeIT {
    private static final Instant NOW = Instant.parse("2013-01-02T17:00:00Z");
    private static final Instant OLD = NOW.minus(Purge.KEPT).minusSeconds(1);
    private static final Instant YOUNG = NOW.minus(Purge.KEPT).plusSeconds(1);
    private static final Insert FEED = Insert.into("driver_feed", "driver", "seq", "type", "at", "body");

    private final Vertx vertx = Vertx.vertx();
    private final Store store = TestStore.open(vertx, "dispatch", TestStore.freshConfig("dispatch"));
    private final Purge purge = new Purge(InstantSource.fixed(NOW), store, new CallMeters(new SimpleMeterRegistry()));

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

        await(purge.run());

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

        await(purge.run());

        assertThat(numbers(away)).containsExactly(3L);
        assertThat(numbers(back)).containsExactly(2L, 3L);
    }

    @Test
    void a_run_takes_a_batch_and_the_next_one_goes_on() {
        UUID driver = Id.next();
        Unit.Builder entries = Unit.of();
        for (int seq = 1; seq <= Purge.BATCH + 100; seq++)
            entry(entries, driver, seq, OLD.minusSeconds(Purge.BATCH + 100 - seq));
        await(store.commit(entries.build()));

        await(purge.run());
        assertThat(numbers(driver)).hasSize(100).first().isEqualTo(Purge.BATCH + 1L);

        await(purge.run());
        assertThat(numbers(driver)).containsExactly(Purge.BATCH + 100L);
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
