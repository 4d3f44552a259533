package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.AbortReason;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchEvent.CallAccepted;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DispatchEvent.NoShowMarked;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.Arrive;
import io.tanda.contract.dispatch.RideCommand.GiveBack;
import io.tanda.contract.dispatch.RideCommand.PickUp;
import io.tanda.contract.dispatch.RideDesk.Abort;
import io.tanda.contract.dispatch.RideDesk.Assign;
import io.tanda.contract.dispatch.RideDesk.End;
import io.tanda.contract.dispatch.RideDesk.MarkNoShow;
import io.tanda.contract.payment.PaymentView;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators do with calls and rides, and what is written down of it. */
@Tag("G2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperateRidesTest {
    private static final String WHY = "the hotel called";

    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(50);
    private final DriverId joe = city.taxi(200);
    private final RideId ride = city.call();

    @Test
    void a_call_is_given_to_a_driver_as_if_he_had_taken_it() {
        DriverId ann = city.taxi(9_000);
        DriverRide his = done(city.operate(new Assign(ride, ann, WHY)));
        assertThat(his.status()).isEqualTo(RideStatus.ACCEPTED);
        assertThat(his.driver()).isEqualTo(ann);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallAccepted.class);
        assertThat(city.offer(ride, mary).status()).isEqualTo(Offer.Status.SUPERSEDED);
        assertThat(city.tables.toldTo(ann)).containsExactly(DriverFeed.RIDE_ACCEPTED);
        refused(city.command(new AcceptCall(ride, mary)), Refusal.CALL_ALREADY_DISPATCHED);
    }

    @Test
    void nobody_is_sent_where_another_driver_was_faster() {
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> done(other.command(new AcceptCall(ride, joe))));
        refused(city.operate(new Assign(ride, mary, WHY)), Refusal.CALL_ALREADY_DISPATCHED);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallAccepted.class);
        assertThat(city.tables.commits.acts()).isEmpty();
    }

    @Test
    void who_cannot_have_the_call_is_not_sent() {
        DriverId busy = city.taxi(100);
        done(city.command(new AcceptCall(city.call(), busy)));
        refused(city.operate(new Assign(ride, busy, WHY)), Refusal.DRIVER_ALREADY_ON_RIDE);
        refused(city.operate(new Assign(ride, DriverId.next(), WHY)), Refusal.NOT_FOUND);
        refused(city.operate(new Assign(RideId.next(), mary, WHY)), Refusal.NOT_FOUND);
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new GiveBack(ride, mary, "flat tyre")));
        refused(city.operate(new Assign(ride, mary, WHY)), Refusal.STEP_NOT_ALLOWED);
        assertThat(city.tables.commits.acts()).isEmpty();
    }

    @Test
    void who_is_suspended_takes_no_call_and_is_sent_nowhere() {
        city.tables.suspend(mary);
        refused(city.command(new AcceptCall(ride, mary)), Refusal.SUSPENDED);
        refused(city.operate(new Assign(ride, mary, WHY)), Refusal.SUSPENDED);
        done(city.command(new AcceptCall(ride, joe)));
    }

    @Test
    void each_act_is_written_down_once_with_who_why_and_what() {
        CommandId id = CommandId.next();
        DriverRide first = done(city.operate(id, new Assign(ride, mary, WHY)));
        assertThat(city.operate(id, new Assign(ride, mary, WHY))).isEqualTo(Reply.replayed(first));
        assertThat(city.tables.commits.acts()).singleElement().satisfies(act -> {
            assertThat(act.by()).isEqualTo(FakeCity.OPERATOR);
            assertThat(act.act()).isEqualTo("assign-call");
            assertThat(act.about()).isEqualTo(ride.value());
            assertThat(act.reason()).isEqualTo(WHY);
            assertThat(act.at()).isEqualTo(city.clock.instant());
        });
    }

    @Test
    void nothing_is_done_without_a_reason() {
        refused(city.operate(new Assign(ride, mary, " ")), Refusal.INVALID);
        refused(city.operate(new Assign(ride, mary, "x".repeat(201))), Refusal.INVALID);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class);
    }

    @Test
    void a_no_show_needs_the_waiting_time_and_the_driver_hears_of_it() {
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new Arrive(ride, mary)));
        refused(city.operate(new MarkNoShow(ride, WHY)), Refusal.STEP_NOT_ALLOWED);
        city.clock.becomesInSilence(300);
        assertThat(done(city.operate(new MarkNoShow(ride, WHY))).status()).isEqualTo(RideStatus.NO_SHOW);
        assertThat(city.journal(ride)).endsWith(NoShowMarked.class);
        assertThat(city.tables.toldTo(mary)).endsWith(DriverFeed.RIDE_ENDED);
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    void a_ride_that_is_ended_is_charged_as_after_a_drop_off_and_its_driver_is_free() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        onTrip();
        assertThat(done(city.operate(new End(ride, null, 9_000L, WHY))).status())
                .isEqualTo(RideStatus.COMPLETED);
        assertThat(city.charged).hasSize(1);
        assertThat(city.tables.toldTo(mary)).endsWith(DriverFeed.RIDE_ENDED);
        done(city.command(new AcceptCall(city.call(), mary)));
    }

    @Test
    void a_ride_that_is_broken_off_is_charged_until_there() {
        city.paymentSays(PaymentView.Status.CAPTURED);
        onTrip();
        DriverRide over = done(city.operate(new Abort(ride, AbortReason.BREAKDOWN, null, null, WHY)));
        assertThat(over.status()).isEqualTo(RideStatus.ABORTED);
        assertThat(over.aborted()).isEqualTo(AbortReason.BREAKDOWN);
        assertThat(city.tables.commits.acts()).extracting(Audit.Entry::act).containsExactly("abort-ride");
    }

    @Test
    void a_driver_with_a_fare_to_collect_is_told_that_and_nothing_else() {
        RideId inCash = city.call(PaymentMethod.CASH);
        DriverId ann = city.taxi(60);
        done(city.command(new AcceptCall(inCash, ann)));
        done(city.command(new Arrive(inCash, ann)));
        done(city.command(new PickUp(inCash, ann)));
        city.clock.becomesInSilence(600);
        done(city.operate(new End(inCash, null, 9_000L, WHY)));
        assertThat(city.tables.toldTo(ann)).endsWith(DriverFeed.RIDE_COLLECT).doesNotContain(DriverFeed.RIDE_ENDED);
    }

    @Test
    void what_no_driver_has_cannot_be_ended() {
        refused(city.operate(new End(ride, null, null, WHY)), Refusal.STEP_NOT_ALLOWED);
        refused(city.operate(new MarkNoShow(ride, WHY)), Refusal.STEP_NOT_ALLOWED);
        refused(city.operate(new End(RideId.next(), null, null, WHY)), Refusal.NOT_FOUND);
        done(city.command(new AcceptCall(ride, mary)));
        refused(city.operate(new End(ride, null, null, WHY)), Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void a_driver_is_told_who_canceled() {
        done(city.command(new AcceptCall(ride, mary)));
        city.cancelByOperator(ride);
        assertThat(city.tables.lastToldTo(mary).type()).isEqualTo(DriverFeed.RIDE_CANCELED);
        assertThat(city.tables.lastToldTo(mary).body()).contains("operator_canceled");
    }

    private void onTrip() {
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new Arrive(ride, mary)));
        done(city.command(new PickUp(ride, mary)));
        city.clock.becomesInSilence(600);
    }
}
