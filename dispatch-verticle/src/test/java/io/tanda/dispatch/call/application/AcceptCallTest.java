package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchEvent.CallAccepted;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.AcceptOffer;
import io.tanda.contract.dispatch.RideCommand.Arrive;
import io.tanda.contract.dispatch.RideCommand.GiveBack;
import io.tanda.dispatch.call.domain.Assignment;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.dispatch.call.domain.Ride;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AcceptCallTest {
    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(50);
    private final DriverId joe = city.taxi(200);
    private final RideId ride = city.call();

    @Test
    @Tag("A3")
    void one_driver_gets_the_call_and_everybody_else_is_told_so() {
        DriverId ann = city.taxi(9_000);
        DriverRide his =
                done(city.command(new AcceptOffer(city.offer(ride, mary).id(), mary)));
        assertThat(his.status()).isEqualTo(RideStatus.ACCEPTED);
        assertThat(his.driver()).isEqualTo(mary);

        refused(city.command(new AcceptOffer(city.offer(ride, joe).id(), joe)), Refusal.CALL_ALREADY_DISPATCHED);
        refused(city.command(new AcceptCall(ride, ann)), Refusal.CALL_ALREADY_DISPATCHED);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallAccepted.class);
        assertThat(city.offer(ride, mary).status()).isEqualTo(Offer.Status.ACCEPTED);
        assertThat(city.offer(ride, joe).status()).isEqualTo(Offer.Status.SUPERSEDED);
        assertThat(city.tables.toldTo(mary)).containsExactly(DriverFeed.OFFER_SENT, DriverFeed.RIDE_ACCEPTED);
        assertThat(city.tables.toldTo(joe)).containsExactly(DriverFeed.OFFER_SENT, DriverFeed.OFFER_CLOSED);
        assertThat(city.counted("tanda.dispatch.offers", "accepted")).isEqualTo(1);
        assertThat(city.counted("tanda.dispatch.offers", "superseded")).isEqualTo(1);
    }

    @Test
    void who_takes_a_call_from_the_list_has_an_offer_made_for_it() {
        DriverId ann = city.taxi(9_000);
        assertThat(city.asked(ride)).doesNotContain(ann);
        done(city.command(new AcceptCall(ride, ann)));
        assertThat(city.offer(ride, ann).status()).isEqualTo(Offer.Status.ACCEPTED);
    }

    @Test
    void who_was_overtaken_between_the_look_and_the_commit_is_told_so() {
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> done(other.command(new AcceptCall(ride, joe))));
        refused(city.command(new AcceptCall(ride, mary)), Refusal.CALL_ALREADY_DISPATCHED);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class, CallAccepted.class);
        assertThat(city.offer(ride, joe).status()).isEqualTo(Offer.Status.ACCEPTED);
    }

    @Test
    void offers_that_were_sent_meanwhile_are_seen_before_the_call_is_closed() {
        DriverId ann = city.taxi(2_000);
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> {
            city.clock.becomes(5);
            assertThat(other.rounds.due(ride).succeeded()).isTrue();
        });
        done(city.command(new AcceptCall(ride, mary)));
        assertThat(city.offer(ride, ann).status()).isEqualTo(Offer.Status.SUPERSEDED);
    }

    @Test
    void a_driver_who_takes_two_calls_at_once_gets_one() {
        RideId second = city.call();
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> done(other.command(new AcceptCall(second, mary))));
        refused(city.command(new AcceptCall(ride, mary)), Refusal.DRIVER_ALREADY_ON_RIDE);
        assertThat(city.journal(ride)).containsExactly(CallOpened.class);
    }

    @Test
    void a_driver_whom_the_unique_key_binds_elsewhere_is_already_on_a_ride() {
        RideId elsewhere = RideId.next();
        Order order = new Order(elsewhere, Calls.RIDER, Calls.PICKUP, Calls.DROPOFF, 1, PaymentMethod.CARD, Calls.NOON);
        Assignment hers = new Assignment(mary, TaxiId.next(), "4A11", 1, Calls.NOON, Calls.NOON);
        city.tables.commits.beforeNextCommit(() -> city.tables.rides.insert(
                elsewhere, new Found(new Ride.Accepted(order, hers, false, null), 2, 1, 1, Calls.NOON)));
        refused(city.command(new AcceptCall(ride, mary)), Refusal.DRIVER_ALREADY_ON_RIDE);
    }

    @Test
    void repeated_after_the_ride_moved_on_it_is_answered_as_the_first_time() {
        CommandId id = CommandId.next();
        Reply<DriverRide> first = city.command(id, new AcceptCall(ride, mary));
        done(city.command(new Arrive(ride, mary)));
        assertThat(city.command(id, new AcceptCall(ride, mary))).isEqualTo(Reply.replayed(done(first)));

        done(city.command(new GiveBack(ride, mary, "flat tire")));
        assertThat(city.command(id, new AcceptCall(ride, mary)))
                .as("also where it would be refused now")
                .isEqualTo(Reply.replayed(done(first)));
    }

    @Test
    void accepting_again_is_harmless_and_its_answer_is_kept_too() {
        done(city.command(new AcceptCall(ride, mary)));
        CommandId again = CommandId.next();
        Reply<DriverRide> second = city.command(again, new AcceptCall(ride, mary));
        assertThat(second).isEqualTo(Reply.done(done(second)));
        done(city.command(new Arrive(ride, mary)));
        assertThat(city.command(again, new AcceptCall(ride, mary))).isEqualTo(Reply.replayed(done(second)));
    }

    @Test
    void a_key_is_for_one_request() {
        RideId second = city.call();
        CommandId id = CommandId.next();
        done(city.command(id, new AcceptCall(ride, mary)));
        refused(city.command(id, new AcceptCall(second, mary)), Refusal.IDEMPOTENCY_KEY_REUSED);
        refused(city.command(id, new AcceptOffer(OfferId.next(), mary)), Refusal.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void a_refusal_is_not_kept() {
        DriverId ann = DriverId.next();
        CommandId id = CommandId.next();
        refused(city.command(id, new AcceptCall(ride, ann)), Refusal.NOT_FOUND);
        city.tables.onDuty(ann);
        assertThat(done(city.command(id, new AcceptCall(ride, ann))).driver()).isEqualTo(ann);
    }

    @Test
    void an_offer_is_its_own_drivers_and_can_be_answered_for_15_seconds() {
        StoredOffer offer = city.offer(ride, mary);
        refused(city.command(new AcceptOffer(offer.id(), joe)), Refusal.NOT_FOUND);
        refused(city.command(new AcceptOffer(OfferId.next(), mary)), Refusal.NOT_FOUND);
        city.clock.becomes(15);
        refused(city.command(new AcceptOffer(offer.id(), mary)), Refusal.OFFER_CLOSED);
    }

    @Test
    void off_duty_nobody_takes_a_call() {
        DriverId ann = DriverId.next();
        city.tables.offDuty(ann);
        refused(city.command(new AcceptCall(ride, ann)), Refusal.DRIVER_OFF_DUTY);
        refused(city.command(new AcceptCall(RideId.next(), mary)), Refusal.NOT_FOUND);
    }
}
