package io.tanda.booking.application;

import static io.tanda.booking.domain.Evening.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.booking.domain.FollowUp;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.vertx.core.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FollowRideTest {
    private static final DispatchEvent ARRIVED = new DispatchEvent.DriverArrived(RIDE, DRIVER, at(90));

    private static final DispatchEvent PICKED_UP = new DispatchEvent.PassengerPickedUp(RIDE, DRIVER, at(100));

    private final FakeBookings bookings = new FakeBookings();
    private final FollowRide rides = new FollowRide(bookings, Policies.USUAL);

    @BeforeEach
    void a_driver_is_assigned() {
        bookings.requested();
        bookings.happened(RIDE, driverAssigned(30));
    }

    @Test
    void what_happened_to_the_ride_happens_to_its_booking() {
        assertThat(take(ARRIVED, markArrived(), 1).succeeded()).isTrue();
        assertThat(bookings.commits.events()).containsExactly(requested(), driverAssigned(30), driverArrived(90));
        assertThat(bookings.deadline(RIDE)).contains(at(90 + 30 * 60));
    }

    @Test
    void an_event_that_comes_twice_takes_effect_once() {
        Effects<Change> effects = effects(ARRIVED, markArrived());
        Commits.Step step = new Commits.Step("booking<-dispatch", RIDE.value(), 0, 1);
        assertThat(bookings.commits.commit(effects.change(), step).succeeded()).isTrue();
        assertThat(bookings.commits.commit(effects.change(), step).cause())
                .isInstanceOfSatisfying(
                        CommitFailed.Stale.class,
                        stale -> assertThat(stale.isFence()).isTrue());
        assertThat(bookings.commits.events()).hasSize(3);
    }

    @Test
    void a_rider_who_was_faster_is_decided_on() {
        bookings.commits.beforeNextCommit(() -> bookings.happened(RIDE, cancelRequested(89)));
        assertThat(take(ARRIVED, markArrived(), 1).cause())
                .isInstanceOfSatisfying(
                        CommitFailed.Stale.class,
                        stale -> assertThat(stale.isFence()).isFalse());
        assertThat(take(ARRIVED, markArrived(), 1).succeeded()).isTrue();
        assertThat(bookings.row(RIDE).booking().status()).isEqualTo(RideStatus.CANCEL_PENDING);
        assertThat(bookings.commits.events()).endsWith(cancelRequested(89), driverArrived(90));
    }

    @Test
    void what_is_only_noted_tells_nobody_but_guards_the_booking() {
        StoredBooking before = bookings.row(RIDE);
        assertThat(take(ARRIVED, settleFare(), 1).succeeded()).isTrue();
        assertThat(bookings.commits.events()).hasSize(2);
        assertThat(bookings.row(RIDE).version()).isEqualTo(before.version());
        assertThat(bookings.row(RIDE).revision()).isEqualTo(before.revision() + 1);
    }

    @Test
    void what_comes_too_late_changes_nothing() {
        bookings.happened(RIDE, cancelRequested(40), canceled(true, 41));
        assertThat(effects(ARRIVED, markArrived()).change()).isNull();
        assertThat(effects(ARRIVED, dropOff()).change()).isNull();
    }

    @Test
    void a_contradiction_and_a_ride_that_nobody_booked_fail() {
        assertThat(follow(ARRIVED, dropOff()).cause()).hasMessageContaining("contradicts");
        DispatchEvent others = new DispatchEvent.DriverArrived(RideId.next(), DRIVER, at(90));
        assertThat(follow(others, markArrived()).cause()).hasMessageContaining("not booked here");
    }

    @Test
    void a_booking_that_this_process_moved_on_is_not_read_again() {
        assertThat(take(ARRIVED, markArrived(), 1).succeeded()).isTrue();
        int before = bookings.reads;
        assertThat(take(PICKED_UP, startRide(), 2).succeeded()).isTrue();
        assertThat(bookings.reads).isEqualTo(before);
        assertThat(bookings.row(RIDE).booking().status()).isEqualTo(RideStatus.IN_PROGRESS);
    }

    @Test
    void a_booking_that_another_process_moved_on_meanwhile_is_decided_on_as_it_is() {
        assertThat(take(ARRIVED, markArrived(), 1).succeeded()).isTrue();
        bookings.happened(RIDE, cancelRequested(95));
        assertThat(take(PICKED_UP, startRide(), 2).cause()).isInstanceOf(CommitFailed.Stale.class);
        assertThat(take(PICKED_UP, startRide(), 2).succeeded()).isTrue();
        assertThat(bookings.commits.events()).contains(cancelRequested(95));
    }

    private Future<Void> take(DispatchEvent event, FollowUp command, int version) {
        return follow(event, command)
                .compose(effects -> bookings.commits
                        .commit(
                                effects.change(),
                                new Commits.Step("booking<-dispatch", RIDE.value(), version - 1, version))
                        .onSuccess(committed -> effects.afterwards().run()));
    }

    private Effects<Change> effects(DispatchEvent event, FollowUp command) {
        return follow(event, command).result();
    }

    private Future<Effects<Change>> follow(DispatchEvent event, FollowUp command) {
        Recorded recorded = new Recorded(
                event.ride().value(), 1, DispatchEvent.TOPIC.typeOf(event), event.at(), Actor.SYSTEM, null, "{}");
        return rides.follow(event, command, recorded);
    }
}
