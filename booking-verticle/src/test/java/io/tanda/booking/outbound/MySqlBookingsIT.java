package io.tanda.booking.outbound;

import static io.tanda.booking.domain.Evening.*;
import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.tanda.booking.application.Change;
import io.tanda.booking.application.StoredBooking;
import io.tanda.booking.domain.Booking;
import io.tanda.booking.domain.BookingDecider;
import io.tanda.booking.domain.DeadlinePolicy;
import io.tanda.booking.domain.Fact;
import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MySqlBookingsIT {
    private final Vertx vertx = Vertx.vertx();
    private final List<Change> told = new ArrayList<>();
    private Store store;
    private MySqlBookings bookings;
    private Commits<Change> commits;

    @SuppressWarnings("NullAway.Init")
    MySqlBookingsIT() {}

    @BeforeAll
    void open() {
        store = TestStore.open(vertx, "booking");
        bookings = new MySqlBookings(store);
        commits = MySqlBookings.commits(store, told::add);
    }

    @BeforeEach
    void empty() {
        told.clear();
        for (String table : List.of("booking", "event", "deadline"))
            assertThat(await(store.pool().query("DELETE FROM " + table).execute()))
                    .isNotNull();
    }

    @AfterAll
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void every_state_is_read_as_it_was_written() {
        Set<RideStatus> seen = EnumSet.noneOf(RideStatus.class);
        List<List<Object>> lives = List.of(
                List.of(
                        scheduled(),
                        offeredAt(5_000),
                        driverAssigned(5_100),
                        driverArrived(5_200),
                        contacted(5_210),
                        noShow(7_500)),
                List.of(
                        requested(),
                        searchDelayed(),
                        searchOpened(61),
                        driverAssigned(100),
                        driverArrived(200),
                        rideStarted(210),
                        droppedOff(900),
                        completed(901)),
                List.of(
                        requested(),
                        paidAhead(),
                        searchOpened(61),
                        driverAssigned(30),
                        rideStarted(40),
                        droppedOff(900),
                        completed(900)),
                List.of(requested(), searchOpened(61), driverAssigned(30), driverLost(50), noDrivers(111)),
                List.of(
                        requested(),
                        cancelRequested(5),
                        driverAssigned(10),
                        paidAhead(),
                        driverArrived(20),
                        cancelRejected(30)),
                List.of(requested(), driverAssigned(10), driverArrived(20), cancelRequested(25), canceled(true, 26)),
                List.of(
                        requested(),
                        driverAssigned(10),
                        cancelRequestedByOperator(25),
                        driverArrived(30),
                        canceledByOperator(31)),
                List.of(requested(), driverAssigned(10), rideStarted(20), paidAhead()),
                List.of(requested(), driverAssigned(10), owedAhead(), rideStarted(20), droppedOff(900), owed(900)),
                List.of(
                        requested(),
                        driverAssigned(10),
                        rideStarted(20),
                        droppedOff(900),
                        owed(1_080),
                        completed(2_000)),
                List.of(requested(), driverAssigned(10), rideStarted(20), brokenOff(500), owed(700), aborted(900)),
                List.of(requested(), searchDelayed(), expired(960)));
        for (List<Object> life : lives) {
            empty();
            StoredBooking stored = open((BookingEvent) life.getFirst());
            seen.add(stored.booking().status());
            for (Object happened : life.subList(1, life.size())) {
                stored = change(stored, happened);
                seen.add(stored.booking().status());
                assertThat(await(bookings.find(RIDE))).as("after %s", happened).contains(stored);
            }
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(RideStatus.class));
    }

    @Test
    void the_journal_folded_is_the_row_but_for_what_was_only_noted() {
        StoredBooking stored = open(requested());
        for (BookingEvent event :
                List.of(driverAssigned(30), driverArrived(50), rideStarted(60), droppedOff(900), completed(901)))
            stored = change(stored, event);
        List<Recorded> journal = await(store.journal(List.of(new Journal.After(RIDE.value(), 0))));
        assertThat(journal).extracting(Recorded::version).containsExactly(1, 2, 3, 4, 5, 6);
        List<BookingEvent> events = journal.stream()
                .map(recorded -> recorded.event(BookingEvent.TOPIC))
                .toList();
        assertThat(BookingDecider.evolve(null, events)).isEqualTo(stored.booking());
    }

    @Test
    void of_two_who_decided_on_the_same_state_one_is_stale() {
        StoredBooking stored = open(requested());
        Change one = changed(stored, cancelRequested(5));
        Change other = changed(stored, driverAssigned(5));
        await(commits.commit(one));
        assertThat(failureOf(commits.commit(other))).isInstanceOf(CommitFailed.Stale.class);
        assertThat(await(bookings.find(RIDE))).contains(one.after());
    }

    @Test
    void what_is_only_noted_guards_the_row_as_well() {
        StoredBooking stored = open(requested());
        Change noted = changed(stored, searchOpened(61));
        await(commits.commit(noted));
        assertThat(noted.after().version()).isEqualTo(stored.version());
        assertThat(failureOf(commits.commit(changed(stored, cancelRequested(5)))))
                .isInstanceOf(CommitFailed.Stale.class);
    }

    @Test
    void a_deadline_decided_on_an_old_state_is_not_set() {
        StoredBooking stored = open(requested());
        change(stored, noDrivers(61));
        Change late = new Change(stored, stored, null, List.of(), Actor.SYSTEM, null, "test", at(400));
        assertThat(failureOf(commits.commit(late))).isInstanceOf(CommitFailed.Stale.class);
        assertThat(deadline()).isEmpty();
    }

    @Test
    void each_state_has_its_deadline_and_the_end_has_none() {
        StoredBooking stored = open(requested());
        assertThat(deadline()).contains(at(59));
        stored = change(stored, driverAssigned(30));
        assertThat(deadline()).contains(at(30 + 30 * 60));
        stored = change(stored, rideStarted(60));
        stored = change(stored, droppedOff(900));
        change(stored, completed(901));
        assertThat(deadline()).isEmpty();
    }

    @Test
    void a_ride_id_can_be_taken_once() {
        open(requested());
        assertThat(failureOf(commits.commit(opening(requested())))).isInstanceOf(CommitFailed.Duplicate.class);
    }

    @Test
    void another_riders_booking_is_not_found() {
        open(requested());
        assertThat(await(bookings.findOfRider(RIDE, RIDER))).isPresent();
        assertThat(await(bookings.findOfRider(RIDE, RiderId.next()))).isEmpty();
        assertThat(await(bookings.find(RideId.next()))).isEmpty();
        assertThat(await(bookings.ofRider(RiderId.next(), null, 10))).isEmpty();
    }

    @Test
    void who_wants_to_know_is_told_of_what_is_committed_and_of_nothing_else() {
        StoredBooking stored = open(requested());
        Change done = changed(stored, cancelRequested(5));
        await(commits.commit(done));
        assertThat(failureOf(commits.commit(changed(stored, driverAssigned(5)))))
                .isInstanceOf(CommitFailed.Stale.class);
        assertThat(told).hasSize(2).last().isEqualTo(done);
    }

    @CanIgnoreReturnValue
    private StoredBooking open(BookingEvent requested) {
        Change change = opening(requested);
        await(commits.commit(change));
        return change.after();
    }

    private static Change opening(BookingEvent requested) {
        Booking booking = BookingDecider.evolve(null, requested);
        StoredBooking stored = new StoredBooking(booking, 1, 1, at(0));
        return change(null, stored, List.of(requested));
    }

    @CanIgnoreReturnValue
    private StoredBooking change(StoredBooking before, Object happened) {
        Change change = changed(before, happened);
        await(commits.commit(change));
        return change.after();
    }

    private static Change changed(StoredBooking before, Object happened) {
        boolean noted = happened instanceof Fact;
        Booking booking = happened instanceof Fact fact
                ? BookingDecider.note(before.booking(), fact)
                : BookingDecider.evolve(before.booking(), (BookingEvent) happened);
        StoredBooking after = new StoredBooking(
                booking, before.version() + (noted ? 0 : 1), before.revision() + 1, before.updatedAt());
        return change(before, after, noted ? List.of() : List.of((BookingEvent) happened));
    }

    private static Change change(@Nullable StoredBooking before, StoredBooking after, List<BookingEvent> events) {
        return new Change(
                before, after, null, events, Actor.SYSTEM, null, "test", DeadlinePolicy.USUAL.of(after.booking()));
    }

    private Optional<Instant> deadline() {
        return await(store.query("SELECT due_at FROM deadline WHERE aggregate_id = ?", RIDE)
                .map(rows -> rows.size() == 0
                        ? Optional.<Instant>empty()
                        : Optional.of(Rows.instant(rows.iterator().next(), "due_at"))));
    }
}
