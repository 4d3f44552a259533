package io.tanda.booking.application;

import static io.tanda.booking.domain.Evening.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.booking.domain.CancellationPolicy;
import io.tanda.booking.domain.FollowUp;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A5")
class DriveDeadlineTest {
    private final FakeBookings bookings = new FakeBookings();
    private Instant now = at(0);
    private Future<Boolean> knownToDispatch = Future.succeededFuture(false);
    private Future<Optional<FollowUp>> fare = Future.failedFuture("payment is down");
    private final DriveDeadline deadlines = new DriveDeadline(
            bookings,
            bookings.commits,
            new Neighbours() {
                @Override
                public Future<Boolean> knownToDispatch(RideId ride) {
                    return knownToDispatch;
                }

                @Override
                public Future<Optional<FollowUp>> fare(RideId ride) {
                    return fare;
                }
            },
            Policies.USUAL,
            () -> now);

    @BeforeEach
    void a_ride_is_requested() {
        bookings.requested();
    }

    @Test
    @Tag("B1")
    void while_dispatch_is_down_the_rider_is_told_and_in_the_end_the_booking_expires() {
        assertThat(bookings.deadline(RIDE)).contains(at(59));
        comes(at(59));
        assertThat(status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(new BookingViews(CancellationPolicy.USUAL)
                        .of(bookings.row(RIDE))
                        .searchDelayed())
                .isTrue();
        assertThat(bookings.deadline(RIDE)).contains(at(960));
        comes(at(960));
        assertThat(status()).isEqualTo(RideStatus.EXPIRED);
        assertThat(bookings.deadline(RIDE)).isEmpty();
    }

    @Test
    void a_booking_that_dispatch_knows_does_not_expire_because_its_events_lag() {
        comes(at(59));
        knownToDispatch = Future.succeededFuture(true);
        comes(at(960));
        assertThat(status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(bookings.deadline(RIDE)).contains(at(960 + 300));
    }

    @Test
    void nothing_is_concluded_while_dispatch_only_does_not_answer_at_the_moment() {
        comes(at(59));
        knownToDispatch = Future.failedFuture("dispatch does not answer");
        now = at(960);
        assertThat(deadlines.due(RIDE.value(), now).failed()).isTrue();
        assertThat(status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(bookings.deadline(RIDE)).contains(at(960));
    }

    @Test
    void after_a_long_outage_nothing_is_skipped() {
        comes(at(10_000));
        assertThat(bookings.commits.events().getLast()).isInstanceOf(BookingEvent.SearchDelayed.class);
        comes(at(10_000));
        assertThat(status()).isEqualTo(RideStatus.EXPIRED);
    }

    @Test
    void a_settling_ride_asks_payment_and_is_completed_when_it_was_captured() {
        bookings.happened(RIDE, driverAssigned(30), rideStarted(50), droppedOff(500));
        fare = Future.succeededFuture(Optional.of(settleFare()));
        comes(at(680));
        assertThat(status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(bookings.deadline(RIDE)).isEmpty();
    }

    @Test
    void a_settling_ride_whose_fare_is_owed_ends_so() {
        bookings.happened(RIDE, driverAssigned(30), rideStarted(50), droppedOff(500));
        fare = Future.succeededFuture(Optional.of(oweFare()));
        comes(at(680));
        assertThat(status()).isEqualTo(RideStatus.OWED);
        assertThat(bookings.deadline(RIDE)).isEmpty();
    }

    @Test
    void a_settling_ride_that_is_not_captured_is_asked_for_again_later() {
        bookings.happened(RIDE, driverAssigned(30), rideStarted(50), droppedOff(500));
        fare = Future.succeededFuture(Optional.empty());
        comes(at(680));
        assertThat(status()).isEqualTo(RideStatus.SETTLING);
        assertThat(bookings.deadline(RIDE)).contains(at(680 + 300));
    }

    @Test
    void payment_being_down_does_not_stop_the_deadlines() {
        bookings.happened(RIDE, driverAssigned(30), rideStarted(50), droppedOff(500));
        comes(at(680));
        assertThat(bookings.deadline(RIDE)).contains(at(680 + 300));
    }

    @Test
    void a_deadline_that_comes_although_it_was_moved_is_set_where_the_state_wants_it() {
        bookings.happened(RIDE, driverAssigned(30));
        comes(at(59));
        assertThat(bookings.deadline(RIDE)).contains(at(30 + 30 * 60));
        assertThat(bookings.commits.events()).hasSize(2);
    }

    @Test
    void a_ride_that_has_ended_has_no_deadline_left() {
        bookings.happened(RIDE, noDrivers(61));
        bookings.commits.deadline(RIDE.value(), DriveDeadline.STATE, at(59));
        comes(at(59));
        assertThat(bookings.deadline(RIDE)).isEmpty();
    }

    @Test
    void somebody_faster_is_decided_on() {
        bookings.commits.beforeNextCommit(() -> bookings.happened(RIDE, driverAssigned(30)));
        comes(at(59));
        assertThat(status()).isEqualTo(RideStatus.ACCEPTED);
        assertThat(bookings.commits.events()).noneMatch(BookingEvent.SearchDelayed.class::isInstance);
    }

    private void comes(Instant due) {
        now = due;
        Future<Void> driven = deadlines.due(RIDE.value(), due);
        assertThat(driven.succeeded()).as("%s", driven.cause()).isTrue();
    }

    private RideStatus status() {
        return bookings.row(RIDE).booking().status();
    }
}
