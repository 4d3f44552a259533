package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.AcceptOffer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeclineOfferTest {
    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(100);
    private final DriverId joe = city.taxi(200);
    private final DriverId ann = city.taxi(900);
    private final RideId ride = city.call();
    private final StoredOffer toMary = city.offer(ride, mary);

    @Test
    void the_next_taxi_is_asked_at_once() {
        assertThat(city.asked(ride)).containsExactly(mary, joe);
        Offer declined = done(city.decline(CommandId.next(), toMary, mary));
        assertThat(declined.status()).isEqualTo(Offer.Status.DECLINED);
        assertThat(city.asked(ride)).containsExactly(mary, joe, ann);
        assertThat(city.counted("tanda.dispatch.offers", "declined")).isEqualTo(1);
        refused(city.command(new AcceptOffer(toMary.id(), mary)), Refusal.OFFER_CLOSED);
    }

    @Test
    void asking_again_is_harmless_and_asks_nobody_else() {
        CommandId id = CommandId.next();
        Offer declined = done(city.decline(id, toMary, mary));
        assertThat(city.decline(id, toMary, mary)).isEqualTo(Reply.replayed(declined));
        CommandId another = CommandId.next();
        assertThat(city.decline(another, toMary, mary)).isEqualTo(Reply.done(declined));
        assertThat(city.decline(another, toMary, mary)).isEqualTo(Reply.replayed(declined));
        assertThat(city.asked(ride)).hasSize(3);
    }

    @Test
    void an_offer_that_is_over_can_no_longer_be_declined() {
        done(city.command(new AcceptCall(ride, joe)));
        refused(city.decline(CommandId.next(), toMary, mary), Refusal.OFFER_CLOSED);
    }

    @Test
    void an_offer_that_ended_between_the_look_and_the_commit_is_over() {
        FakeCity other = city.other();
        city.tables.commits.beforeNextCommit(() -> done(other.command(new AcceptCall(ride, joe))));
        refused(city.decline(CommandId.next(), toMary, mary), Refusal.OFFER_CLOSED);
    }

    @Test
    void an_offer_is_its_own_drivers_and_a_key_is_for_one_request() {
        refused(city.decline(CommandId.next(), toMary, joe), Refusal.NOT_FOUND);
        CommandId id = CommandId.next();
        done(city.decline(id, toMary, mary));
        refused(city.decline(id, city.offer(ride, joe), joe), Refusal.IDEMPOTENCY_KEY_REUSED);
    }
}
