package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DispatchEvent.CallWithdrawn;
import io.tanda.contract.dispatch.DispatchEvent.CancelRefused;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.Arrive;
import io.tanda.contract.dispatch.RideCommand.PickUp;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.dispatch.call.inbound.BookingEvents;
import io.tanda.platform.testing.FakeCommits.Deadline;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FollowBookingTest {
    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(50);

    @Test
    void a_request_opens_a_call_with_its_first_offers_and_its_deadlines() {
        RideId ride = city.call();
        assertThat(city.journal(ride)).containsExactly(CallOpened.class);
        assertThat(city.asked(ride)).containsExactly(mary);
        assertThat(city.tables.commits.deadlines())
                .containsEntry(new Deadline(ride.value(), Deadlines.ROUND), Calls.at(5))
                .containsEntry(new Deadline(ride.value(), Deadlines.SEARCH), Calls.at(57));
        assertThat(city.counted("tanda.dispatch.calls", "opened")).isEqualTo(1);
    }

    @Test
    void a_cancellation_withdraws_the_offers() {
        RideId ride = city.call();
        city.cancel(ride);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallWithdrawn.class);
        assertThat(city.offer(ride, mary).status()).isEqualTo(Offer.Status.WITHDRAWN);
        assertThat(city.tables.toldTo(mary)).containsExactly(DriverFeed.OFFER_SENT, DriverFeed.OFFER_CLOSED);
        assertThat(city.tables.commits.deadlines()).isEmpty();
        assertThat(city.counted("tanda.dispatch.calls", "withdrawn")).isEqualTo(1);
        assertThat(city.counted("tanda.dispatch.offers", "withdrawn")).isEqualTo(1);
    }

    @Test
    void a_cancellation_before_boarding_sets_the_driver_free_and_tells_him() {
        RideId ride = city.call();
        done(city.command(new AcceptCall(ride, mary)));
        city.cancel(ride);
        assertThat(city.tables.toldTo(mary)).last().isEqualTo(DriverFeed.RIDE_CANCELED);
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    void on_board_a_cancellation_is_refused_and_an_expiry_is_left_alone() {
        RideId ride = city.call();
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new Arrive(ride, mary)));
        done(city.command(new PickUp(ride, mary)));
        city.expire(ride);
        assertThat(city.journal(ride)).hasSize(4);
        city.cancel(ride);
        assertThat(city.journal(ride)).hasSize(5).last().isEqualTo(CancelRefused.class);
    }

    @Test
    void a_call_that_was_never_opened_has_nothing_to_withdraw() {
        city.cancel(RideId.next());
        assertThat(city.tables.commits.committed()).isEmpty();
    }

    @Test
    void of_a_bookings_events_those_mean_something_that_ask_for_a_taxi_or_want_none_any_more() {
        assertThat(BookingEvents.interest(city.followBooking).types())
                .containsExactlyInAnyOrder(
                        "booking.ride-requested.v1",
                        "booking.cancel-requested.v1",
                        "booking.ride-expired.v1",
                        "booking.ride-canceled.v1",
                        "booking.no-drivers-available.v1");
    }
}
