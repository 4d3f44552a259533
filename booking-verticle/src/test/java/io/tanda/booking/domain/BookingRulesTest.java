package io.tanda.booking.domain;

import static io.tanda.booking.domain.BookingRule.given;
import static io.tanda.booking.domain.Evening.*;
import static io.tanda.contract.RideStatus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Refusal;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A5")
@Tag("A8")
@Tag("A9")
@Tag("R1")
@Tag("R5")
@Tag("R6")
@Tag("R8")
@Tag("R9")
@Tag("R10")
@Tag("R13")
@Tag("R16")
class BookingRulesTest {

    @Nested
    class Requesting {
        @Test
        void a_request_is_searched_as_long_as_was_asked_and_expires_after_15_minutes() {
            assertThat(BookingDecider.decide(REQUEST, at(0), Policies.USUAL))
                    .isEqualTo(new Decision.Happened(List.of(requested()), after(requested())));
        }

        @Test
        void a_way_that_no_taxi_goes_is_refused_with_what_to_look_at() {
            assertThat(BookingDecider.decide(FAR_REQUEST, at(0), Policies.USUAL))
                    .isEqualTo(new Decision.Refused(
                            Refusal.INVALID,
                            "pickup and dropoff are 15082 km apart, and no taxi goes farther than 300 km:"
                                    + " look at both, and at which of their numbers is lat and which is lng"));
        }

        @Test
        void the_search_window_is_dispatchs_once_it_has_opened_the_call() {
            given(requested()).when(noteSearch(), 1).thenNoted(searchOpened(61)).thenStatus(REQUESTED);
            assertThat(after(requested(), searchOpened(50)).trip().searchUntil())
                    .isEqualTo(at(50));
        }

        @Test
        void a_search_that_goes_on_past_the_riders_window_lets_him_know_within_it() {
            given(requested(), searchOpened(79)).when(checkTime(), 58).thenNothing();
            given(requested(), searchOpened(79)).when(checkTime(), 59).then(searchDelayed(59));
            assertThat(after(requested(), searchDelayed(), searchOpened(90))
                            .trip()
                            .searchUntil())
                    .isEqualTo(at(90));
        }
    }

    @Nested
    class Following_dispatch {
        @Test
        void the_driver_who_takes_the_call_is_assigned() {
            given(requested(), searchOpened(61))
                    .when(assignDriver(30), 30)
                    .then(driverAssigned(30))
                    .thenStatus(ACCEPTED);
        }

        @Test
        void a_driver_is_assigned_also_when_the_rider_was_told_that_it_takes_longer() {
            given(requested(), searchDelayed())
                    .when(assignDriver(300), 300)
                    .then(driverAssigned(300))
                    .thenStatus(ACCEPTED);
        }

        @Test
        void without_a_taxi_the_ride_ends_as_no_drivers_available() {
            given(requested(), searchOpened(61))
                    .when(endSearch(), 61)
                    .then(noDrivers(61))
                    .thenStatus(NO_DRIVERS_AVAILABLE);
        }

        @Test
        void the_driver_arrives_takes_the_rider_along_and_lets_them_out() {
            given(requested(), driverAssigned(30))
                    .when(markArrived(), 200)
                    .then(driverArrived(200))
                    .thenStatus(ARRIVED);
            given(requested(), driverAssigned(30), driverArrived(200))
                    .when(startRide(), 210)
                    .then(rideStarted(210))
                    .thenStatus(IN_PROGRESS);
            given(requested(), driverAssigned(30), driverArrived(200), rideStarted(210))
                    .when(dropOff(), 900)
                    .then(droppedOff(900))
                    .thenStatus(SETTLING);
        }

        @Test
        void whether_arriving_may_be_skipped_is_dispatchs_rule() {
            given(requested(), driverAssigned(30))
                    .when(startRide(), 210)
                    .then(rideStarted(210))
                    .thenStatus(IN_PROGRESS);
        }

        @Test
        void a_driver_who_gives_the_ride_back_is_lost_and_another_is_looked_for() {
            given(requested(), driverAssigned(30))
                    .when(loseDriver(100), 100)
                    .then(driverLost(100))
                    .thenStatus(REQUESTED);
            given(requested(), driverAssigned(30), driverArrived(90))
                    .when(loseDriver(100), 100)
                    .then(driverLost(100))
                    .thenStatus(REQUESTED);
            assertThat(after(requested(), driverAssigned(30), driverLost(100))
                            .trip()
                            .searchUntil())
                    .isEqualTo(at(160));
        }

        @Test
        void a_rider_who_is_not_at_the_pick_up_is_told_until_when_the_driver_waits() {
            given(requested(), driverAssigned(30), driverArrived(90))
                    .when(noteContact(120), 120)
                    .then(contacted(120))
                    .thenStatus(ARRIVED);
        }

        @Test
        void a_rider_who_does_not_come_ends_the_ride() {
            given(requested(), driverAssigned(30), driverArrived(90), contacted(120))
                    .when(markNoShow(), 420)
                    .then(noShow(420))
                    .thenStatus(NO_SHOW);
            given(requested(), driverAssigned(30), driverArrived(90), contacted(120), cancelRequested(419))
                    .when(markNoShow(), 420)
                    .then(noShow(420))
                    .thenStatus(NO_SHOW);
            given(requested(), driverAssigned(30)).when(markNoShow(), 420).thenContradiction();
        }

        @Test
        void a_second_driver_can_take_what_the_first_gave_back() {
            given(requested(), driverAssigned(30), driverLost(100))
                    .when(assignDriver(120), 120)
                    .then(driverAssigned(120))
                    .thenStatus(ACCEPTED);
        }

        @Test
        void what_cannot_follow_in_dispatchs_order_is_said_aloud() {
            given(requested()).when(startRide(), 10).thenContradiction();
            given(requested(), driverAssigned(30)).when(assignDriver(40), 40).thenContradiction();
            given(requested(), driverAssigned(30)).when(endSearch(), 40).thenContradiction();
            given(requested(), driverAssigned(30), rideStarted(50))
                    .when(confirmCancel(), 60)
                    .thenContradiction();
            given(requested(), cancelRequested(5)).when(dropOff(), 60).thenContradiction();
        }
    }

    @Nested
    class Paying {
        @Test
        void the_ride_is_completed_when_the_fare_is_captured() {
            given(requested(), driverAssigned(30), rideStarted(210), droppedOff(900))
                    .when(settleFare(), 901)
                    .then(completed(901))
                    .thenStatus(COMPLETED);
        }

        @Test
        void a_fare_that_nobody_paid_in_time_is_owed_and_completes_the_ride_when_it_is_settled() {
            given(requested(), driverAssigned(30), rideStarted(210), droppedOff(900))
                    .when(oweFare(), 1_081)
                    .then(owed(1_081))
                    .thenStatus(OWED);
            given(requested(), driverAssigned(30), rideStarted(210), droppedOff(900), owed(1_081))
                    .when(settleFare(), 90_000)
                    .then(completed(90_000))
                    .thenStatus(COMPLETED);
        }

        @Test
        void what_is_owed_or_paid_is_not_owed_again() {
            given(requested(), driverAssigned(30), rideStarted(210), droppedOff(900), owed(1_081))
                    .when(oweFare(), 2_000)
                    .thenNothing();
            given(requested(), driverAssigned(30), rideStarted(210), droppedOff(900), completed(901))
                    .when(oweFare(), 2_000)
                    .thenNothing();
        }

        @Test
        void that_it_is_owed_waits_for_a_drop_off_that_was_not_heard_of_before() {
            given(requested(), driverAssigned(30), rideStarted(210))
                    .when(oweFare(), 901)
                    .thenNoted(owedAhead())
                    .thenStatus(IN_PROGRESS);
            given(requested(), owedAhead(), searchOpened(61), driverAssigned(30), driverArrived(200), rideStarted(210))
                    .when(dropOff(), 900)
                    .then(droppedOff(900), owed(900))
                    .thenStatus(OWED);
        }

        @Test
        void what_was_paid_after_it_was_owed_is_remembered() {
            given(requested(), driverAssigned(30), rideStarted(210), owedAhead())
                    .when(settleFare(), 902)
                    .thenNoted(paidAhead());
            given(requested(), driverAssigned(30), rideStarted(210), owedAhead(), paidAhead())
                    .when(dropOff(), 900)
                    .then(droppedOff(900), completed(900));
        }

        @Test
        void a_capture_heard_of_before_the_drop_off_waits_for_it() {
            given(requested(), driverAssigned(30), rideStarted(210))
                    .when(settleFare(), 901)
                    .thenNoted(paidAhead())
                    .thenStatus(IN_PROGRESS);
            given(requested(), driverAssigned(30), rideStarted(210), paidAhead())
                    .when(dropOff(), 900)
                    .then(droppedOff(900), completed(900))
                    .thenStatus(COMPLETED);
        }

        @Test
        void a_capture_waits_through_everything_that_has_not_been_heard_of_either() {
            given(requested(), paidAhead(), searchOpened(61), driverAssigned(30), driverArrived(200), rideStarted(210))
                    .when(dropOff(), 900)
                    .then(droppedOff(900), completed(900));
            given(
                            requested(),
                            cancelRequested(20),
                            driverAssigned(30),
                            paidAhead(),
                            cancelRejected(40),
                            rideStarted(50))
                    .when(dropOff(), 900)
                    .then(droppedOff(900), completed(900));
            given(requested(), driverAssigned(30), paidAhead(), driverLost(40), driverAssigned(50), rideStarted(60))
                    .when(dropOff(), 900)
                    .then(droppedOff(900), completed(900));
        }

        @Test
        void a_capture_for_a_ride_that_was_never_driven_raises_an_alarm() {
            given(requested(), noDrivers(61)).when(settleFare(), 70).thenAlarm("paid");
            given(requested(), cancelRequested(5), canceled(true, 6))
                    .when(settleFare(), 70)
                    .thenAlarm("paid");
            given(requested(), searchDelayed(), expired(960))
                    .when(settleFare(), 970)
                    .thenAlarm("paid");
        }

        @Test
        void a_ride_that_was_broken_off_ends_as_aborted_when_its_way_is_paid() {
            given(requested(), driverAssigned(30), rideStarted(100))
                    .when(breakOff(), 500)
                    .then(brokenOff(500))
                    .thenStatus(SETTLING);
            given(requested(), driverAssigned(30), rideStarted(100), brokenOff(500))
                    .when(settleFare(), 501)
                    .then(aborted(501))
                    .thenStatus(ABORTED);
            given(requested(), driverAssigned(30), rideStarted(100), paidAhead())
                    .when(breakOff(), 500)
                    .then(brokenOff(500), aborted(500))
                    .thenStatus(ABORTED);
        }

        @Test
        void no_ride_is_completed_unpaid() {
            given(requested(), driverAssigned(30), rideStarted(210), droppedOff(900))
                    .when(checkTime(), 100_000)
                    .thenAlarm("no capture");
        }
    }

    @Nested
    class Canceling {
        @Test
        void a_cancellation_is_asked_of_dispatch_at_any_time_before_boarding() {
            given(requested()).when(CANCEL, 5).then(cancelRequested(5)).thenStatus(CANCEL_PENDING);
            given(requested(), searchDelayed())
                    .when(CANCEL, 70)
                    .then(cancelRequested(70))
                    .thenStatus(CANCEL_PENDING);
            given(requested(), driverAssigned(30))
                    .when(CANCEL, 40)
                    .then(cancelRequested(40))
                    .thenStatus(CANCEL_PENDING);
            given(requested(), driverAssigned(30), driverArrived(90))
                    .when(CANCEL, 95)
                    .then(cancelRequested(95))
                    .thenStatus(CANCEL_PENDING);
        }

        @Test
        void asking_again_changes_nothing() {
            given(requested(), cancelRequested(5)).when(CANCEL, 6).thenNothing();
            given(requested(), cancelRequested(5), canceled(true, 6))
                    .when(CANCEL, 7)
                    .thenNothing();
        }

        @Test
        void on_board_it_is_too_late() {
            given(requested(), driverAssigned(30), rideStarted(50))
                    .when(CANCEL, 60)
                    .thenRefused(Refusal.RIDE_ALREADY_STARTED);
            given(requested(), driverAssigned(30), rideStarted(50), droppedOff(500))
                    .when(CANCEL, 501)
                    .thenRefused(Refusal.RIDE_ALREADY_STARTED);
        }

        @Test
        void a_ride_that_has_ended_cannot_be_canceled() {
            given(requested(), noDrivers(61)).when(CANCEL, 62).thenRefused(Refusal.RIDE_ALREADY_ENDED);
            given(requested(), searchDelayed(), expired(960)).when(CANCEL, 970).thenRefused(Refusal.RIDE_ALREADY_ENDED);
            given(requested(), driverAssigned(30), rideStarted(50), droppedOff(500), completed(501))
                    .when(CANCEL, 502)
                    .thenRefused(Refusal.RIDE_ALREADY_ENDED);
        }

        @Test
        void an_operators_takes_the_same_way_and_costs_nothing_however_late_it_is() {
            given(requested(), driverAssigned(30))
                    .when(OPERATORS_CANCEL, 1_000)
                    .then(cancelRequestedByOperator(1_000))
                    .thenStatus(CANCEL_PENDING);
            given(requested(), driverAssigned(30), cancelRequestedByOperator(1_000))
                    .when(confirmCancel(), 1_001)
                    .then(canceledByOperator(1_001))
                    .thenStatus(OPERATOR_CANCELED);
            given(requested(), driverAssigned(30), cancelRequestedByOperator(40), driverArrived(90))
                    .when(rejectCancel(), 91)
                    .thenStatus(ARRIVED);
        }

        @Test
        void an_operators_changes_nothing_where_the_rider_was_first() {
            given(requested(), cancelRequested(5)).when(OPERATORS_CANCEL, 6).thenNothing();
            given(requested(), cancelRequestedByOperator(5)).when(CANCEL, 6).thenNothing();
        }

        @Test
        void dispatch_confirms_and_the_ride_is_canceled() {
            given(requested(), searchOpened(61), cancelRequested(5))
                    .when(confirmCancel(), 6)
                    .then(canceled(true, 6))
                    .thenStatus(RIDER_CANCELED);
        }

        @Test
        void dispatch_rejects_and_the_ride_is_where_it_was() {
            given(requested(), driverAssigned(30), cancelRequested(40))
                    .when(rejectCancel(), 41)
                    .then(cancelRejected(41))
                    .thenStatus(ACCEPTED);
        }

        @Test
        void a_rejected_cancellation_returns_to_where_the_ride_has_got_to_meanwhile() {
            given(requested(), cancelRequested(5))
                    .when(assignDriver(30), 30)
                    .then(driverAssigned(30))
                    .thenStatus(CANCEL_PENDING);
            given(requested(), cancelRequested(5), driverAssigned(30), driverArrived(90))
                    .when(rejectCancel(), 91)
                    .then(cancelRejected(91))
                    .thenStatus(ARRIVED);
            given(requested(), driverAssigned(30), cancelRequested(40), driverLost(50))
                    .when(rejectCancel(), 51)
                    .then(cancelRejected(51))
                    .thenStatus(REQUESTED);
        }

        @Test
        void boarding_rejects_a_cancellation_without_waiting_for_dispatch_to_say_so() {
            given(requested(), driverAssigned(30), cancelRequested(40))
                    .when(startRide(), 45)
                    .then(cancelRejected(45), rideStarted(45))
                    .thenStatus(IN_PROGRESS);
            given(requested(), driverAssigned(30), cancelRequested(40), cancelRejected(45), rideStarted(45))
                    .when(rejectCancel(), 46)
                    .thenNothing();
        }

        @Test
        void a_search_that_ends_while_a_cancellation_is_on_its_way_ends_the_ride_as_dispatch_says() {
            given(requested(), searchOpened(61), cancelRequested(59))
                    .when(endSearch(), 61)
                    .then(noDrivers(61))
                    .thenStatus(NO_DRIVERS_AVAILABLE);
            given(requested(), cancelRequested(59), noDrivers(61))
                    .when(confirmCancel(), 62)
                    .thenNothing();
        }
    }

    @Nested
    class Free_cancellation {
        @Test
        void is_free_while_no_driver_is_assigned() {
            given(requested(), searchOpened(800), cancelRequested(700))
                    .when(confirmCancel(), 701)
                    .then(canceled(true, 701));
        }

        @Test
        void is_free_for_two_minutes_after_a_driver_was_assigned() {
            given(requested(), driverAssigned(30), cancelRequested(30 + 120))
                    .when(confirmCancel(), 151)
                    .then(canceled(true, 151));
        }

        @Test
        void is_not_free_after_two_minutes() {
            given(requested(), driverAssigned(30), cancelRequested(30 + 121))
                    .when(confirmCancel(), 152)
                    .then(canceled(false, 152));
        }

        @Test
        void is_judged_by_when_the_rider_asked_and_not_by_when_the_answer_came() {
            given(requested(), driverAssigned(30), cancelRequested(60))
                    .when(confirmCancel(), 5_000)
                    .then(canceled(true, 5_000));
        }

        @Test
        void is_free_when_the_rider_did_not_know_of_a_driver_yet() {
            given(requested(), cancelRequested(300), driverAssigned(30))
                    .when(confirmCancel(), 301)
                    .then(canceled(true, 301));
        }

        @Test
        void starts_anew_with_the_next_driver() {
            given(requested(), driverAssigned(30), driverLost(300), cancelRequested(310))
                    .when(confirmCancel(), 311)
                    .then(canceled(true, 311));
            given(requested(), driverAssigned(30), driverLost(300), driverAssigned(310), cancelRequested(400))
                    .when(confirmCancel(), 401)
                    .then(canceled(true, 401));
        }
    }

    @Nested
    class Time {
        @Test
        void the_rider_is_told_within_a_minute_when_dispatch_is_not_heard_of() {
            given(requested()).when(checkTime(), 58).thenNothing();
            given(requested()).when(checkTime(), 59).then(searchDelayed(59)).thenStatus(REQUESTED);
        }

        @Test
        void the_rider_is_told_within_a_minute_when_dispatch_has_the_call_and_does_not_say_how_it_ended() {
            given(requested(), searchOpened(57)).when(checkTime(), 58).thenNothing();
            given(requested(), searchOpened(57))
                    .when(checkTime(), 59)
                    .then(searchDelayed(59))
                    .thenStatus(REQUESTED);
        }

        @Test
        void the_rider_is_told_once() {
            given(requested(), searchDelayed()).when(checkTime(), 66).thenNothing();
            given(requested(), searchOpened(57), searchDelayed())
                    .when(checkTime(), 66)
                    .thenNothing();
            given(requested(), searchDelayed(), searchOpened(90))
                    .when(checkTime(), 92)
                    .thenNothing();
        }

        @Test
        void a_rider_who_was_told_gets_a_driver_or_hears_that_there_is_none() {
            given(requested(), searchOpened(57), searchDelayed())
                    .when(assignDriver(70), 70)
                    .then(driverAssigned(70));
            given(requested(), searchDelayed(), searchOpened(90))
                    .when(endSearch(), 90)
                    .then(noDrivers(90));
        }

        @Test
        void a_booking_that_dispatch_never_heard_of_expires() {
            given(requested(), searchDelayed()).when(checkTime(), 959).thenNothing();
            given(requested(), searchDelayed())
                    .when(checkTime(), 960)
                    .then(expired(960))
                    .thenStatus(EXPIRED);
        }

        @Test
        void once_dispatch_has_opened_the_call_it_alone_ends_the_search() {
            given(requested(), searchOpened(57), searchDelayed())
                    .when(checkTime(), 100)
                    .thenNothing();
            given(requested(), searchOpened(57), searchDelayed())
                    .when(checkTime(), 357)
                    .thenAlarm("does not end the search");
            given(requested(), searchDelayed(), searchOpened(700))
                    .when(checkTime(), 960)
                    .thenNothing();
        }

        @Test
        void a_cancellation_of_a_booking_that_dispatch_never_heard_of_is_granted_in_the_end() {
            given(requested(), cancelRequested(5)).when(checkTime(), 959).thenNothing();
            given(requested(), cancelRequested(5)).when(checkTime(), 960).then(canceled(true, 960));
        }

        @Test
        void a_cancellation_that_dispatch_leaves_without_answer_raises_an_alarm_and_decides_nothing() {
            given(requested(), searchOpened(61), cancelRequested(5))
                    .when(checkTime(), 65)
                    .thenAlarm("does not answer");
        }

        @Test
        void a_ride_that_does_not_move_on_raises_an_alarm_and_is_never_ended_silently() {
            given(requested(), driverAssigned(30))
                    .when(checkTime(), 30 + 30 * 60)
                    .thenAlarm("no arrival");
            given(requested(), driverAssigned(30), driverArrived(90))
                    .when(checkTime(), 90 + 30 * 60)
                    .thenAlarm("no boarding");
            given(requested(), driverAssigned(30), rideStarted(90))
                    .when(checkTime(), 90 + 2 * 3600)
                    .thenAlarm("no drop-off");
        }
    }

    @Nested
    class Too_late {
        @Test
        void what_dispatch_does_with_an_expired_booking_is_withdrawn_by_dispatch() {
            given(requested(), searchDelayed(), expired(960))
                    .when(noteSearch(), 961)
                    .thenNothing();
            given(requested(), searchDelayed(), expired(960))
                    .when(assignDriver(961), 962)
                    .thenNothing();
            given(requested(), searchDelayed(), expired(960))
                    .when(confirmCancel(), 963)
                    .thenNothing();
        }

        @Test
        void a_drive_of_a_booking_that_had_ended_raises_an_alarm() {
            given(requested(), searchDelayed(), expired(960))
                    .when(startRide(), 970)
                    .thenAlarm("boarded");
            given(requested(), searchDelayed(), expired(960))
                    .when(dropOff(), 990)
                    .thenAlarm("driven");
        }
    }

    @Nested
    class Stored_events {
        @Test
        void a_stored_event_that_contradicts_the_state_is_a_bug_said_aloud() {
            assertThatThrownBy(() -> after(requested(), requested())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> after(requested(), rideStarted(5)))
                    .hasMessageContaining("requested")
                    .hasMessageContaining("RideStarted");
            assertThatThrownBy(() -> after(requested(), driverAssigned(30), completed(40)))
                    .isInstanceOf(IllegalStateException.class);
            BookingEvent nothingBefore = driverArrived(5);
            assertThatThrownBy(() -> after(nothingBefore)).isInstanceOf(IllegalStateException.class);
        }
    }
}
