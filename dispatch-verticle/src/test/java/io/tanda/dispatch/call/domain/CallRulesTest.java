package io.tanda.dispatch.call.domain;

import static io.tanda.dispatch.call.domain.SampleRides.CALL;
import static io.tanda.dispatch.call.domain.SampleRides.DECIDER;
import static io.tanda.dispatch.call.domain.SampleRides.DROPOFF;
import static io.tanda.dispatch.call.domain.SampleRides.MARY;
import static io.tanda.dispatch.call.domain.SampleRides.NOON;
import static io.tanda.dispatch.call.domain.SampleRides.OTHER;
import static io.tanda.dispatch.call.domain.SampleRides.PICKUP;
import static io.tanda.dispatch.call.domain.SampleRides.TAXI;
import static io.tanda.dispatch.call.domain.SampleRides.accept;
import static io.tanda.dispatch.call.domain.SampleRides.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.booking.BookingEvent.RideRequested;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallExhausted;
import io.tanda.contract.dispatch.DispatchEvent.CallReopened;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallRulesTest {
    private static final RideRequested REQUESTED = new RideRequested(
            CALL.id(),
            CALL.rider(),
            PICKUP,
            DROPOFF,
            2,
            PaymentMethod.CARD,
            NOON.plusSeconds(60),
            NOON.plusSeconds(900),
            NOON);

    @Test
    void the_search_window_starts_when_the_call_is_opened_not_when_the_ride_was_requested() {
        Instant backAgain = NOON.plusSeconds(400);
        assertThat(DECIDER.open(REQUESTED, backAgain))
                .hasValueSatisfying(opened -> assertThat(opened.searchUntil()).isEqualTo(backAgain.plusSeconds(60)));
    }

    @Test
    void an_expired_request_opens_no_call() {
        assertThat(DECIDER.open(REQUESTED, NOON.plusSeconds(900))).isEmpty();
    }

    @Test
    void a_taxi_with_too_few_seats_cannot_take_the_call() {
        var small = new CallCommand.Accept(MARY, new CallCommand.Standing.OnDuty(TAXI, "4A11", 1), NOON);
        assertThat(DECIDER.decide(small, SampleRides.open(), NOON))
                .isInstanceOfSatisfying(
                        Decision.Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.INVALID));
    }

    @Test
    void the_third_driver_who_gives_the_ride_back_ends_the_search() {
        var second = DispatchEventOf.lastOf(
                SampleRides.after(accept(MARY), new CallCommand.GiveBack(MARY, "flat tire"), accept(OTHER)),
                new CallCommand.GiveBack(OTHER, "traffic"));
        assertThat(second).hasExactlyElementsOfTypes(CallReopened.class);

        Ride third = SampleRides.after(
                accept(MARY),
                new CallCommand.GiveBack(MARY, "flat tire"),
                accept(OTHER),
                new CallCommand.GiveBack(OTHER, "traffic"),
                accept(MARY));
        assertThat(DispatchEventOf.lastOf(third, new CallCommand.GiveBack(MARY, "again")))
                .hasExactlyElementsOfTypes(CallReopened.class, CallExhausted.class);
    }

    @Test
    void a_ride_given_back_is_searched_for_another_sixty_seconds() {
        Instant now = NOON.plusSeconds(300);
        assertThat(events(DECIDER.decide(new CallCommand.GiveBack(MARY, "flat tire"), SampleRides.accepted(), now)))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallReopened.class, r -> assertThat(r.searchUntil()).isEqualTo(now.plusSeconds(60)));
    }

    @Test
    void without_a_meter_the_way_is_estimated_and_the_fare_comes_with_its_lines() {
        var event = (PassengerDroppedOff) events(DECIDER.decide(
                        new CallCommand.DropOff(MARY, null, null), SampleRides.onTrip(), NOON.plusSeconds(900)))
                .getFirst();
        assertThat(event.where()).isEqualTo(DROPOFF);
        assertThat(event.meters()).isBetween(8_000L, 9_000L);
        assertThat(event.seconds()).isEqualTo(870);
        assertThat(event.fare().tariff()).isEqualTo(NewYorkTariff2012.NAME);
    }

    @Test
    void a_meter_cannot_show_less_than_the_straight_line_or_many_times_as_much() {
        assertThat(DECIDER.decide(new CallCommand.DropOff(MARY, null, 1_000L), SampleRides.onTrip(), NOON))
                .isInstanceOf(Decision.Refused.class);
        assertThat(DECIDER.decide(new CallCommand.DropOff(MARY, null, 90_000L), SampleRides.onTrip(), NOON))
                .isInstanceOf(Decision.Refused.class);
        assertThat(DECIDER.decide(new CallCommand.DropOff(MARY, null, 9_000L), SampleRides.onTrip(), NOON))
                .isInstanceOf(Decision.Decided.class);
    }

    @Test
    void an_event_that_contradicts_the_state_is_a_bug() {
        DispatchEvent arrived = new DispatchEvent.DriverArrived(CALL.id(), MARY, NOON);
        assertThatThrownBy(() -> CallDecider.evolve(SampleRides.open(), arrived))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DriverArrived cannot follow Open");
    }

    /** The events of one more command. */
    private static final class DispatchEventOf {
        static java.util.List<DispatchEvent> lastOf(Ride ride, CallCommand command) {
            return events(DECIDER.decide(command, ride, NOON.plusSeconds(50)));
        }
    }
}
