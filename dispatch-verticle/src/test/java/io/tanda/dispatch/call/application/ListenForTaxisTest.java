package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent.CallReopened;
import io.tanda.contract.dispatch.DispatchEvent.PositionsStopped;
import io.tanda.contract.dispatch.DispatchEvent.TaxiSeenAgain;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.Arrive;
import io.tanda.dispatch.call.domain.Calls;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** R7: a taxi on its way to a rider of which nothing is heard any more. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("R7")
class ListenForTaxisTest {
    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(50);
    private final DriverId joe = city.taxi(200);
    private final RideId ride = city.call();

    /** Others are heard of all the time. */
    private void lookAt(long seconds) {
        for (long at = seconds - 120; at <= seconds; at += 10) city.hearing.heard(Calls.at(at));
        lookWithoutOthersAt(seconds);
    }

    private void lookWithoutOthersAt(long seconds) {
        city.clock.becomesInSilence(seconds);
        await(city.listenForTaxis.look());
    }

    private void onTheWayInSilence() {
        done(city.command(new AcceptCall(ride, mary)));
        city.fallsSilent(mary);
    }

    @Test
    void after_a_minute_it_is_told_once_and_two_minutes_later_another_taxi_is_asked() {
        onTheWayInSilence();
        lookAt(59);
        assertThat(city.journal(ride)).doesNotContain(PositionsStopped.class);
        lookAt(60);
        lookAt(70);
        assertThat(city.journal(ride)).containsOnlyOnce(PositionsStopped.class);
        assertThat(city.meters.counter("tanda.dispatch.rides.overdue").count()).isEqualTo(1);
        lookAt(179);
        assertThat(city.journal(ride)).doesNotContain(CallReopened.class);
        lookAt(180);
        assertThat(city.journal(ride)).containsOnlyOnce(CallReopened.class);
        assertThat(city.tables.toldTo(mary)).last().isEqualTo(DriverFeed.RIDE_CANCELED);
        assertThat(city.asked(ride))
                .as("at once, and not Mary again")
                .containsOnlyOnce(mary)
                .contains(joe);
        assertThat(city.offer(ride, joe).attempt()).isEqualTo(2);
        refused(city.command(new Arrive(ride, mary)), Refusal.NOT_FOUND);
        done(city.command(new AcceptCall(ride, joe)));
    }

    @Test
    void who_is_heard_again_keeps_the_ride() {
        onTheWayInSilence();
        lookAt(60);
        city.isHeardAgain(mary);
        lookAt(100);
        lookAt(400);
        assertThat(city.journal(ride)).containsOnlyOnce(TaxiSeenAgain.class).doesNotContain(CallReopened.class);
        city.fallsSilent(mary);
        lookAt(500);
        assertThat(city.journal(ride)).endsWith(PositionsStopped.class);
    }

    @Test
    void while_no_taxi_is_heard_of_it_is_not_the_drivers_phone() {
        onTheWayInSilence();
        lookWithoutOthersAt(600);
        assertThat(city.journal(ride)).doesNotContain(PositionsStopped.class);
        city.hearing.heard(Calls.at(610));
        lookWithoutOthersAt(620);
        assertThat(city.journal(ride)).as("heard again for ten seconds").doesNotContain(PositionsStopped.class);
    }

    @Test
    void who_waits_at_the_pick_up_may_be_silent() {
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new Arrive(ride, mary)));
        city.fallsSilent(mary);
        lookAt(600);
        assertThat(city.journal(ride)).doesNotContain(PositionsStopped.class);
    }

    @Test
    void a_ride_that_goes_on_meanwhile_is_left_alone() {
        onTheWayInSilence();
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> done(other.command(new Arrive(ride, mary))));
        lookAt(60);
        assertThat(city.journal(ride)).doesNotContain(PositionsStopped.class);
    }
}
