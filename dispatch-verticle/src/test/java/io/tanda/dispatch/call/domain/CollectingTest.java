package io.tanda.dispatch.call.domain;

import static io.tanda.dispatch.call.domain.CallRule.given;
import static io.tanda.dispatch.call.domain.Calls.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.MethodId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent.CollectionStarted;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A8: a fare that is not paid. Boarded at second 100, dropped off at 900. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A8")
class CollectingTest {
    private static CallRule.Given onTrip() {
        return given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100));
    }

    private static CallRule.Given overOnly() {
        return given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100), droppedOff(100, 900));
    }

    private static CallRule.Given collectingNow() {
        return given(
                opened(), accepted(MARY, 10), arrived(90), pickedUp(100), droppedOff(100, 900), collecting(900, 901));
    }

    private static CallRule.Given owedNow() {
        return given(
                opened(),
                accepted(MARY, 10),
                arrived(90),
                pickedUp(100),
                droppedOff(100, 900),
                collecting(900, 901),
                owed(1_080));
    }

    @Test
    void a_decline_keeps_the_driver_until_three_minutes_after_the_drop_off() {
        overOnly().when(noteDecline(true), 950).then(collecting(900, 950)).thenIn(Ride.Collecting.class);
    }

    @Test
    void who_has_driven_on_is_not_called_back_and_nobody_is_after_three_minutes() {
        overOnly().when(noteDecline(false), 901).thenNothing();
        overOnly().when(noteDecline(true), 1_080).thenNothing();
    }

    @Test
    void the_next_decline_gives_no_more_time() {
        collectingNow().when(noteDecline(true), 950).thenNothing();
        owedNow().when(noteDecline(true), 1_100).thenNothing();
    }

    @Test
    void the_driver_is_free_when_it_is_paid() {
        collectingNow().when(noteSettled(), 950).then(settled(950)).thenIn(Ride.Closed.class);
        overOnly().when(noteSettled(), 950).thenNothing();
    }

    @Test
    void nobody_paid_in_time_the_fare_is_owed_and_the_driver_is_free() {
        collectingNow().when(endCollection(), 1_079).thenNothing();
        collectingNow().when(endCollection(), 1_080).then(owed(1_080)).thenIn(Ride.Closed.class);
        owedNow().when(endCollection(), 1_081).thenNothing();
    }

    @Test
    void the_driver_takes_it_in_cash_or_with_his_terminal_also_when_it_is_owed() {
        for (PaymentMethod method : List.of(PaymentMethod.CASH, PaymentMethod.TERMINAL)) {
            collectingNow().when(takeFare(MARY, method), 950).then(tendered(method, 950));
            owedNow().when(takeFare(MARY, method), 2_000).then(tendered(method, 2_000));
            overOnly().when(takeFare(MARY, method), 901).then(tendered(method, 901));
        }
        collectingNow().when(takeFare(JOE, PaymentMethod.CASH), 950).thenRefused(Refusal.NOT_FOUND);
    }

    @Test
    void what_is_paid_is_not_paid_again() {
        given(
                        opened(),
                        accepted(MARY, 10),
                        arrived(90),
                        pickedUp(100),
                        droppedOff(100, 900),
                        collecting(900, 901),
                        settled(910))
                .when(takeFare(MARY, PaymentMethod.CASH), 950)
                .thenRefused(Refusal.STEP_NOT_ALLOWED);
        given(
                        opened(),
                        accepted(MARY, 10),
                        arrived(90),
                        pickedUp(100),
                        droppedOff(100, 900),
                        tendered(PaymentMethod.CASH, 910))
                .when(takeFare(MARY, PaymentMethod.CASH), 950)
                .thenNothing();
    }

    @Test
    void no_fare_is_taken_before_the_drop_off() {
        onTrip().when(takeFare(MARY, PaymentMethod.CASH), 800).thenRefused(Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void a_fare_that_somebody_looks_at_keeps_nobody() {
        GeoPoint swapped = new GeoPoint(DROPOFF.lng(), DROPOFF.lat());
        CallCommand early =
                new CallCommand.DropOff(MARY, swapped, null, null, null, List.of(), null, PaymentMethod.CASH);
        PassengerDroppedOff over = onTrip().when(early, 101).thenOne(PassengerDroppedOff.class);
        assertThat(over.review()).isNotNull();
        given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100), over)
                .when(noteDecline(true), 105)
                .thenNothing();
        given(opened(), accepted(MARY, 10), arrived(90), pickedUp(100), over)
                .when(takeFare(MARY, PaymentMethod.CASH), 105)
                .thenRefused(Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void cash_that_was_given_with_the_drop_off_ends_it_at_once() {
        CallCommand paid = new CallCommand.DropOff(MARY, null, 9_000L, null, null, List.of(), null, PaymentMethod.CASH);
        Ride after = CallDecider.evolve(
                onTrip().ride(), ((Decision.Decided) DECIDER.decide(paid, onTrip().ride(), at(900))).events());
        assertThat(after)
                .isInstanceOfSatisfying(
                        Ride.Closed.class, closed -> assertThat(closed.end()).isEqualTo(Ride.End.CASH));
    }

    @Test
    void who_meant_to_pay_in_the_car_is_waited_for_without_asking_any_gateway() {
        Ride ride = CallDecider.evolve(
                CallDecider.opened(opened(), PASSENGERS, PaymentMethod.TERMINAL),
                List.of(accepted(MARY, 10), arrived(90), pickedUp(100)));
        List<?> events = ((Decision.Decided) DECIDER.decide(dropOff(MARY, 9_000L), ride, at(900))).events();
        assertThat(events)
                .hasSize(2)
                .first()
                .isInstanceOfSatisfying(
                        PassengerDroppedOff.class,
                        over -> assertThat(over.paymentMethod()).isEqualTo(PaymentMethod.TERMINAL));
        assertThat(events.getLast()).isEqualTo(new CollectionStarted(RIDE, MARY, null, at(1_080), at(900)));
    }

    @Test
    @Tag("C0")
    void the_drop_off_names_the_payment_method_that_the_ride_was_booked_with() {
        MethodId method = MethodId.next();
        Ride ride = CallDecider.evolve(
                CallDecider.opened(opened(), PASSENGERS, PaymentMethod.CARD, method),
                List.of(accepted(MARY, 10), arrived(90), pickedUp(100)));
        List<?> events = ((Decision.Decided) DECIDER.decide(dropOff(MARY, 9_000L), ride, at(900))).events();
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        PassengerDroppedOff.class,
                        over -> assertThat(over.paymentMethodId()).isEqualTo(method));
    }
}
