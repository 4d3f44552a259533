package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.Arrive;
import io.tanda.contract.dispatch.RideCommand.DropOff;
import io.tanda.contract.dispatch.RideCommand.GiveBack;
import io.tanda.contract.dispatch.RideCommand.PickUp;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.platform.testing.FakeCommits.Deadline;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ride that stays where it is, and one that went on while somebody looked. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("R14")
@Tag("R15")
class WatchRidesTest {
    private final FakeCity city = new FakeCity();
    private final FakeCity other = city.other();
    private final DriverId mary = city.taxi(50);
    private final DriverId joe = city.taxi(200);
    private final RideId ride = city.call();
    private final Deadline overdue = new Deadline(ride.value(), Deadlines.OVERDUE);

    @Test
    void a_ride_that_ended_meanwhile_is_not_watched_again() {
        onTrip();
        city.clock.becomesInSilence(2 * 3_600);
        city.tables.commits.beforeNextCommit(() -> done(other.command(new DropOff(ride, mary, null, null))));
        await(city.watchRides.due(ride));
        assertThat(city.tables.commits.deadlines()).isEmpty();
    }

    @Test
    void a_ride_that_somebody_took_meanwhile_stays_watched() {
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new GiveBack(ride, mary, "flat tire")));
        city.tables.commits.deadline(ride.value(), Deadlines.OVERDUE, Calls.at(0));
        city.tables.commits.beforeNextCommit(() -> done(other.command(new AcceptCall(ride, joe))));
        await(city.watchRides.due(ride));
        assertThat(city.tables.commits.deadlines()).containsOnlyKeys(overdue);
    }

    @Test
    void a_ride_that_went_on_meanwhile_has_the_patience_of_its_new_state() {
        done(city.command(new AcceptCall(ride, mary)));
        city.clock.becomesInSilence(1_800);
        city.tables.commits.beforeNextCommit(() -> done(other.command(new Arrive(ride, mary))));
        await(city.watchRides.due(ride));
        assertThat(city.tables.commits.deadlines()).containsEntry(overdue, Calls.at(3_600));
    }

    @Test
    void the_deadline_of_the_first_state_is_kept_until_somebody_looks() {
        onTrip();
        assertThat(city.tables.commits.deadlines()).containsOnly(Map.entry(overdue, Calls.at(1_800)));
        city.clock.becomesInSilence(1_800);
        await(city.watchRides.due(ride));
        assertThat(city.tables.commits.deadlines()).containsOnly(Map.entry(overdue, Calls.at(2 * 3_600)));
        assertThat(city.meters.counter("tanda.dispatch.rides.overdue").count()).isZero();
    }

    @Test
    void what_is_overdue_is_told_once_and_looked_at_again() {
        done(city.command(new AcceptCall(ride, mary)));
        city.clock.becomesInSilence(1_800);
        await(city.watchRides.due(ride));
        assertThat(city.tables.commits.deadlines()).containsEntry(overdue, Calls.at(3_600));
        city.clock.becomesInSilence(3_600);
        await(city.watchRides.due(ride));
        assertThat(city.journal(ride))
                .containsExactly(
                        DispatchEvent.CallOpened.class,
                        DispatchEvent.CallAccepted.class,
                        DispatchEvent.PickupOverdue.class);
        assertThat(city.meters.counter("tanda.dispatch.rides.overdue").count()).isEqualTo(2);
        assertThat(done(city.command(new Arrive(ride, mary))).status()).isEqualTo(RideStatus.ARRIVED);
    }

    private void onTrip() {
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new Arrive(ride, mary)));
        done(city.command(new PickUp(ride, mary)));
    }
}
