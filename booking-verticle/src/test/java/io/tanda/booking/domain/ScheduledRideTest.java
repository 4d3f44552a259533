package io.tanda.booking.domain;

import static io.tanda.booking.domain.BookingRule.given;
import static io.tanda.booking.domain.Evening.*;
import static io.tanda.contract.RideStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** R2: a ride for later. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("R2")
class ScheduledRideTest {
    @Test
    void it_is_kept_and_offered_twenty_minutes_before_its_pick_up() {
        assertThat(BookingDecider.decide(LATER_REQUEST, at(0), Policies.USUAL))
                .isEqualTo(new Decision.Happened(List.of(scheduled()), after(scheduled())));
        given(scheduled()).when(checkTime(), 5_999).thenNothing();
        given(scheduled()).when(checkTime(), 6_000).then(offeredAt(6_000)).thenStatus(REQUESTED);
        assertThat(DeadlinePolicy.USUAL.of(after(scheduled()))).isEqualTo(at(6_000));
    }

    @Test
    void it_is_asked_for_half_an_hour_to_a_week_ahead() {
        assertThat(BookingDecider.decide(wantedAt(1_800), at(0), Policies.USUAL))
                .isInstanceOf(Decision.Happened.class);
        assertThat(BookingDecider.decide(wantedAt(7 * 86_400), at(0), Policies.USUAL))
                .isInstanceOf(Decision.Happened.class);
        refused(1_799);
        refused(7 * 86_400 + 1);
        refused(-60);
    }

    private static void refused(long seconds) {
        assertThat(BookingDecider.decide(wantedAt(seconds), at(0), Policies.USUAL))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID));
    }

    private static RequestRide wantedAt(long seconds) {
        return new RequestRide(RIDE, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, 60, at(seconds), null);
    }

    @Test
    void its_rider_is_told_of_his_taxi_or_that_there_is_none() {
        given(scheduled(), offeredAt(6_000), searchOpened(6_897))
                .when(assignDriver(6_100), 6_100)
                .then(driverAssigned(6_100))
                .thenStatus(ACCEPTED);
        given(scheduled(), offeredAt(6_000), searchOpened(6_897))
                .when(endSearch(), 6_897)
                .then(noDrivers(6_897))
                .thenStatus(NO_DRIVERS_AVAILABLE);
    }

    @Test
    void while_dispatch_is_not_heard_of_he_is_told_so_five_minutes_before_and_it_expires_after_its_time() {
        given(scheduled(), offeredAt(6_000)).when(checkTime(), 6_899).then(searchDelayed(6_899));
        given(scheduled(), offeredAt(6_000), searchDelayed(6_899))
                .when(checkTime(), 7_260)
                .then(expired(7_260))
                .thenStatus(EXPIRED);
    }

    @Test
    void nobody_is_looked_for_where_its_time_passed_while_nothing_ran() {
        given(scheduled()).when(checkTime(), 6_899).then(offeredAt(6_899));
        given(scheduled()).when(checkTime(), 6_900).then(expired(6_900)).thenStatus(EXPIRED);
    }

    @Test
    void it_is_canceled_at_once_and_free() {
        assertThat(BookingDecider.decide(CANCEL, after(scheduled()), at(100), Policies.USUAL))
                .isInstanceOfSatisfying(Decision.Happened.class, happened -> {
                    assertThat(happened.events())
                            .containsExactly(
                                    new BookingEvent.CancelRequested(RIDE, "plans changed", at(100)),
                                    new BookingEvent.RideCanceled(RIDE, true, at(100)));
                    assertThat(happened.after())
                            .isEqualTo(new Booking.RiderCanceled(
                                    after(scheduled()).trip(), true, null, "plans changed", at(100)));
                });
    }
}
