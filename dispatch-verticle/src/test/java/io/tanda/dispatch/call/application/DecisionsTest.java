package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.CallDecision.Asked;
import io.tanda.contract.dispatch.CallDecision.Ended;
import io.tanda.contract.dispatch.CallDecision.Taxi;
import io.tanda.contract.dispatch.CallDecision.Why;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideCommand.GiveBack;
import io.tanda.dispatch.call.domain.Calls;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is written down of each batch of offers: whom somebody looked at, and why he was asked or was not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DecisionsTest {
    private final FakeCity city = new FakeCity();

    @Test
    void a_round_says_who_was_asked_in_which_order_and_why_others_were_not() {
        DriverId busy = city.taxi(100);
        DriverId first = city.taxi(200);
        DriverId second = city.taxi(300);
        DriverId third = city.taxi(400);
        DriverId far = city.taxi(2_000);
        city.tables.onRide(busy);
        RideId ride = city.call();

        Asked asked = (Asked) only(ride);
        assertThat(asked)
                .extracting(Asked::attempt, Asked::round, Asked::inPlace, Asked::radiusMeters, Asked::at)
                .containsExactly(1, 1, false, 1_500, Calls.NOON);
        assertThat(asked.taxis())
                .extracting(Taxi::driver, Taxi::meters, Taxi::why)
                .containsExactly(
                        tuple(busy, 100L, Why.NOT_AVAILABLE),
                        tuple(first, 200L, Why.ASKED),
                        tuple(second, 300L, Why.ASKED),
                        tuple(third, 400L, Why.ENOUGH_OTHERS),
                        tuple(far, 2_000L, Why.TOO_FAR));
        StoredOffer offer = city.offer(ride, first);
        assertThat(asked.taxis().get(1)).isEqualTo(new Taxi(first, 200, offer.pickupSeconds(), offer.id(), Why.ASKED));
        assertThat(asked.taxis().getFirst().offer()).isNull();
    }

    @Test
    void who_has_another_offer_comes_after_those_who_have_none() {
        DriverId mary = city.taxi(100);
        DriverId joe = city.taxi(200);
        city.call();
        DriverId ann = city.taxi(300);
        DriverId bob = city.taxi(400);
        assertThat(((Asked) only(city.call())).taxis())
                .extracting(Taxi::driver, Taxi::why)
                .containsExactly(
                        tuple(mary, Why.HAS_OTHER_OFFER),
                        tuple(joe, Why.HAS_OTHER_OFFER),
                        tuple(ann, Why.ASKED),
                        tuple(bob, Why.ASKED));
    }

    @Test
    void a_decline_is_written_down_with_who_is_asked_in_his_place() {
        DriverId mary = city.taxi(100);
        city.taxi(200);
        DriverId ann = city.taxi(300);
        RideId ride = city.call();
        city.clock.becomes(3);
        StoredOffer offer = city.offer(ride, mary);
        done(city.decline(CommandId.next(), offer, mary));

        List<CallDecision> decisions = city.tables.decisions(ride);
        assertThat(decisions).hasSize(3);
        assertThat(decisions.get(1)).isEqualTo(new CallDecision.Declined(1, offer.id(), mary, Calls.at(3)));
        Asked inPlace = (Asked) decisions.get(2);
        assertThat(inPlace.inPlace()).isTrue();
        assertThat(inPlace.taxis())
                .filteredOn(taxi -> taxi.why() == Why.ASKED)
                .extracting(Taxi::driver)
                .containsExactly(ann);
    }

    @Test
    void offers_that_nobody_answered_are_written_down_with_the_round_that_finds_it() {
        DriverId mary = city.taxi(100);
        RideId ride = city.call();
        city.clock.becomes(20);
        assertThat(city.tables.decisions(ride).stream().map(Asked.class::cast).flatMap(asked -> asked.ended().stream()))
                .containsExactly(new Ended(city.offer(ride, mary).id(), Offer.Status.EXPIRED));
    }

    @Test
    void rounds_that_find_nobody_are_written_down_until_they_reach_no_farther() {
        RideId ride = city.call();
        city.clock.becomes(60);
        assertThat(city.tables.decisions(ride))
                .extracting(decision -> ((Asked) decision).round())
                .isEqualTo(IntStream.rangeClosed(1, 8).boxed().toList());
        Asked last = (Asked) city.tables.decisions(ride).getLast();
        assertThat(last.radiusMeters()).isEqualTo(8_000);
        assertThat(last.taxis()).isEmpty();
    }

    @Test
    void of_a_crowd_the_nearest_are_named_and_the_others_counted() {
        List<DriverId> crowd =
                IntStream.range(0, 12).mapToObj(i -> city.taxi(10 + i)).toList();
        crowd.forEach(city.tables::onRide);
        DriverId mary = city.taxi(100);
        Asked asked = (Asked) only(city.call());
        assertThat(asked.taxis()).hasSize(Asked.MOST_OTHERS + 1);
        assertThat(asked.taxis().getLast().driver()).isEqualTo(mary);
        assertThat(asked.leftOut()).isEqualTo(12 - Asked.MOST_OTHERS);
    }

    @Test
    void a_call_that_is_given_back_is_asked_about_anew_as_the_next_attempt() {
        DriverId mary = city.taxi(100);
        city.taxi(200);
        RideId ride = city.call();
        done(city.command(new AcceptCall(ride, mary)));
        done(city.command(new GiveBack(ride, mary, "flat tire")));
        city.clock.becomes(5);
        assertThat(city.tables.decisions(ride))
                .extracting(decision -> ((Asked) decision).attempt(), CallDecision::version)
                .startsWith(tuple(1, 1), tuple(2, 3));
    }

    /** Rows are read for ever. */
    @Test
    void what_was_written_is_read() {
        assertThat(Wire.decode("""
                        {"decision":"asked","version":1,"attempt":1,"round":2,"inPlace":false,"radiusMeters":2400,"taxis":[\
                        {"driver":"0193a000-0000-7000-8000-000000000007","meters":412,"seconds":65,\
                        "offer":"0193a000-0000-7000-8000-000000000008","why":"asked"}],"leftOut":3,"ended":[\
                        {"offer":"0193a000-0000-7000-8000-000000000009","status":"expired"}],"at":"2026-11-28T09:03:12Z"}""", CallDecision.class)).isInstanceOfSatisfying(Asked.class, asked -> {
            assertThat(asked.taxis().getFirst().why()).isEqualTo(Why.ASKED);
            assertThat(asked.ended().getFirst().status()).isEqualTo(Offer.Status.EXPIRED);
        });
    }

    private CallDecision only(RideId ride) {
        List<CallDecision> decisions = city.tables.decisions(ride);
        assertThat(decisions).hasSize(1);
        return decisions.getFirst();
    }
}
