package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent.CallAccepted;
import io.tanda.contract.dispatch.DispatchEvent.CallExhausted;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.AcceptOffer;
import io.tanda.contract.dispatch.RideCommand.GiveBack;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.testing.FakeCommits.Deadline;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OfferRoundsTest {
    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(100);
    private final DriverId joe = city.taxi(200);
    private final DriverId ann = city.taxi(2_000);

    @Test
    @Tag("A2")
    void a_call_is_opened_with_offers_to_the_nearest_and_passes_to_others_every_five_seconds() {
        RideId ride = city.call();
        assertThat(city.asked(ride)).containsExactly(mary, joe);
        city.clock.becomes(4);
        assertThat(city.asked(ride)).hasSize(2);
        city.clock.becomes(5);
        assertThat(city.asked(ride)).containsExactly(mary, joe, ann);
        assertThat(city.counted("tanda.dispatch.offers", "sent")).isEqualTo(3);
    }

    @Test
    void an_offer_that_was_not_answered_has_expired_and_its_driver_is_told() {
        RideId ride = city.call();
        city.clock.becomes(20);
        assertThat(city.offer(ride, mary).status()).isEqualTo(Offer.Status.EXPIRED);
        assertThat(city.tables.toldTo(mary)).containsExactly(DriverFeed.OFFER_SENT, DriverFeed.OFFER_CLOSED);
    }

    @Test
    void an_offer_that_reached_nobody_for_ten_seconds_is_undeliverable_and_another_taxi_is_asked_at_once() {
        for (int i = 0; i < 10; i++) city.taxi(300 + i);
        city.tables.phonesOff();
        RideId ride = city.call();
        await(city.tables.commits.commit(
                new Change.Delivered(List.of(city.offer(ride, joe).id()), city.clock.instant())));
        city.clock.becomes(9);
        int before = city.asked(ride).size();
        city.clock.becomes(10);
        assertThat(city.offer(ride, mary).status()).isEqualTo(Offer.Status.UNDELIVERABLE);
        assertThat(city.offer(ride, joe).status()).isEqualTo(Offer.Status.SENT);
        assertThat(city.asked(ride))
                .as("four of the third round, and one for Mary")
                .hasSize(before + 5);
        assertThat(city.tables.toldTo(mary)).containsExactly(DriverFeed.OFFER_SENT, DriverFeed.OFFER_CLOSED);
        assertThat(city.counted("tanda.dispatch.offers", "undeliverable")).isEqualTo(1);
        refused(city.command(new AcceptOffer(city.offer(ride, mary).id(), mary)), Refusal.OFFER_CLOSED);
        done(city.command(new AcceptOffer(city.offer(ride, joe).id(), joe)));
    }

    @Test
    void at_the_end_of_its_window_a_call_that_nobody_took_is_exhausted_and_nothing_is_due_any_more() {
        RideId ride = city.call();
        city.clock.becomes(60);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallExhausted.class);
        assertThat(city.tables.offersOf(ride)).extracting(StoredOffer::status).containsOnly(Offer.Status.EXPIRED);
        assertThat(city.tables.commits.deadlines()).isEmpty();
        assertThat(city.counted("tanda.dispatch.calls", "exhausted")).isEqualTo(1);
    }

    @Test
    void no_round_is_held_for_a_call_that_somebody_has() {
        RideId ride = city.call();
        done(city.command(new AcceptCall(ride, mary)));
        city.clock.becomes(60);
        assertThat(city.asked(ride)).containsExactly(mary, joe);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallAccepted.class);
    }

    @Test
    void a_round_is_held_once_whoever_is_asked_for_it() {
        RideId ride = city.call();
        await(city.other().rounds.due(ride));
        assertThat(city.asked(ride)).as("too early").hasSize(2);
        city.clock.becomes(5);
        await(city.other().rounds.due(ride));
        assertThat(city.tables.rides.find(ride).orElseThrow().round()).isEqualTo(2);
    }

    @Test
    void however_often_a_call_is_looked_at_it_is_woken_once_a_round() {
        for (int i = 0; i < 30; i++) city.taxi(300 + i);
        RideId ride = city.call();
        done(city.decline(CommandId.next(), city.offer(ride, mary), mary));
        done(city.decline(CommandId.next(), city.offer(ride, joe), joe));
        for (int round = 1; round < 12; round++) {
            int before = city.tables.looks();
            // The sweeper comes first, and once more.
            city.clock.becomesInSilence(5L * round);
            await(city.rounds.due(ride));
            await(city.rounds.due(ride));
            city.clock.becomes(5L * round);
            assertThat(city.tables.looks() - before)
                    .as("looks in round %d", round)
                    .isLessThanOrEqualTo(2);
            assertThat(city.clock.alarms()).as("alarms in round %d", round).isEqualTo(1);
        }
        city.clock.becomes(60);
        assertThat(city.clock.alarms()).isZero();
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallExhausted.class);
    }

    @Test
    void a_call_that_somebody_has_or_nobody_wants_wakes_nobody() {
        done(city.command(new AcceptCall(city.call(), mary)));
        assertThat(city.clock.alarms()).as("accepted").isZero();
        city.cancel(city.call());
        assertThat(city.clock.alarms()).as("canceled").isZero();
    }

    @Test
    void who_is_woken_for_a_call_that_was_taken_in_another_process_writes_nothing() {
        RideId ride = city.call();
        done(city.other().command(new AcceptCall(ride, mary)));
        List<Change> before = city.tables.commits.committed();
        city.clock.becomes(5);
        assertThat(city.clock.alarms()).isZero();
        assertThat(city.tables.commits.committed()).isEqualTo(before);
    }

    @Test
    void a_round_that_another_process_held_meanwhile_is_not_held_again() {
        RideId ride = city.call();
        await(city.rounds.stop());
        city.clock.becomes(5);
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> await(other.rounds.due(ride)));
        await(city.rounds.due(ride));
        assertThat(city.tables.rides.find(ride).orElseThrow().round()).isEqualTo(2);
        assertThat(city.asked(ride)).containsExactly(mary, joe, ann);
    }

    @Test
    void another_process_goes_on_where_one_has_stopped() {
        RideId ride = city.call();
        await(city.rounds.stop());
        city.clock.becomes(30);
        assertThat(city.asked(ride)).hasSize(2);
        await(city.other().rounds.due(ride));
        assertThat(city.asked(ride)).contains(ann);
    }

    @Test
    void deadlines_that_come_too_late_are_forgotten() {
        RideId ride = city.call();
        city.cancel(ride);
        city.tables.commits.deadline(ride.value(), Deadlines.ROUND, Calls.at(5));
        await(city.rounds.due(ride));
        assertThat(city.tables.commits.deadlines()).isEmpty();
    }

    @Test
    void deadlines_of_a_call_that_was_opened_again_meanwhile_are_not_forgotten() {
        RideId ride = city.call();
        done(city.command(new AcceptCall(ride, mary)));
        await(city.rounds.stop());
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> done(other.command(new GiveBack(ride, mary, "flat tire"))));
        await(city.rounds.due(ride));
        assertThat(city.tables.commits.deadlines())
                .containsOnlyKeys(
                        new Deadline(ride.value(), Deadlines.ROUND), new Deadline(ride.value(), Deadlines.SEARCH));
    }

    @Test
    void a_round_that_fails_is_counted_and_left_to_its_deadline() {
        RideId ride = city.call();
        city.tables.commits.beforeNextCommit(() -> {
            throw new CommitFailed.Unavailable("the database is away", null);
        });
        city.clock.becomes(5);
        assertThat(city.meters.counter("tanda.dispatch.rounds.failed").count()).isEqualTo(1);
        assertThat(city.tables.commits.deadlines())
                .containsEntry(new Deadline(ride.value(), Deadlines.ROUND), Calls.at(5));
    }

    @Test
    void where_the_nearest_taxis_are_busy_a_farther_one_is_found() {
        for (int i = 0; i < 20; i++) done(city.command(new AcceptCall(city.call(), city.taxi(10 + i))));
        RideId ride = city.call();
        assertThat(city.asked(ride)).containsExactly(mary, joe);
    }

    @Test
    void a_free_taxi_behind_more_busy_ones_than_are_looked_at_first_is_found() {
        city.tables.onRide(mary);
        city.tables.onRide(joe);
        for (int i = 0; i < 127; i++) city.tables.onRide(city.taxi(300 + i));
        RideId ride = city.call();
        assertThat(city.asked(ride)).containsExactly(ann);
    }

    @Test
    void no_call_of_a_city_that_is_busy_almost_everywhere_ends_without_an_offer() {
        for (int i = 0; i < 2_850; i++) city.tables.onRide(city.taxi(10 + i));
        List<DriverId> free =
                IntStream.range(0, 150).mapToObj(i -> city.taxi(2_900 + 30 * i)).toList();
        city.tables.onRide(ann);
        for (DriverId near : List.of(mary, joe)) city.tables.onRide(near);
        RideId first = city.call();
        assertThat(city.asked(first)).containsExactly(free.get(0), free.get(1));
        int before = city.tables.asked();
        RideId second = city.call();
        assertThat(city.asked(second)).isNotEmpty();
        assertThat(city.tables.asked() - before)
                .as("statements, when it is known who is busy")
                .isLessThanOrEqualTo(4);
    }

    @Test
    void an_exhausted_call_is_closed() {
        RideId ride = city.call();
        city.clock.becomes(60);
        FakeCity.refused(city.command(new AcceptCall(ride, mary)), Refusal.CALL_CLOSED);
    }
}
