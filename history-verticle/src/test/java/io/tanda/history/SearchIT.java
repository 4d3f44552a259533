package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.history.RideSearch;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Searching 4,000 rides of 40 riders and 20 drivers, one each second. */
@SuppressWarnings("NullAway.Init")
@Tag("A11")
final class SearchIT {
    private static final int RIDES = 4_000;
    private static final int RIDERS = 40;
    private static final int DRIVERS = 20;
    private static final Insert RIDE =
            Insert.into("ride", "ride_id", "rider_id", "driver_id", "status", "phase", "requested_at");
    private static final RideStatus[] STATUSES = RideStatus.values();

    private static final List<RideId> rides = new ArrayList<>();
    private static final List<RiderId> riders = new ArrayList<>();
    private static final List<DriverId> drivers = new ArrayList<>();
    private static Vertx vertx;
    private static Store store;
    private static Questions questions;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        store = TestStore.open(vertx, "history");
        questions = new Questions(new RideRecords(store), new MyPages(store, new Heard()), new Receipts(store));
        for (int i = 0; i < RIDERS; i++) riders.add(RiderId.next());
        for (int i = 0; i < DRIVERS; i++) drivers.add(DriverId.next());
        List<Future<Void>> commits = new ArrayList<>();
        for (int i = 0; i < RIDES; i++) {
            RideId ride = RideId.next();
            rides.add(ride);
            commits.add(store.commit(Unit.of()
                    .insert(
                            RIDE,
                            ride,
                            riders.get(i % RIDERS),
                            drivers.get(i % DRIVERS),
                            STATUSES[i % STATUSES.length],
                            STATUSES[i % STATUSES.length],
                            at(i))
                    .build()));
        }
        await(Future.all(commits));
        await(store.query(
                "UPDATE ride SET alarm = 'RIDE_OVERDUE', alarm_since = requested_at WHERE ride_id IN (?, ?, ?)",
                rides.get(3),
                rides.get(70),
                rides.get(500)));
        await(store.query(
                "UPDATE ride SET pickup_label = 'Café 100% _Central_' WHERE ride_id IN (?, ?)",
                rides.get(7), rides.get(47)));
        await(store.query("UPDATE ride SET dropoff_label = '서울 강남역 3번 출구' WHERE ride_id = ?", rides.get(90)));
        await(store.query("ANALYZE TABLE ride"));
    }

    @AfterAll
    static void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void a_riders_rides_come_newest_first_in_pages() {
        List<RideId> all = pages(before -> new RideSearch(riders.get(7), null, null, null, null, before, 30));
        assertThat(all).isEqualTo(expected(i -> i % RIDERS == 7)).hasSize(RIDES / RIDERS);
    }

    @Test
    void a_drivers_rides_come_newest_first_in_pages() {
        assertThat(pages(before -> new RideSearch(null, drivers.get(3), null, null, null, before, 100)))
                .isEqualTo(expected(i -> i % DRIVERS == 3));
    }

    @Test
    void rides_in_a_status_come_newest_first_in_pages() {
        RideStatus status = STATUSES[2];
        assertThat(pages(before -> new RideSearch(null, null, status, null, null, before, 100)))
                .isEqualTo(expected(i -> STATUSES[i % STATUSES.length] == status));
    }

    @Test
    void rides_of_a_time_come_newest_first_in_pages_and_without_the_end() {
        assertThat(pages(before -> new RideSearch(null, null, null, at(100), at(400), before, 70)))
                .isEqualTo(expected(i -> i >= 100 && i < 400));
        assertThat(pages(before -> new RideSearch(null, null, null, at(RIDES - 10), null, before, 3)))
                .isEqualTo(expected(i -> i >= RIDES - 10));
    }

    @Test
    void all_conditions_must_hold() {
        RideStatus status = STATUSES[7 % STATUSES.length];
        assertThat(pages(before -> new RideSearch(riders.get(7), drivers.get(7), status, at(50), at(3_000), before, 5)))
                .isEqualTo(expected(i -> i % RIDERS == 7
                        && i % DRIVERS == 7
                        && STATUSES[i % STATUSES.length] == status
                        && i >= 50
                        && i < 3_000));
    }

    @Test
    void without_conditions_all_rides_are_paged() {
        assertThat(pages(before -> new RideSearch(null, null, null, null, null, before, 100)))
                .hasSize(RIDES);
    }

    @Test
    void every_page_is_read_along_its_index() {
        RideId before = rides.get(RIDES / 2);
        assertPlan("ride_rider", new RideSearch(riders.get(1), null, null, null, null, before, 50));
        assertPlan("ride_rider", new RideSearch(riders.get(1), null, null, null, null, null, 50));
        assertPlan("ride_driver", new RideSearch(null, drivers.get(1), null, null, null, before, 50));
        assertPlan("ride_status", new RideSearch(null, null, STATUSES[1], null, null, before, 50));
        assertPlan("ride_requested_at", new RideSearch(null, null, null, at(100), at(300), null, 50));
        assertPlan("ride_requested_at", new RideSearch(null, null, null, at(100), at(3_000), before, 50));
        assertPlan("ride_alarm", overdue(null, 50));
        assertPlan("ride_alarm", overdue(before, 50));
        assertPlan("PRIMARY", new RideSearch(null, null, null, null, null, before, 50));
    }

    @Test
    void rides_with_an_alarm_come_newest_first_in_pages() {
        assertThat(pages(before -> overdue(before, 2))).containsExactly(rides.get(500), rides.get(70), rides.get(3));
    }

    @Test
    void rides_are_found_by_what_people_call_the_places() {
        for (String words : List.of("cafe", "CENTRAL", "100%", "_central_", "é 1"))
            assertThat(pages(before -> called(words, 1, before)))
                    .as(words)
                    .containsExactly(rides.get(47), rides.get(7));
        assertThat(pages(before -> called("강남역", 1, before))).containsExactly(rides.get(90));
        assertThat(items(called("%", 10, null))).hasSize(2);
        assertThat(items(called("central!", 10, null))).isEmpty();
        assertThat(items(new RideSearch(riders.get(8), null, null, null, null, null, 10, null, "cafe")))
                .isEmpty();
        assertThat(items(new RideSearch(riders.get(7), null, null, null, null, null, 10, null, "cafe")))
                .hasSize(2);
    }

    @Test
    void places_are_looked_for_among_the_rides_of_somebody_or_of_a_day() {
        for (RideSearch all : List.of(
                new RideSearch(null, null, null, null, null, null, 10, null, "cafe"),
                new RideSearch(null, null, RideStatus.COMPLETED, null, null, null, 10, null, "cafe"),
                new RideSearch(null, null, null, at(0), null, null, 10, null, "cafe"),
                new RideSearch(null, null, null, null, at(0), null, 10, null, "cafe"),
                new RideSearch(null, null, null, at(0), at(86_401), null, 10, null, "cafe")))
            assertThat(refusal(questions.rides(request(operator(), all)))).isEqualTo(Refusal.INVALID);
        Actor driver = new Actor(Role.DRIVER, drivers.get(7).value());
        assertThat(refusal(questions.rides(request(
                        driver, new RideSearch(null, drivers.get(7), null, null, null, null, 10, null, "cafe")))))
                .isEqualTo(Refusal.INVALID);
    }

    private static RideSearch called(String words, int limit, @Nullable RideId before) {
        return new RideSearch(null, null, null, at(0), at(86_400), before, limit, null, words);
    }

    private static List<RideRecord> items(RideSearch search) {
        return done(questions.rides(request(operator(), search))).items();
    }

    private static RideSearch overdue(@Nullable RideId before, int limit) {
        return new RideSearch(null, null, null, null, null, before, limit, RideAlarm.RIDE_OVERDUE, null);
    }

    @Test
    void nobody_looks_into_anothers_rides() {
        Actor rider = new Actor(Role.RIDER, riders.get(1).value());
        assertThat(refusal(questions.rides(
                        request(rider, new RideSearch(riders.get(2), null, null, null, null, null, 10)))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(questions.rides(request(rider, new RideSearch(null, null, null, null, null, null, 10)))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(done(questions.rides(
                                request(rider, new RideSearch(riders.get(1), null, null, null, null, null, 10))))
                        .items())
                .hasSize(10);
    }

    @Test
    void a_page_has_1_to_100_rides() {
        for (int limit : new int[] {0, 101, -1})
            assertThat(refusal(questions.rides(
                            request(operator(), new RideSearch(null, null, null, null, null, null, limit)))))
                    .isEqualTo(Refusal.INVALID);
    }

    private interface Searching {
        RideSearch from(@Nullable RideId before);
    }

    private static List<RideId> pages(Searching searching) {
        List<RideId> all = new ArrayList<>();
        RideId before = null;
        do {
            HistoryPage page = done(questions.rides(request(operator(), searching.from(before))));
            assertThat(page.items()).isNotEmpty();
            page.items().stream().map(RideRecord::id).forEach(all::add);
            before = page.next();
        } while (before != null);
        return all;
    }

    private static List<RideId> expected(IntPredicate condition) {
        List<RideId> expected = new ArrayList<>();
        for (int i = RIDES - 1; i >= 0; i--) if (condition.test(i)) expected.add(rides.get(i));
        return expected;
    }

    private static void assertPlan(String index, RideSearch search) {
        RideRecords.Query query = RideRecords.Query.of(search);
        List<String> plan = new ArrayList<>();
        for (Row row :
                await(store.query("EXPLAIN " + query.sql(), query.arguments().toArray()))) {
            plan.add(row.getString("type") + " " + row.getString("key") + " " + row.getString("Extra"));
        }
        assertThat(plan.getFirst())
                .as("%s: %s", query.sql(), plan)
                .contains(index)
                .doesNotContain("filesort");
        assertThat(plan).noneMatch(step -> step.startsWith("ALL"));
    }

    private static Instant at(int second) {
        return Story.NOON.plusSeconds(second);
    }

    private static Actor operator() {
        return new Actor(Role.OPERATOR, CommandId.next().value());
    }

    private static <C> Request<C> request(Actor actor, C body) {
        return new Request<>(CommandId.next(), actor, Story.NOON, null, null, body);
    }

    private static <R> R done(Future<Reply<R>> reply) {
        return switch (await(reply)) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }

    private static Refusal refusal(Future<? extends Reply<?>> reply) {
        return switch (await(reply)) {
            case Reply.Done<?> done -> throw new AssertionError(done);
            case Reply.Refused<?> refused -> refused.refusal();
        };
    }
}
