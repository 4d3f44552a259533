package io.tanda.dispatch.call.domain;

import static io.tanda.dispatch.call.domain.CallRule.given;
import static io.tanda.dispatch.call.domain.Calls.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.dispatch.call.domain.CallCommand.Sighting;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rides that do not go their way. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("R2")
@Tag("R6")
@Tag("R9")
@Tag("R14")
@Tag("R15")
@Tag("R16")
class RideTroublesTest {
    @Nested
    class Arriving {
        @Test
        void within_75_m_of_the_pick_up_or_where_nobody_knows_better() {
            given(opened(), accepted(MARY, 10))
                    .when(arrive(MARY, 74, 90, null), 90)
                    .then(arrived(90));
            given(opened(), accepted(MARY, 10)).when(arrive(MARY), 90).then(arrived(90));
        }

        @Test
        void a_taxi_that_was_seen_elsewhere_says_why() {
            given(opened(), accepted(MARY, 10))
                    .when(arrive(MARY, 400, 90, null), 90)
                    .thenRefused(Refusal.NOT_AT_PICKUP);
            DispatchEvent.DriverArrived there = given(opened(), accepted(MARY, 10))
                    .when(arrive(MARY, 400, 90, ArrivalReason.ROAD_CLOSED), 90)
                    .thenOne(DispatchEvent.DriverArrived.class);
            assertThat(there.metersAway()).isBetween(399L, 401L);
            assertThat(there.reason()).isEqualTo(ArrivalReason.ROAD_CLOSED);
        }

        @Test
        void since_it_was_seen_it_may_have_come_there() {
            given(opened(), accepted(MARY, 10))
                    .when(arrive(MARY, 400, 82, null), 90)
                    .then(arrived(90));
            given(opened(), accepted(MARY, 10))
                    .when(arrive(MARY, 400, 84, null), 90)
                    .thenRefused(Refusal.NOT_AT_PICKUP);
        }

        @Test
        void a_reason_without_need_is_none() {
            given(opened(), accepted(MARY, 10))
                    .when(arrive(MARY, 20, 90, ArrivalReason.OTHER), 90)
                    .then(arrived(90));
        }
    }

    @Nested
    class Overdue {
        @Test
        void half_an_hour_without_an_arrival_or_a_boarding_is_told_once() {
            given(opened(), accepted(MARY, 10)).when(watch(), 1_809).thenNothing();
            given(opened(), accepted(MARY, 10)).when(watch(), 1_810).then(pickupOverdue(10, 1_810));
            given(opened(), accepted(MARY, 10), pickupOverdue(10, 1_810))
                    .when(watch(), 9_000)
                    .thenNothing();
            given(opened(), accepted(MARY, 10), pickupOverdue(10, 1_810), arrived(1_900))
                    .when(watch(), 3_700)
                    .then(pickupOverdue(1_900, 3_700))
                    .thenIn(Ride.Arrived.class);
        }

        @Test
        void two_hours_without_a_drop_off_are_told_once_and_end_nothing() {
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(watch(), 7_299)
                    .thenNothing();
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(watch(), 7_300)
                    .then(rideOverdue(100, 7_300))
                    .thenIn(Ride.OnTrip.class);
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100), rideOverdue(100, 7_300))
                    .when(watch(), 14_500)
                    .thenNothing();
        }

        @Test
        void a_ride_that_nobody_has_or_that_is_over_is_never_overdue() {
            given(opened()).when(watch(), 9_000).thenNothing();
            given(opened(), withdrawn(null, 5)).when(watch(), 9_000).thenNothing();
        }
    }

    @Nested
    class Breaking_off {
        private static final GeoPoint ON_THE_WAY = new GeoPoint(40.7420, -73.9920);

        @Test
        void the_fare_is_for_the_way_until_there_and_no_more_than_a_taxi_can_have_driven() {
            PassengerDroppedOff over = given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(abort(MARY, ON_THE_WAY, null), 700)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(over.aborted()).isEqualTo(AbortReason.BREAKDOWN);
            assertThat(over.where()).isEqualTo(ON_THE_WAY);
            assertThat(over.meters()).isEqualTo(DECIDER.eta().metersBetween(PICKUP, ON_THE_WAY));
            PassengerDroppedOff whole = given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(dropOff(MARY, null), 700)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(over.fare().total().minorUnits())
                    .isLessThan(whole.fare().total().minorUnits());
            assertThat(whole.aborted()).isNull();
        }

        @Test
        void without_a_place_it_ends_where_the_taxi_is() {
            PassengerDroppedOff over = given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(abort(MARY, null, new Sighting(ON_THE_WAY, at(699))), 700)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(over.where()).isEqualTo(ON_THE_WAY);
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(abort(MARY, null, null), 700)
                    .thenRefused(Refusal.INVALID);
        }

        @Test
        void a_place_that_no_taxi_can_have_reached_is_looked_at_first() {
            PassengerDroppedOff over = given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(abort(MARY, new GeoPoint(-40.7, 106), null), 700)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(over.review()).isNotNull();
        }

        @Test
        void only_with_the_passenger_on_board() {
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(abort(MARY, ON_THE_WAY, null), 95)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100), droppedOff(100, 900))
                    .when(abort(MARY, ON_THE_WAY, null), 901)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
        }
    }

    @Nested
    class Waiting {
        @Test
        void the_rider_has_five_minutes_from_the_arrival_and_is_told_so_once() {
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(contact(MARY), 120)
                    .then(contacted(120, 390))
                    .thenIn(Ride.Arrived.class);
            given(opened(), accepted(MARY, 10), arrived(90), contacted(120, 390))
                    .when(contact(MARY), 121)
                    .thenNothing();
        }

        @Test
        void who_does_not_come_within_the_waiting_time_is_a_no_show() {
            given(opened(), accepted(MARY, 10), arrived(90), contacted(120, 390))
                    .when(markNoShow(MARY), 389)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
            given(opened(), accepted(MARY, 10), arrived(90), contacted(120, 390))
                    .when(markNoShow(MARY), 390)
                    .then(noShow(390))
                    .thenIn(Ride.NoShow.class);
        }

        @Test
        void who_is_there_before_the_time_that_was_asked_for_waits_from_that_time_on() {
            Ride wanted = after(
                    new DispatchEvent.CallOpened(RIDE, RIDER, PICKUP, DROPOFF, at(60), at(0), at(600)),
                    accepted(MARY, 10),
                    arrived(90));
            assertThat(DECIDER.decide(contact(MARY), wanted, at(120))).isEqualTo(Decision.of(contacted(120, 900)));
            assertThat(DECIDER.decide(contact(MARY), after(opened(), accepted(MARY, 10), arrived(90)), at(120)))
                    .isEqualTo(Decision.of(contacted(120, 390)));
        }

        @Test
        void a_driver_who_has_not_tried_to_reach_the_rider_marks_no_no_show_however_long_he_waits() {
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(markNoShow(MARY), 9_000)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
        }

        @Test
        void an_operator_marks_it_after_the_same_time_where_the_driver_has_not_tried() {
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(markNoShowByOperator(MARY), 389)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(markNoShowByOperator(MARY), 390)
                    .then(noShow(390))
                    .thenIn(Ride.NoShow.class);
            given(opened(), accepted(MARY, 10), arrived(90), contacted(200, 500))
                    .when(markNoShowByOperator(MARY), 499)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
        }

        @Test
        void who_has_waited_long_enough_when_he_tries_to_reach_the_rider_waits_no_longer() {
            given(opened(), accepted(MARY, 10), arrived(90), contacted(500, 390))
                    .when(markNoShow(MARY), 501)
                    .then(noShow(501));
        }

        @Test
        void a_rider_who_comes_after_all_is_picked_up() {
            given(opened(), accepted(MARY, 10), arrived(90), contacted(120, 390))
                    .when(pickUp(MARY), 400)
                    .then(pickedUp(400));
        }

        @Test
        void nothing_follows_a_no_show() {
            given(opened(), accepted(MARY, 10), arrived(90), contacted(120, 390), noShow(390))
                    .when(markNoShow(MARY), 391)
                    .thenNothing();
            given(opened(), accepted(MARY, 10), arrived(90), contacted(120, 390), noShow(390))
                    .when(pickUp(MARY), 391)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
            given(opened(), accepted(MARY, 10), arrived(90), contacted(120, 390), noShow(390))
                    .when(cancel(), 391)
                    .thenNothing();
        }
    }
}
