package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.AbortReason;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchEvent.CallReopened;
import io.tanda.contract.dispatch.DispatchEvent.NoShowMarked;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.DispatchEvent.RiderContacted;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.dispatch.RideCommand.Abort;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.Arrive;
import io.tanda.contract.dispatch.RideCommand.Contact;
import io.tanda.contract.dispatch.RideCommand.DropOff;
import io.tanda.contract.dispatch.RideCommand.GiveBack;
import io.tanda.contract.dispatch.RideCommand.MarkNoShow;
import io.tanda.contract.dispatch.RideCommand.PickUp;
import io.tanda.contract.payment.PaymentView;
import io.tanda.dispatch.call.domain.Calls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("G3")
class DriveRideTest {
    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(50);
    private final DriverId joe = city.taxi(200);
    private final RideId ride = city.call();

    private void accepted() {
        done(city.command(new AcceptCall(ride, mary)));
    }

    private void onTrip() {
        accepted();
        done(city.command(new Arrive(ride, mary)));
        done(city.command(new PickUp(ride, mary)));
    }

    @Test
    void a_ride_goes_its_way() {
        accepted();
        assertThat(done(city.command(new Arrive(ride, mary))).status()).isEqualTo(RideStatus.ARRIVED);
        assertThat(done(city.command(new PickUp(ride, mary))).status()).isEqualTo(RideStatus.IN_PROGRESS);
        assertThat(done(city.command(new DropOff(ride, mary, null, 9_000L))).status())
                .isEqualTo(RideStatus.SETTLING);
        assertThat(city.tables.commits.deadlines()).isEmpty();
    }

    @Test
    @Tag("A9")
    @Tag("R9")
    void a_driver_whose_rider_did_not_come_is_free_and_nothing_is_charged() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        accepted();
        done(city.command(new Arrive(ride, mary)));
        refused(city.command(new MarkNoShow(ride, mary)), Refusal.STEP_NOT_ALLOWED);
        DriverRide waiting = done(city.command(new Contact(ride, mary)));
        assertThat(waiting.noShowFrom()).isEqualTo(Calls.at(300));
        refused(city.command(new MarkNoShow(ride, joe)), Refusal.NOT_FOUND);
        city.clock.becomesInSilence(300);
        CommandId id = CommandId.next();
        DriverRide over = done(city.command(id, new MarkNoShow(ride, mary)));
        assertThat(over.status()).isEqualTo(RideStatus.NO_SHOW);
        assertThat(city.command(id, new MarkNoShow(ride, mary))).isEqualTo(Reply.replayed(over));
        assertThat(city.journal(ride)).containsOnlyOnce(RiderContacted.class).containsOnlyOnce(NoShowMarked.class);
        assertThat(city.tables.commits.deadlines()).isEmpty();
        assertThat(city.charged).isEmpty();
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    @Tag("R16")
    void a_ride_that_is_broken_off_is_paid_once_for_the_way_until_then() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        onTrip();
        city.clock.becomesInSilence(600);
        CommandId id = CommandId.next();
        Abort abort = new Abort(ride, mary, AbortReason.BREAKDOWN, null, null, null, null);
        DriverRide over = done(city.command(id, abort));
        assertThat(over.status()).isEqualTo(RideStatus.ABORTED);
        assertThat(over.aborted()).isEqualTo(AbortReason.BREAKDOWN);
        assertThat(city.command(id, abort)).isEqualTo(Reply.replayed(over));
        assertThat(city.journal(ride)).containsOnlyOnce(PassengerDroppedOff.class);
        assertThat(over.fare()).isNotNull();
        assertThat(city.charged)
                .singleElement()
                .satisfies(charge ->
                        assertThat(charge.body().amount()).isEqualTo(over.fare().total()));
        refused(city.command(new DropOff(ride, mary, null, null)), Refusal.STEP_NOT_ALLOWED);
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    void whoever_arrives_at_once_arrived_at_the_same_time() {
        accepted();
        Set<Instant> times = new HashSet<>();
        for (int i = 0; i < 5; i++)
            times.add(
                    done(await(city.rideCommands.handle(arrivingAt(Calls.at(90).plusNanos(123_456_789 + i)))))
                            .arrivedAt());
        assertThat(times)
                .as("to the microsecond, as it is stored")
                .containsExactly(Calls.at(90).plusNanos(123_456_000));
    }

    private Request<RideCommand> arrivingAt(Instant at) {
        return new Request<>(CommandId.next(), Actor.SYSTEM, at, null, null, new Arrive(ride, mary));
    }

    @Test
    void a_way_that_no_taxi_can_have_driven_ends_the_ride_and_nothing_is_charged() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        onTrip();
        GeoPoint swapped = new GeoPoint(Calls.DROPOFF.lng(), Calls.DROPOFF.lat());
        DriverRide over = done(city.command(new DropOff(ride, mary, swapped, null)));
        assertThat(over.status()).isEqualTo(RideStatus.SETTLING);
        assertThat(over.review()).isNotNull();
        assertThat(city.charged).isEmpty();
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    void a_repeated_step_is_answered_as_the_first_time_also_when_it_had_nothing_to_do() {
        accepted();
        CommandId first = CommandId.next();
        CommandId again = CommandId.next();
        DriverRide arrived = done(city.command(first, new Arrive(ride, mary)));
        assertThat(city.command(again, new Arrive(ride, mary))).isEqualTo(Reply.done(arrived));
        done(city.command(new PickUp(ride, mary)));
        assertThat(city.command(first, new Arrive(ride, mary))).isEqualTo(Reply.replayed(arrived));
        assertThat(city.command(again, new Arrive(ride, mary))).isEqualTo(Reply.replayed(arrived));
        refused(city.command(new Arrive(ride, mary)), Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void a_ride_that_this_process_drives_is_looked_up_once() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        int before = city.tables.looks();
        onTrip();
        done(city.command(new DropOff(ride, mary, null, 9_000L)));
        assertThat(city.tables.looks() - before).isEqualTo(1);
    }

    @Test
    void a_ride_that_another_process_drove_on_is_found_as_it_is() {
        accepted();
        FakeCity other = city.other();
        done(other.command(new Arrive(ride, mary)));
        done(city.command(new PickUp(ride, mary)));
        refused(other.command(new Arrive(ride, mary)), Refusal.STEP_NOT_ALLOWED);
        done(other.command(new DropOff(ride, mary, null, 9_000L)));
        refused(city.command(new PickUp(ride, mary)), Refusal.STEP_NOT_ALLOWED);
        assertThat(city.journal(ride)).hasSize(5).last().isEqualTo(PassengerDroppedOff.class);
    }

    @Test
    void who_was_overtaken_decides_again() {
        accepted();
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> other.cancel(ride));
        refused(city.command(new Arrive(ride, mary)), Refusal.NOT_FOUND);
    }

    @Test
    void a_drop_off_that_is_paid_at_once_is_completed_and_stays_so() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        onTrip();
        CommandId id = CommandId.next();
        DriverRide over = done(city.command(id, new DropOff(ride, mary, null, 9_000L)));
        assertThat(over.status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(city.command(id, new DropOff(ride, mary, null, 9_000L))).isEqualTo(Reply.replayed(over));
        assertThat(city.charged).singleElement().satisfies(charge -> {
            assertThat(charge.id()).isEqualTo(SettleFare.commandId(ride));
            assertThat(over.fare()).isNotNull();
        });
    }

    @Test
    void a_drop_off_that_was_settling_is_told_so_again_and_payment_is_not_asked_again() {
        onTrip();
        CommandId id = CommandId.next();
        DriverRide over = done(city.command(id, new DropOff(ride, mary, null, null)));
        assertThat(over.status()).isEqualTo(RideStatus.SETTLING);
        city.paymentSays(PaymentView.Status.CAPTURED);
        assertThat(city.command(id, new DropOff(ride, mary, null, null))).isEqualTo(Reply.replayed(over));
        assertThat(city.charged).hasSize(1);
        assertThat(done(city.command(new DropOff(ride, mary, null, null))).status())
                .as("asked anew, it is paid by now")
                .isEqualTo(RideStatus.COMPLETED);
        assertThat(city.journal(ride)).containsOnlyOnce(PassengerDroppedOff.class);
    }

    @Test
    void a_fare_that_is_refused_changes_nothing_and_the_next_one_counts() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        onTrip();
        List<Fare.Extra> toll = List.of(new Fare.Extra("toll", Money.usd(480)));
        Fare.Told tooMuch = new Fare.Told(Fare.Basis.METER, Money.usd(1_000_000));
        refused(city.command(new DropOff(ride, mary, null, 9_000L, tooMuch, toll)), Refusal.INVALID);
        assertThat(city.journal(ride)).doesNotContain(PassengerDroppedOff.class);
        assertThat(city.charged).isEmpty();
        Fare.Told right = new Fare.Told(Fare.Basis.METER, Money.usd(1_900));
        DriverRide over = done(city.command(new DropOff(ride, mary, null, 9_000L, right, toll)));
        assertThat(over.status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(over.fare()).isNotNull();
        assertThat(city.charged)
                .singleElement()
                .satisfies(charge ->
                        assertThat(charge.body().amount()).isEqualTo(over.fare().total()));
        assertThat(over.fare().total().minorUnits()).isGreaterThanOrEqualTo(1_900 + 480);
    }

    @Test
    void a_payment_that_does_not_know_leaves_the_ride_settling() {
        city.paymentSays(PaymentView.Status.UNKNOWN);
        onTrip();
        assertThat(done(city.command(new DropOff(ride, mary, null, null))).status())
                .isEqualTo(RideStatus.SETTLING);
    }

    @Test
    void a_drop_offs_key_is_for_that_drop_off() {
        onTrip();
        CommandId id = CommandId.next();
        done(city.command(id, new DropOff(ride, mary, null, 9_000L)));
        refused(city.command(id, new DropOff(ride, mary, null, 9_500L)), Refusal.IDEMPOTENCY_KEY_REUSED);
        refused(city.command(id, new GiveBack(ride, mary, "")), Refusal.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void a_ride_given_back_is_offered_to_others_at_once_but_not_to_him() {
        accepted();
        CommandId id = CommandId.next();
        DriverRide given = done(city.command(id, new GiveBack(ride, mary, "flat tire")));
        assertThat(given.status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(city.journal(ride)).last().isEqualTo(CallReopened.class);
        assertThat(city.offer(ride, joe).attempt()).isEqualTo(2);
        assertThat(city.asked(ride)).containsOnlyOnce(mary);
        refused(city.command(new AcceptCall(ride, mary)), Refusal.STEP_NOT_ALLOWED);
        done(city.command(new AcceptCall(ride, joe)));
        assertThat(city.command(id, new GiveBack(ride, mary, "flat tire"))).isEqualTo(Reply.replayed(given));
    }

    @Test
    void a_reason_is_given_in_words_and_not_in_too_many() {
        accepted();
        List<String> reasons = new ArrayList<>(List.of("", " ", "x".repeat(RideCommand.REASON_MAX_CHARACTERS + 1)));
        for (String reason : reasons) refused(city.command(new GiveBack(ride, mary, reason)), Refusal.INVALID);
    }
}
