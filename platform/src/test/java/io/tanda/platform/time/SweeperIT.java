package io.tanda.platform.time;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Id;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestKit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 3, timeUnit = TimeUnit.MINUTES)
@Tag("B3")
class SweeperIT {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private Vertx vertx;
    private Kit kit;
    private StoreConfig schema;
    private Store store;

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        kit = TestKit.of(vertx);
        schema = TestStore.freshConfig("sweep");
        store = TestStore.open(vertx, "sweep", schema);
        // No key that would hide an effect made twice.
        await(store.pool()
                .query("CREATE TABLE effect (n BIGINT AUTO_INCREMENT PRIMARY KEY, aggregate_id BINARY(16) NOT NULL)")
                .execute());
    }

    private void setDeadlines(List<UUID> aggregates, String kind, Instant due) {
        await(Future.all(aggregates.stream()
                .map(each -> store.commit(Unit.of().deadline(each, kind, due).build()))
                .toList()));
    }

    private static List<UUID> aggregates(int count) {
        return Stream.generate(Id::next).limit(count).toList();
    }

    private long rows(String table) {
        return await(store.query("SELECT COUNT(*) AS n FROM " + table))
                .iterator()
                .next()
                .getLong("n");
    }

    /** Takes effect once: only one unit removes the deadline. */
    private static DeadlineHandler expire(Store store) {
        return (aggregate, due) -> store.commit(Unit.of()
                        .change("DELETE FROM deadline WHERE aggregate_id = ? AND kind = 'expire'", aggregate)
                        .run("INSERT INTO effect (aggregate_id) VALUES (?)", aggregate)
                        .build())
                .recover(failure -> failure instanceof CommitFailed.Stale
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    @Test
    void a_deadline_survives_a_restart_and_is_driven() {
        List<UUID> aggregates = aggregates(1);
        setDeadlines(aggregates, "expire", Instant.now().plusMillis(300));
        await(store.close());
        store = TestStore.open(vertx, "sweep", schema);

        Sweeper sweeper = new Sweeper(vertx, kit, store, Map.of("expire", expire(store)));
        await(sweeper.start());

        Eventually.holds(() -> "not driven", () -> rows("effect") == 1);
        await(sweeper.stop());
        assertThat(rows("deadline")).isZero();
    }

    @Test
    void a_deadline_that_is_not_due_is_left_alone() {
        setDeadlines(aggregates(1), "expire", Instant.now().plus(Duration.ofHours(1)));
        setDeadlines(aggregates(1), "expire", LONG_AGO);
        Sweeper sweeper = new Sweeper(vertx, kit, store, Map.of("expire", expire(store)));
        await(sweeper.start());

        Eventually.holds(() -> "not driven", () -> rows("effect") == 1);
        await(sweeper.stop());
        assertThat(rows("deadline")).isEqualTo(1);
    }

    @Test
    void two_sweepers_make_each_effect_once() {
        setDeadlines(aggregates(500), "expire", LONG_AGO);
        Store second = TestStore.open(vertx, "sweep", schema);
        Sweeper one = new Sweeper(vertx, kit, store, Map.of("expire", expire(store)));
        Sweeper other = new Sweeper(vertx, TestKit.of(vertx, kit.bus()), second, Map.of("expire", expire(second)));

        await(one.start());
        await(other.start());

        Eventually.holds(() -> rows("deadline") + " left", () -> rows("deadline") == 0);
        await(one.stop());
        await(other.stop());
        await(second.close());
        assertThat(rows("effect")).isEqualTo(500);
    }

    @Test
    void two_sweepers_divide_what_is_due_and_one_has_all_when_the_other_hangs() {
        Vertx hanging = Vertx.vertx();
        Store second = TestStore.open(hanging, "sweep", schema);
        List<UUID> driven = new CopyOnWriteArrayList<>();
        Sweeper one = new Sweeper(vertx, kit, store, Map.of("expire", counted(driven, store)));
        List<UUID> drivenByOther = new CopyOnWriteArrayList<>();
        Sweeper other =
                new Sweeper(hanging, TestKit.of(hanging), second, Map.of("expire", counted(drivenByOther, second)));
        await(one.start());
        await(other.start());
        Eventually.holds(() -> "not two", () -> rows("sweeper") == 2);
        // Who has renewed twice since then has read once that both are there.
        for (int i = 0; i < 2; i++) {
            long since = lastRenewal();
            Eventually.holds(() -> "not renewed", () -> rows("sweeper WHERE until_at > " + since) == 2);
        }

        setDeadlines(aggregates(200), "expire", Instant.now());
        Eventually.holds(() -> rows("deadline") + " left", () -> rows("deadline") == 0);

        // One that was read as due just before it was done is driven once more, without an effect.
        assertThat(new HashSet<>(driven)).hasSizeBetween(50, 150);
        assertThat(new HashSet<>(drivenByOther)).hasSizeBetween(50, 150);
        assertThat(rows("effect")).isEqualTo(200);
        await(hanging.close());
        setDeadlines(aggregates(200), "expire", Instant.now());
        Eventually.holds(() -> rows("deadline") + " left", () -> rows("deadline") == 0);
        await(one.stop());
        assertThat(rows("effect")).isEqualTo(400);
    }

    @Test
    void what_a_living_one_lets_lie_is_driven_by_the_other() {
        Vertx hanging = Vertx.vertx();
        Store second = TestStore.open(hanging, "sweep", schema);
        List<UUID> begun = new CopyOnWriteArrayList<>();
        Sweeper other = new Sweeper(hanging, TestKit.of(hanging), second, Map.of("expire", (aggregate, due) -> {
            begun.add(aggregate);
            return Promise.<Void>promise().future();
        }));
        Sweeper one = new Sweeper(vertx, kit, store, Map.of("expire", expire(store)));
        await(other.start());
        await(one.start());
        Eventually.holds(() -> "not two", () -> rows("sweeper") == 2);
        setDeadlines(aggregates(40), "expire", Instant.now());
        Eventually.holds(() -> rows("deadline") + " left", () -> rows("deadline") == 0);
        assertThat(begun).as("the other has its part").isNotEmpty();
        assertThat(rows("effect")).isEqualTo(40);
        await(one.stop());
        await(hanging.close());
    }

    @Test
    void what_is_left_to_a_timer_is_driven_only_when_that_is_dead() {
        AtomicInteger asked = new AtomicInteger();
        setDeadlines(aggregates(1), "round", Instant.now());
        setDeadlines(aggregates(1), "expire", Instant.now());
        Sweeper sweeper = new Sweeper(
                vertx,
                kit,
                store,
                Map.of(
                        "expire",
                        expire(store),
                        "round",
                        DeadlineHandler.behind(Duration.ofHours(1), (aggregate, due) -> {
                            asked.incrementAndGet();
                            return Future.succeededFuture();
                        })));
        await(sweeper.start());
        Eventually.holds(() -> "not driven", () -> rows("effect") == 1);
        await(sweeper.stop());
        assertThat(asked).hasValue(0);
    }

    private static DeadlineHandler counted(List<UUID> driven, Store store) {
        DeadlineHandler expire = expire(store);
        return (aggregate, due) -> {
            driven.add(aggregate);
            return expire.due(aggregate, due);
        };
    }

    private long lastRenewal() {
        return await(store.query("SELECT MAX(until_at) AS last FROM sweeper"))
                .iterator()
                .next()
                .getLong("last");
    }

    @Test
    void a_deadline_whose_handling_fails_is_tried_again_and_hides_no_other() {
        List<UUID> failing = aggregates(600);
        setDeadlines(failing, "expire", LONG_AGO);
        List<UUID> good = aggregates(3);
        setDeadlines(good, "expire", LONG_AGO.plusSeconds(60));
        Map<UUID, AtomicInteger> tries = new ConcurrentHashMap<>();
        DeadlineHandler expire = expire(store);
        Sweeper sweeper = new Sweeper(vertx, kit, store, Map.of("expire", (aggregate, due) -> {
            int nth = tries.computeIfAbsent(aggregate, first -> new AtomicInteger())
                    .incrementAndGet();
            if (failing.contains(aggregate) && nth <= 2) throw new IllegalStateException("a bug");
            return expire.due(aggregate, due);
        }));

        await(sweeper.start());

        Eventually.holds(() -> rows("deadline") + " left", () -> rows("deadline") == 0);
        await(sweeper.stop());
        assertThat(rows("effect")).isEqualTo(603);
        assertThat(good).allSatisfy(each -> assertThat(tries.get(each)).hasValue(1));
    }

    @Test
    void a_kind_that_nobody_handles_is_counted_and_hides_no_other() {
        setDeadlines(aggregates(520), "of_another_age", LONG_AGO);
        setDeadlines(aggregates(1), "expire", LONG_AGO.plusSeconds(60));
        Sweeper sweeper = new Sweeper(vertx, kit, store, Map.of("expire", expire(store)));

        await(sweeper.start());

        Eventually.holds(() -> "hidden", () -> rows("effect") == 1);
        await(sweeper.stop());
        assertThat(kit.meters().get("tanda.deadlines.unknown").counter().count())
                .isPositive();
        assertThat(rows("deadline")).isEqualTo(520);
    }

    @Test
    void a_look_that_throws_is_not_the_last() {
        setDeadlines(aggregates(1), "expire", LONG_AGO);
        AtomicInteger looks = new AtomicInteger();
        DomainClock broken = DomainClock.anchored(
                () -> {
                    if (looks.incrementAndGet() <= 3) throw new IllegalStateException("a bug in the clock");
                    return Instant.now();
                },
                Instant.EPOCH,
                Instant.EPOCH,
                1);
        Sweeper sweeper = new Sweeper(
                vertx,
                new Kit(kit.bus(), broken, kit.settings(), kit.meters(), kit.health()),
                store,
                Map.of("expire", expire(store)));

        await(sweeper.start());

        Eventually.holds(() -> "not driven", () -> rows("effect") == 1);
        await(sweeper.stop());
    }
}
