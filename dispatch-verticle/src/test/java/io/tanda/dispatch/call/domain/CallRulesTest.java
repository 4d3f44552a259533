package io.tanda.dispatch.call.domain;

import static io.tanda.dispatch.call.domain.CallRule.given;
import static io.tanda.dispatch.call.domain.Calls.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.booking.BookingEvent.RideRequested;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.Fare;
import io.tanda.dispatch.call.domain.CallCommand.Sighting;
import io.tanda.dispatch.call.domain.CallCommand.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A5")
@Tag("G3")
@Tag("R4")
@Tag("R7")
@Tag("R12")
class CallRulesTest {

    @Nested
    class Opening {
        @Test
        void the_search_window_starts_with_the_request_and_leaves_time_for_the_answer() {
            assertThat(searchUntil(requested(), 1)).isEqualTo(at(57));
            assertThat(searchUntil(requested(), 30)).isEqualTo(at(57));
        }

        @Test
        void a_call_that_is_opened_late_has_a_fair_rest() {
            assertThat(searchUntil(requested(), 38)).isEqualTo(at(58));
            assertThat(searchUntil(requested(), 400)).isEqualTo(at(420));
        }

        @Test
        void a_short_window_is_not_made_longer_than_it_was() {
            RideRequested hurried = new RideRequested(
                    RIDE,
                    RIDER,
                    new Place(PICKUP, null),
                    new Place(DROPOFF, null),
                    1,
                    PaymentMethod.CARD,
                    at(10),
                    at(900),
                    at(0));
            assertThat(searchUntil(hurried, 0)).isEqualTo(at(7));
            assertThat(searchUntil(hurried, 100)).isEqualTo(at(107));
        }

        private static Instant searchUntil(RideRequested requested, long openedAt) {
            return DECIDER.open(requested, at(openedAt)).orElseThrow().searchUntil();
        }

        @Test
        void an_expired_request_opens_no_call() {
            assertThat(DECIDER.open(requested(), at(899))).isPresent();
            assertThat(DECIDER.open(requested(), at(900))).isEmpty();
        }
    }

    @Nested
    class Accepting {
        @Test
        void a_driver_on_duty_takes_the_call() {
            given(opened()).when(accept(MARY), 10).then(accepted(MARY, 10)).thenIn(Ride.Accepted.class);
        }

        @Test
        void everybody_else_comes_too_late_even_when_the_ride_is_over() {
            given(opened(), accepted(MARY, 10)).when(accept(JOE), 11).thenRefused(Refusal.CALL_ALREADY_DISPATCHED);
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100), droppedOff(100, 900))
                    .when(accept(JOE), 901)
                    .thenRefused(Refusal.CALL_ALREADY_DISPATCHED);
        }

        @Test
        void the_one_who_has_it_may_ask_again() {
            given(opened(), accepted(MARY, 10)).when(accept(MARY), 11).thenNothing();
        }

        @Test
        void a_call_is_closed_when_its_window_is_over_or_the_rider_has_canceled() {
            given(opened()).when(accept(MARY), 60).thenRefused(Refusal.CALL_CLOSED);
            given(opened(), exhausted(60)).when(accept(MARY), 61).thenRefused(Refusal.CALL_CLOSED);
            given(opened(), withdrawn(null, 5)).when(accept(MARY), 6).thenRefused(Refusal.CALL_CLOSED);
        }

        @Test
        void nobody_takes_a_call_off_duty_or_beside_another_ride() {
            given(opened()).when(accept(MARY, new Standing.OffDuty()), 10).thenRefused(Refusal.DRIVER_OFF_DUTY);
            given(opened())
                    .when(accept(MARY, new Standing.OnAnotherRide()), 10)
                    .thenRefused(Refusal.DRIVER_ALREADY_ON_RIDE);
        }

        @Test
        void an_offer_that_was_declined_or_has_expired_can_no_longer_be_answered() {
            given(opened()).when(accept(MARY, new Standing.OfferIsClosed()), 10).thenRefused(Refusal.OFFER_CLOSED);
        }

        @Test
        void a_taxi_with_too_few_seats_cannot_take_the_call() {
            given(opened())
                    .when(accept(MARY, new Standing.OnDuty(TAXI, "4A11", 1)), 10)
                    .thenRefused(Refusal.INVALID);
        }
    }

    @Nested
    class Driving {
        @Test
        void a_driver_arrives_picks_up_and_drops_off() {
            given(opened(), accepted(MARY, 10))
                    .when(arrive(MARY), 90)
                    .then(arrived(90))
                    .thenIn(Ride.Arrived.class);
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(pickUp(MARY), 100)
                    .then(pickedUp(100))
                    .thenIn(Ride.OnTrip.class);
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(dropOff(MARY, 9_000L), 900)
                    .then(droppedOff(100, 900))
                    .thenIn(Ride.DroppedOff.class);
        }

        @Test
        void doing_it_twice_changes_nothing() {
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(arrive(MARY), 91)
                    .thenNothing();
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(pickUp(MARY), 101)
                    .thenNothing();
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100), droppedOff(100, 900))
                    .when(dropOff(MARY, 9_000L), 901)
                    .thenNothing();
        }

        @Test
        void no_step_is_left_out() {
            given(opened(), accepted(MARY, 10)).when(pickUp(MARY), 90).thenRefused(Refusal.STEP_NOT_ALLOWED);
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(dropOff(MARY, null), 100)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
        }

        @Test
        void a_ride_is_its_own_drivers_only() {
            given(opened()).when(arrive(MARY), 10).thenRefused(Refusal.NOT_FOUND);
            given(opened(), accepted(MARY, 10)).when(arrive(JOE), 90).thenRefused(Refusal.NOT_FOUND);
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(dropOff(JOE, null), 900)
                    .thenRefused(Refusal.NOT_FOUND);
        }

        @Test
        void without_a_meter_the_way_is_estimated_and_the_fare_comes_with_its_lines() {
            PassengerDroppedOff event = given(opened(), accepted(MARY, 10), arrived(20), pickedUp(30))
                    .when(dropOff(MARY, null), 900)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(event.where()).isEqualTo(DROPOFF);
            assertThat(event.meters()).isBetween(8_000L, 9_000L);
            assertThat(event.seconds()).isEqualTo(870);
            assertThat(event.fare()).isEqualTo(fare(event.meters(), 870, Fare.Basis.ESTIMATED));
        }

        @Test
        void a_drop_off_where_no_taxi_can_be_by_then_ends_the_ride_and_is_looked_at_before_it_is_charged() {
            GeoPoint swapped = new GeoPoint(-73.9855, 40.7580);
            PassengerDroppedOff event = given(opened(), accepted(MARY, 10), arrived(20), pickedUp(30))
                    .when(dropOff(MARY, swapped, null, null), 35)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(event.review()).contains("m from the pick-up, 5 s after boarding");
            assertThat(event.where()).isEqualTo(swapped);
            assertThat(event.meters()).as("5 s at 160 km/h, and 12 km").isEqualTo(12_222);
            assertThat(event.fare()).isEqualTo(fare(12_222, 5, Fare.Basis.ESTIMATED));
        }

        @Test
        void a_meter_that_ran_faster_than_any_taxi_is_looked_at() {
            assertThat(review(dropOff(MARY, 14_000L), 60))
                    .isEqualTo("a meter of 14000 m between two places 6093 m apart, 30 s after boarding");
            assertThat(review(dropOff(MARY, 14_000L), 90)).isNull();
        }

        @Test
        void a_meter_of_many_times_the_way_takes_its_time_or_is_looked_at() {
            GeoPoint near = new GeoPoint(PICKUP.lat() + 2_000 / 111_195.0, PICKUP.lng());
            assertThat(review(dropOff(MARY, near, 17_000L, null), 35))
                    .isEqualTo("a meter of 17000 m between two places 2000 m apart, 5 s after boarding");
            assertThat(review(dropOff(MARY, near, 17_000L, null), 270)).isNotNull();
            assertThat(review(dropOff(MARY, near, 17_000L, null), 30 + 1_500))
                    .as("an errand on the way")
                    .isNull();
        }

        @Test
        void a_boarding_that_is_told_with_the_drop_off_is_no_reason_to_look() {
            assertThat(review(dropOff(MARY, 9_000L), 30)).isNull();
            assertThat(review(dropOff(MARY, null), 30)).isNull();
        }

        @Test
        void a_ride_that_nobody_ended_for_hours_is_looked_at() {
            assertThat(review(dropOff(MARY, 9_000L), 30 + 6 * 3_600)).isNull();
            assertThat(review(dropOff(MARY, 9_000L), 31 + 6 * 3_600)).isEqualTo("21601 s after boarding");
        }

        @Test
        void a_drop_off_far_from_where_the_taxi_was_is_looked_at() {
            GeoPoint antipode = new GeoPoint(-40, 106);
            assertThat(review(dropOff(MARY, null, null, new Sighting(antipode, at(890))), 900))
                    .endsWith("m from where the taxi was 10 s before");
            assertThat(review(dropOff(MARY, null, null, new Sighting(PICKUP, at(890))), 900))
                    .isNull();
        }

        @Test
        void with_a_meter_the_fare_says_so() {
            PassengerDroppedOff event = given(opened(), accepted(MARY, 10), arrived(20), pickedUp(30))
                    .when(dropOff(MARY, 9_000L), 900)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(event.fare()).isEqualTo(fare(9_000, 870, Fare.Basis.TARIFF));
        }

        @Test
        void a_fare_of_the_meters_with_a_toll_is_charged_as_the_driver_says() {
            PassengerDroppedOff event = given(opened(), accepted(MARY, 10), arrived(20), pickedUp(30))
                    .when(told(MARY, new Fare.Told(Fare.Basis.METER, Money.usd(1_900)), 480), 900)
                    .thenOne(PassengerDroppedOff.class);
            assertThat(event.fare().basis()).isEqualTo(Fare.Basis.METER);
            assertThat(event.fare().lines())
                    .contains(
                            new Fare.Line("meter", 1_900, Fare.Kind.METER, 9_000L, 870L),
                            new Fare.Line("toll", 480, Fare.Kind.TOLL, null, null));
        }

        @Test
        void a_fare_or_a_toll_beyond_what_distance_and_time_allow_is_refused() {
            var onTrip = given(opened(), accepted(MARY, 10), arrived(20), pickedUp(30));
            onTrip.when(told(MARY, new Fare.Told(Fare.Basis.METER, Money.usd(19_000)), 0), 900)
                    .thenRefused(Refusal.INVALID);
            onTrip.when(told(MARY, new Fare.Told(Fare.Basis.AGREED, Money.usd(19_000)), 0), 900)
                    .thenRefused(Refusal.INVALID);
            onTrip.when(told(MARY, null, 4_800), 900).thenRefused(Refusal.INVALID);
        }

        /** Of a ride that somebody boarded at second 30. */
        private static Fare fare(long meters, long seconds, Fare.Basis basis) {
            return TARIFFS.at(at(30)).fare(at(30), meters, seconds, basis);
        }

        /** With a meter of 9 km. */
        private static CallCommand told(DriverId driver, Fare.@Nullable Told told, long tollCents) {
            return new CallCommand.DropOff(
                    driver,
                    null,
                    9_000L,
                    null,
                    told,
                    List.of(new Fare.Extra("toll", Money.usd(tollCents))),
                    null,
                    null);
        }

        /** Boarded at second 30. */
        private static @Nullable String review(CallCommand dropOff, long second) {
            return given(opened(), accepted(MARY, 10), arrived(20), pickedUp(30))
                    .when(dropOff, second)
                    .thenOne(PassengerDroppedOff.class)
                    .review();
        }

        @Test
        void a_meter_cannot_show_less_than_the_straight_line_or_many_times_as_much() {
            var onTrip = given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100));
            onTrip.when(dropOff(MARY, 1_000L), 900).thenRefused(Refusal.INVALID);
            onTrip.when(dropOff(MARY, 90_000L), 900).thenRefused(Refusal.INVALID);
        }
    }

    @Nested
    class Giving_back {
        @Test
        void a_ride_given_back_is_searched_for_another_sixty_seconds() {
            given(opened(), accepted(MARY, 10))
                    .when(giveBack(MARY), 300)
                    .then(reopened(MARY, 300, 360))
                    .thenIn(Ride.Open.class);
            given(opened(), accepted(MARY, 10), arrived(90))
                    .when(giveBack(MARY), 300)
                    .then(reopened(MARY, 300, 360));
        }

        @Test
        void another_driver_takes_it_and_he_who_gave_it_back_does_not() {
            given(opened(), accepted(MARY, 10), reopened(MARY, 20))
                    .when(accept(JOE), 30)
                    .then(accepted(JOE, 2, 30));
            given(opened(), accepted(MARY, 10), reopened(MARY, 20))
                    .when(accept(MARY, new Standing.GaveItBack()), 30)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
        }

        @Test
        void the_third_driver_who_gives_the_ride_back_ends_the_search() {
            given(opened(), accepted(MARY, 10), reopened(MARY, 20), accepted(JOE, 2, 30))
                    .when(giveBack(JOE), 40)
                    .then(reopened(JOE, 40));
            given(
                            opened(),
                            accepted(MARY, 10),
                            reopened(MARY, 20),
                            accepted(JOE, 2, 30),
                            reopened(JOE, 40),
                            accepted(ANN, 3, 50))
                    .when(giveBack(ANN), 60)
                    .then(reopened(ANN, 60, 60), exhausted(60))
                    .thenIn(Ride.Exhausted.class);
        }

        @Test
        void with_the_passenger_on_board_it_is_too_late() {
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(giveBack(MARY), 110)
                    .thenRefused(Refusal.STEP_NOT_ALLOWED);
        }
    }

    @Nested
    class Canceling {
        @Test
        void before_boarding_the_ride_is_withdrawn_and_its_driver_is_free() {
            given(opened()).when(cancel(), 5).then(withdrawn(null, 5)).thenIn(Ride.Withdrawn.class);
            given(opened(), accepted(MARY, 10)).when(cancel(), 15).then(withdrawn(MARY, 15));
            given(opened(), accepted(MARY, 10), arrived(90)).when(cancel(), 95).then(withdrawn(MARY, 95));
        }

        @Test
        void on_board_it_is_too_late_and_who_asked_is_told() {
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(cancel(), 110)
                    .then(cancelRefused(110))
                    .thenIn(Ride.OnTrip.class);
            given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100))
                    .when(expire(), 110)
                    .thenNothing();
        }

        @Test
        void what_has_ended_is_left_as_it_is() {
            given(opened(), withdrawn(null, 5)).when(cancel(), 6).thenNothing();
            given(opened(), exhausted(60)).when(cancel(), 61).thenNothing();
        }
    }

    @Nested
    class Ending_the_search {
        @Test
        void a_call_nobody_took_is_exhausted_when_its_window_is_over() {
            given(opened()).when(endSearch(), 59).thenNothing();
            given(opened()).when(endSearch(), 60).then(exhausted(60)).thenIn(Ride.Exhausted.class);
        }

        @Test
        void a_call_somebody_took_is_not() {
            given(opened(), accepted(MARY, 59)).when(endSearch(), 60).thenNothing();
        }
    }

    @Nested
    class Stored_events {
        @Test
        void an_event_that_contradicts_the_state_is_a_bug_said_aloud() {
            assertThatThrownBy(() -> after(opened(), arrived(10)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DriverArrived cannot follow Open");
            assertThatThrownBy(() -> after(opened(), opened())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> after(opened(), accepted(MARY, 10), exhausted(60)))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> after(opened(), accepted(MARY, 10), cancelRefused(11)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
