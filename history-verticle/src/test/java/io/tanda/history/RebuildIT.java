package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.MethodId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.history.RideSearch;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.flow.Repeat;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** History from the journals, beside one that is read and written. */
@SuppressWarnings("NullAway.Init")
@Tag("A11")
final class RebuildIT {
    private static final int RIDES = 40;
    private static final String RECORDS = "SELECT ride.*, f.refund_id, f.minor_units FROM ride"
            + " LEFT JOIN ride_refund f ON f.ride_id = ride.ride_id ORDER BY ride.ride_id";
    private static final String CHARGES = "SELECT * FROM ride_charge ORDER BY ride_id, purpose";
    private static final String SPENDING = "SELECT * FROM spending ORDER BY ride_id, leg_id, way";
    private static final String METHODS =
            "SELECT m.*, p.usual FROM method m LEFT JOIN payer p ON p.rider_id = m.rider_id ORDER BY m.method_id";
    private static final String FENCES = "SELECT * FROM fence ORDER BY consumer, aggregate_id";

    private final Vertx vertx = Vertx.vertx();
    private StoreConfig config;
    private Store history;
    private Journals journals;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void open() {
        config = TestStore.freshConfig("history");
        history = TestStore.open(vertx, "history", config);
        journals = new Journals(vertx, history);
    }

    @AfterEach
    void close() {
        journals.close();
        await(history.close());
        await(vertx.close());
    }

    @Test
    void rows_and_fences_are_as_they_were() {
        List<Story> stories = stories();
        for (Story story : stories) await(journals.tell(story));
        List<String> before = all(RECORDS, CHARGES, SPENDING, FENCES);

        long events = await(rebuild());

        assertThat(all(RECORDS, CHARGES, SPENDING, FENCES)).isEqualTo(before);
        assertThat(events)
                .isEqualTo(stories.stream()
                        .flatMap(story -> story.events().values().stream())
                        .mapToLong(List::size)
                        .sum());
        assertThat(schemas()).isEmpty();
    }

    @Test
    void what_was_lost_or_changed_is_as_the_journals_tell_and_what_they_do_not_know_stays() {
        for (Story story : stories()) await(journals.tell(story));
        UUID old = new UUID(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() << 16 | 0x7000, 1L << 63);
        await(history.commit(Unit.of()
                .run("INSERT INTO ride (ride_id, plate) VALUES (?, 'BEFORE')", old)
                .run(
                        "INSERT INTO ride_refund (ride_id, refund_id, minor_units, currency) VALUES (?, ?, 250, 'USD')",
                        old,
                        old)
                .run(
                        "INSERT INTO ride_charge (ride_id, purpose, status, at, minor_units, currency)"
                                + " VALUES (?, 'TIP', 'CAPTURED', 0, 250, 'USD')",
                        old)
                .run(
                        "INSERT INTO spending (ride_id, leg_id, way, rider_id, month, currency, minor_units)"
                                + " VALUES (?, ?, 'REFUNDED', ?, 202601, 'USD', 250)",
                        old,
                        old,
                        old)
                .build()));
        List<String> before = all(RECORDS, CHARGES, SPENDING);
        await(history.commit(Unit.of()
                .run("UPDATE ride SET status = 'EXPIRED', driver_id = NULL WHERE plate <> 'BEFORE' LIMIT 9")
                .run("DELETE FROM ride WHERE plate <> 'BEFORE' ORDER BY ride_id DESC LIMIT 7")
                .run("UPDATE ride_charge SET status = 'UNKNOWN' WHERE status <> 'UNKNOWN' AND at > 0 LIMIT 3")
                .run("DELETE FROM ride_charge WHERE at > 0 ORDER BY ride_id DESC LIMIT 3")
                .run("UPDATE spending SET minor_units = minor_units + 1 WHERE way <> 'REFUNDED' LIMIT 3")
                .run("DELETE FROM spending WHERE way <> 'REFUNDED' ORDER BY ride_id DESC LIMIT 3")
                .build()));
        assertThat(all(RECORDS)).isNotEqualTo(before);

        await(rebuild());

        assertThat(all(RECORDS, CHARGES, SPENDING)).isEqualTo(before);
    }

    @Test
    @Tag("C2")
    void what_riders_can_pay_with_is_as_their_wallets_tell() {
        RiderId rider = RiderId.next();
        MethodId card = MethodId.next();
        MethodId cash = MethodId.next();
        await(journals.tell(List.of(
                new PaymentEvent.MethodRegistered(
                        rider, card, MethodKind.CARD, "visa", "4242", YearMonth.of(2031, 12), Story.NOON),
                new PaymentEvent.DefaultMethodChanged(rider, card, Story.NOON),
                new PaymentEvent.MethodRegistered(rider, cash, MethodKind.CASH, null, null, null, Story.NOON),
                new PaymentEvent.MethodRemoved(rider, card, MethodKind.CARD, "visa", "4242", Story.NOON),
                new PaymentEvent.DefaultMethodChanged(rider, cash, Story.NOON))));
        List<String> before = all(METHODS, FENCES);
        assertThat(all(METHODS)).hasSize(2);
        await(history.commit(
                Unit.of().run("DELETE FROM method").run("DELETE FROM payer").build()));

        await(rebuild());

        assertThat(all(METHODS, FENCES)).isEqualTo(before);
    }

    @Test
    void people_look_and_rides_go_on_meanwhile() {
        List<Story> told = stories();
        for (Story story : told) await(journals.tell(story));
        Future<Long> rebuilt = rebuild();
        Future<Integer> looks = lookUntil(rebuilt, told.getFirst().ride);
        Future<Void> goesOn = tellUntil(rebuilt, told);

        await(rebuilt);
        await(goesOn);

        assertThat(await(looks)).isPositive();
        assertThat(told).hasSizeGreaterThan(RIDES);
        for (Story story : told)
            assertThat(await(new RideRecords(history).search(only(story.ride), true))
                            .items())
                    .containsExactly(story.record());
    }

    @Test
    void of_two_at_once_one_is_refused() {
        for (Story story : stories()) await(journals.tell(story));
        Future<Long> first = rebuild();
        Future<Long> second = rebuild();
        await(Future.join(first, second).otherwiseEmpty());
        Throwable refused = first.failed() ? first.cause() : second.cause();
        assertThat(first.succeeded()).isNotEqualTo(second.succeeded());
        assertThat(refused).hasMessage("another rebuild is under way");
    }

    @Test
    void one_that_died_is_in_nobodys_way() {
        for (Story story : stories()) await(journals.tell(story));
        List<String> before = all(RECORDS);
        await(history.query("CREATE DATABASE " + config.schema() + "_rebuild"));
        await(history.query("CREATE TABLE " + config.schema() + "_rebuild.ride AS SELECT * FROM ride"));

        await(rebuild());

        assertThat(all(RECORDS)).isEqualTo(before);
    }

    @Test
    void where_a_journal_lacks_an_event_nothing_changes() {
        List<Story> stories = stories();
        for (Story story : stories) await(journals.tell(story));
        List<String> before = all(RECORDS, FENCES);
        RideId ride = stories.get(17).ride;
        await(journals.of(BookingEvent.TOPIC).query("DELETE FROM event WHERE aggregate_id = ? AND version = 3", ride));

        assertThat(failureOf(rebuild()))
                .hasMessage("history<-booking: version 3 of " + ride + " is not in its owner's journal");

        assertThat(all(RECORDS, FENCES)).isEqualTo(before);
        assertThat(schemas()).isEmpty();
        Story more = new Story();
        await(journals.tell(more));
        assertThat(await(new RideRecords(history).search(only(more.ride), true)).items())
                .containsExactly(more.record());
    }

    private Future<Long> rebuild() {
        return new Rebuild(vertx, config, journals::of, Instant.now(), said::add).run();
    }

    private Future<Integer> lookUntil(Future<?> ended, RideId ride) {
        AtomicInteger looks = new AtomicInteger();
        return Repeat.whileMore(() -> new RideRecords(history)
                        .search(only(ride), true)
                        .map(page -> {
                            assertThat(page.items()).hasSize(1);
                            looks.incrementAndGet();
                            return !ended.isComplete();
                        }))
                .map(all -> looks.get());
    }

    /** As a follower does: where writing fails, it looks how far it was and goes on from there. */
    private Future<Void> tellUntil(Future<?> ended, List<Story> told) {
        return Repeat.whileMore(() -> {
            Story story = new Story();
            told.add(story);
            return journals.write(story).compose(written -> follow(story)).map(followed -> !ended.isComplete());
        });
    }

    private Future<Void> follow(Story story) {
        return journals.follow(story).recover(later -> follow(story));
    }

    private static RideSearch only(RideId ride) {
        return new RideSearch(null, null, null, null, null, ProjectionIT.after(ride), 1);
    }

    private static List<Story> stories() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < RIDES; i++) stories.add(new Story());
        return stories;
    }

    private List<String> schemas() {
        List<String> names = new ArrayList<>();
        await(history.query("SHOW DATABASES LIKE '" + config.schema() + "\\_%'"))
                .forEach(row -> names.add(row.getString(0)));
        return names;
    }

    private List<String> all(String... selects) {
        List<String> rows = new ArrayList<>();
        for (String select : selects) for (Row row : await(history.query(select))) rows.add(row.deepToString());
        return rows;
    }
}
