package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchEvent.CollectionStarted;
import io.tanda.contract.dispatch.DispatchEvent.FareOwed;
import io.tanda.contract.dispatch.DispatchEvent.FareSettled;
import io.tanda.contract.dispatch.DispatchEvent.FareTendered;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.Arrive;
import io.tanda.contract.dispatch.RideCommand.DropOff;
import io.tanda.contract.dispatch.RideCommand.PickUp;
import io.tanda.contract.dispatch.RideCommand.TakeFare;
import io.tanda.contract.payment.PaymentView;
import io.tanda.dispatch.call.domain.Calls;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A8")
class CollectFareTest {
    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(50);

    private RideId onTrip(PaymentMethod method) {
        RideId ride = city.call(method);
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new Arrive(ride, mary)));
        done(city.command(new PickUp(ride, mary)));
        return ride;
    }

    private DriverRide over(RideId ride) {
        return done(city.command(new DropOff(ride, mary, null, null)));
    }

    private static Instant until(DriverRide ride) {
        return Objects.requireNonNull(ride.collect()).until();
    }

    private void passes(Instant until) {
        city.clock.becomesInSilence(Duration.between(Calls.NOON, until).toSeconds());
    }

    @Test
    void a_card_that_is_declined_at_the_kerb_keeps_the_driver_with_the_ride() {
        city.paymentSays(PaymentView.Status.DECLINED);
        RideId ride = onTrip(PaymentMethod.CARD);
        CommandId id = CommandId.next();
        DriverRide over = done(city.command(id, new DropOff(ride, mary, null, null)));
        assertThat(over.status()).isEqualTo(RideStatus.SETTLING);
        assertThat(over.collect())
                .isEqualTo(new DriverRide.Collect(
                        "insufficient_funds",
                        Objects.requireNonNull(over.droppedOffAt()).plusSeconds(180)));
        assertThat(city.command(id, new DropOff(ride, mary, null, null))).isEqualTo(Reply.replayed(over));
        refused(city.command(new AcceptCall(city.call(), mary)), Refusal.DRIVER_ALREADY_ON_RIDE);
        assertThat(city.tables.commits.deadlines()).containsValue(until(over));
        city.declined(ride);
        assertThat(city.journal(ride)).containsOnlyOnce(CollectionStarted.class);
    }

    @Test
    void a_decline_that_is_heard_of_later_calls_the_driver_back_who_has_not_driven_on() {
        RideId ride = onTrip(PaymentMethod.CARD);
        assertThat(over(ride).collect()).isNull();
        city.declined(ride);
        assertThat(city.journal(ride)).last().isEqualTo(CollectionStarted.class);
        assertThat(city.tables.toldTo(mary)).last().isEqualTo(DriverFeed.RIDE_COLLECT);
    }

    @Test
    void a_driver_who_has_driven_on_is_left_alone() {
        RideId ride = onTrip(PaymentMethod.CARD);
        over(ride);
        done(city.command(new AcceptCall(city.call(), mary)));
        city.declined(ride);
        assertThat(city.journal(ride)).last().isEqualTo(PassengerDroppedOff.class);
    }

    @Test
    void he_is_free_when_payment_says_that_it_is_paid() {
        RideId ride = declined();
        city.settled(ride);
        assertThat(city.journal(ride)).last().isEqualTo(FareSettled.class);
        assertThat(city.tables.toldTo(mary)).last().isEqualTo(DriverFeed.RIDE_SETTLED);
        done(city.command(new AcceptCall(city.call(), mary)));
        city.settled(ride);
        assertThat(city.journal(ride)).containsOnlyOnce(FareSettled.class);
    }

    @Test
    void he_is_free_when_he_has_waited_three_minutes_and_the_fare_is_owed() {
        city.paymentSays(PaymentView.Status.DECLINED);
        RideId ride = onTrip(PaymentMethod.CARD);
        Instant until = until(over(ride));
        await(city.collectFare.due(ride));
        assertThat(city.journal(ride)).as("too early").doesNotContain(FareOwed.class);
        passes(until);
        await(city.collectFare.due(ride));
        assertThat(city.journal(ride)).last().isEqualTo(FareOwed.class);
        assertThat(city.tables.toldTo(mary)).last().isEqualTo(DriverFeed.RIDE_SETTLED);
        assertThat(over(ride).status()).isEqualTo(RideStatus.OWED);
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    void he_takes_cash_once_and_is_free() {
        RideId ride = declined();
        DriverRide paid = done(city.command(new TakeFare(ride, mary, PaymentMethod.CASH)));
        assertThat(paid.status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(paid.collect()).isNull();
        assertThat(done(city.command(new TakeFare(ride, mary, PaymentMethod.CASH))))
                .isEqualTo(paid);
        assertThat(city.journal(ride)).containsOnlyOnce(FareTendered.class);
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    void a_fare_that_is_paid_by_card_meanwhile_is_not_taken_again() {
        RideId ride = declined();
        city.paymentSays(PaymentView.Status.CAPTURED);
        refused(city.command(new TakeFare(ride, mary, PaymentMethod.CASH)), Refusal.STEP_NOT_ALLOWED);
        city.paymentSays(PaymentView.Status.WRITTEN_OFF);
        refused(city.command(new TakeFare(ride, mary, PaymentMethod.CASH)), Refusal.STEP_NOT_ALLOWED);
        assertThat(city.journal(ride)).doesNotContain(FareTendered.class);
    }

    @Test
    void while_payment_is_down_his_word_stands() {
        RideId ride = onTrip(PaymentMethod.CARD);
        over(ride);
        assertThat(done(city.command(new TakeFare(ride, mary, PaymentMethod.TERMINAL)))
                        .status())
                .isEqualTo(RideStatus.COMPLETED);
    }

    @Test
    void a_fare_to_be_paid_in_the_car_asks_no_gateway_and_waits_for_the_driver() {
        RideId ride = onTrip(PaymentMethod.CASH);
        DriverRide over = over(ride);
        assertThat(over.paymentMethod()).isEqualTo(PaymentMethod.CASH);
        assertThat(over.collect()).isNotNull();
        assertThat(city.charged).isEmpty();
        done(city.command(new TakeFare(ride, mary, PaymentMethod.CASH)));
        assertThat(city.journal(ride)).endsWith(PassengerDroppedOff.class, CollectionStarted.class, FareTendered.class);
    }

    @Test
    void cash_that_comes_with_the_drop_off_completes_it_whatever_was_meant() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        RideId ride = onTrip(PaymentMethod.CARD);
        DriverRide over = done(city.command(new DropOff(ride, mary, null, null, null, null, PaymentMethod.CASH)));
        assertThat(over.status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(city.charged).isEmpty();
        assertThat(city.journal(ride)).endsWith(PassengerDroppedOff.class, FareTendered.class);
    }

    private RideId declined() {
        city.paymentSays(PaymentView.Status.DECLINED);
        RideId ride = onTrip(PaymentMethod.CARD);
        over(ride);
        return ride;
    }
}
