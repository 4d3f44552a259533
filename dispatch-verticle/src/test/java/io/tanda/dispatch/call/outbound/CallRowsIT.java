package io.tanda.dispatch.call.outbound;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.MethodId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.dispatch.call.application.Cause;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.Choice;
import io.tanda.dispatch.call.application.Found;
import io.tanda.dispatch.call.application.Rides;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What guards a ride's row when two processes change it at once, on the real database. */
class CallRowsIT {
    private static final Instant NOON = Instant.parse("2013-01-02T17:00:00Z");
    private static final Cause CAUSE = Cause.time(NOON);

    private final Vertx vertx = Vertx.vertx();
    private final Store store = TestStore.open(vertx, "dispatch", TestStore.freshConfig("dispatch"));
    private final Rides rides = new MySqlRides(store);
    private final Commits<Change> commits =
            store.commits(new CallRows(nudge -> {}, freed -> {})::write, CallRows.RACED);

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void whoever_closes_a_call_has_seen_every_batch_of_its_offers() {
        Found seen = opened();
        await(commit(batch(seen)));
        assertThat(failureOf(commit(exhausted(seen)))).isInstanceOf(CommitFailed.Stale.class);

        Found now = await(rides.find(seen.ride().id())).orElseThrow();
        assertThat(now.sends()).isEqualTo(2);
        await(commit(exhausted(now)));
    }

    @Test
    void no_batch_of_offers_is_sent_for_a_call_that_was_closed_meanwhile() {
        Found seen = opened();
        await(commit(exhausted(seen)));
        assertThat(failureOf(commit(batch(seen)))).isInstanceOf(CommitFailed.Stale.class);
    }

    @Test
    void a_batch_is_written_down_with_its_reasons_and_one_that_is_not_sent_is_not() {
        Found seen = opened();
        await(commit(batch(seen)));
        failureOf(commit(batch(seen)));
        RideId ride = seen.ride().id();
        List<CallDecision> decisions = await(new MySqlDecisions(store).of(ride, 10));
        assertThat(decisions)
                .containsExactly(
                        new CallDecision.Asked(1, 1, 1, false, 1_500, List.of(), 0, List.of(), NOON),
                        new CallDecision.Asked(1, 1, 2, false, 1_500, List.of(), 0, List.of(), NOON.plusSeconds(1)));
        assertThat(await(new MySqlDecisions(store).of(ride, 1))).hasSize(1);
        assertThat(await(new MySqlDecisions(store).of(RideId.next(), 10))).isEmpty();
    }

    @Test
    void of_two_batches_at_once_one_is_sent() {
        Found seen = opened();
        await(commit(batch(seen)));
        assertThat(failureOf(commit(batch(seen)))).isInstanceOf(CommitFailed.Stale.class);
    }

    @Test
    void a_driver_whom_a_process_of_before_has_told_something_goes_on_from_there() {
        DriverId driver = DriverId.next();
        tellAsBefore(driver, 7);
        await(store.commit(told(driver)));
        await(store.commit(told(driver)));
        tellAsBefore(driver, 10);
        await(store.commit(told(driver)));
        assertThat(await(rides.feed(Map.of(driver, 0L))))
                .extracting(DriverFeed.Entry::seq)
                .containsExactly(7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void a_driver_who_has_much_to_read_keeps_nothing_from_others() {
        DriverId busy = DriverId.next();
        DriverId other = DriverId.next();
        Unit.Builder entries = Unit.of();
        for (int i = 0; i < 6_000; i++) entries.append(CallSql.FEED, busy.value(), "offer.sent", NOON, "{}");
        for (int i = 0; i < 3; i++) entries.append(CallSql.FEED, other.value(), "offer.sent", NOON, "{}");
        await(store.commit(entries.build()));

        List<DriverFeed.Entry> read = await(rides.feed(Map.of(busy, 0L, other, 0L)));

        assertThat(seqs(read, busy)).hasSize(DriverFeed.MAX_ENTRIES_PER_DRIVER).startsWith(1L);
        assertThat(seqs(read, other)).containsExactly(1L, 2L, 3L);
        assertThat(await(rides.feedEnd(busy))).isEqualTo(6_000);
        assertThat(await(rides.feedEnd(other))).isEqualTo(3);
        assertThat(await(rides.feedEnd(DriverId.next()))).isZero();
    }

    @Test
    void a_driver_whose_next_entries_are_forgotten_reads_on_after_them() {
        DriverId driver = DriverId.next();
        DriverId idle = DriverId.next();
        for (long seq = 200; seq <= 202; seq++) tellAsBefore(driver, seq);
        assertThat(seqs(await(rides.feed(Map.of(driver, 3L, idle, 0L))), driver))
                .containsExactly(200L, 201L, 202L);
    }

    private static List<Long> seqs(List<DriverFeed.Entry> entries, DriverId of) {
        return entries.stream()
                .filter(entry -> entry.driver().equals(of))
                .map(DriverFeed.Entry::seq)
                .toList();
    }

    /** Without a row for his last number. */
    private void tellAsBefore(DriverId driver, long seq) {
        Insert feed = Insert.into("driver_feed", "driver", "seq", "type", "at", "body");
        await(store.commit(
                Unit.of().insert(feed, driver, seq, "offer.sent", NOON, "{}").build()));
    }

    private static Unit told(DriverId driver) {
        return Unit.of()
                .append(CallSql.FEED, driver.value(), "offer.sent", NOON, "{}")
                .build();
    }

    /** Open, with its first batch. */
    private Found opened() {
        DispatchEvent.CallOpened event = new DispatchEvent.CallOpened(
                RideId.next(),
                RiderId.next(),
                new GeoPoint(40.7580, -73.9855),
                new GeoPoint(40.7033, -74.0170),
                NOON.plusSeconds(60),
                NOON);
        Ride.Open open = CallDecider.opened(event, 2, PaymentMethod.CARD, MethodId.next());
        Change.Offered first = batch(new Found(open, 1, 0, 0, NOON));
        await(commit(new Change.Opened(event, first, CAUSE)));
        Found found = await(rides.find(event.ride())).orElseThrow();
        assertThat(found.ride()).isEqualTo(open);
        return found;
    }

    private static Change.Offered batch(Found before) {
        return Change.Offered.of(
                before,
                before.round() + 1,
                NOON.plusSeconds(5),
                List.of(),
                List.of(),
                new Choice(List.of(), List.of(), List.of(), 1_500),
                false,
                NOON.plusSeconds(before.round()));
    }

    private static Change exhausted(Found before) {
        DispatchEvent event = new DispatchEvent.CallExhausted(before.ride().id(), NOON);
        return Change.Moved.of(before, List.of(event), List.of(), null, CAUSE);
    }

    private Future<Void> commit(Change change) {
        return commits.commit(change);
    }
}
