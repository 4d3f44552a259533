package io.tanda.payment.charge.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeCaptured;
import io.tanda.contract.payment.PaymentEvent.ChargeDeclined;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.contract.payment.PaymentEvent.ChargeUnknown;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Decision.Accepted;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

public final class ChargeDeciderTest {
    private static final ChargeInput DEMANDED = Given.demanded(Given.CLAIM);
    private static final ChargeInput DUE = new ChargeInput.Due(Phase.CALLED);
    private static final GatewayAnswer CAPTURED = new GatewayAnswer.Captured("gw-1");
    private static final GatewayAnswer DECLINED = new GatewayAnswer.Declined("insufficient_funds");
    private static final GatewayAnswer SILENCE = new GatewayAnswer.NoAnswer("nothing within 610 ms");
    private static final GatewayAnswer NOT_CALLED = new GatewayAnswer.NotCalled("the breaker is open");

    @Test
    void a_ride_that_is_over_is_attempted_before_the_gateway_is_called() {
        assertThat(decide(new Charge.None(), DEMANDED))
                .isEqualTo(new Accepted(
                        List.of(new ChargeAttempted(
                                Given.CLAIM.charge(),
                                Given.CLAIM.ride(),
                                Given.CLAIM.rider(),
                                Given.CLAIM.purpose(),
                                Given.CLAIM.amount(),
                                1,
                                Given.NOON)),
                        new Next.Call(ChargeDecider.FIRST_DEADLINE)));
    }

    @Test
    void asking_twice_charges_once_whatever_became_of_it() {
        for (Charge charge :
                List.of(Given.pending(), Given.unknown(1), Given.declined(1), Given.captured(), Given.owed()))
            assertThat(decide(charge, DEMANDED)).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void the_amount_of_a_charge_never_changes() {
        assertThat(decide(Given.pending(), Given.demanded(Given.claim(1_251)))).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void a_capture_ends_it() {
        Accepted accepted = accepted(Given.pending(), answer(1, CAPTURED));
        assertThat(accepted.events()).singleElement().isInstanceOf(ChargeCaptured.class);
        assertThat(accepted.next()).isEqualTo(new Next.Rest());
    }

    @Test
    void silence_is_unknown_and_never_a_decline() {
        Accepted accepted = accepted(Given.pending(), answer(1, SILENCE));
        assertThat(accepted.events())
                .containsExactly(new ChargeUnknown(Given.CLAIM.charge(), Given.CLAIM.ride(), 1, Given.NOON));
        assertThat(accepted.next()).isEqualTo(new Next.Wait(Duration.ofSeconds(1), 1));
    }

    @Test
    void more_silence_is_no_news_and_makes_the_pauses_grow_to_thirty_seconds() {
        Charge.Unknown unknown = Given.unknown(1);
        for (int seconds : List.of(5, 30, 30, 30)) {
            Accepted accepted = accepted(unknown, answer(1, SILENCE));
            assertThat(accepted.events()).isEmpty();
            assertThat(accepted.next()).isEqualTo(new Next.Wait(Duration.ofSeconds(seconds), unknown.tries() + 1));
            unknown = (Charge.Unknown) Change.of(unknown, accepted, null).after();
        }
    }

    @Test
    void what_is_unknown_is_asked_about_with_the_same_key() {
        assertThat(accepted(Given.unknown(3), DUE).next()).isEqualTo(new Next.AskAgain());
        assertThat(accepted(Given.pending(), DUE).next()).isEqualTo(new Next.AskAgain());
    }

    @Test
    void an_open_breaker_leaves_it_pending_and_makes_the_pauses_grow() {
        Charge.Pending pending = Given.pending();
        for (int seconds : List.of(2, 5, 30, 30)) {
            Accepted accepted = accepted(pending, answer(1, NOT_CALLED));
            assertThat(accepted.events()).isEmpty();
            assertThat(accepted.next()).isEqualTo(new Next.Wait(Duration.ofSeconds(seconds), pending.tries() + 1));
            pending = (Charge.Pending) Change.of(pending, accepted, null).after();
        }
        assertThat(pending.version()).isEqualTo(Given.pending().version());
    }

    @Test
    void an_open_breaker_is_no_news_of_what_is_unknown() {
        Accepted accepted = accepted(Given.unknown(3), answer(1, NOT_CALLED));
        assertThat(Change.of(Given.unknown(3), accepted, null).after()).isEqualTo(Given.unknown(4));
    }

    @Test
    void a_decline_is_followed_by_an_attempt_with_a_new_key_three_quarters_of_a_minute_later() {
        Accepted decline = accepted(Given.unknown(2), answer(1, DECLINED));
        assertThat(decline.events())
                .containsExactly(new ChargeDeclined(
                        Given.CLAIM.charge(), Given.CLAIM.ride(), 1, "insufficient_funds", Given.NOON));
        assertThat(decline.next()).isEqualTo(new Next.Wait(Duration.ofSeconds(45), 0));

        Charge.Made declined = Change.of(Given.unknown(2), decline, null).after();
        Charge.Made again = Change.of(declined, accepted(declined, DUE), null).after();
        assertThat(again).isInstanceOf(Charge.Pending.class);
        assertThat(Gateway.key(again)).isEqualTo("pay:01900000-0000-7000-8000-000000000001:fare:2");
    }

    @Test
    void the_fifth_decline_makes_it_owed() {
        Charge.Pending fifth = new Charge.Pending(Given.CLAIM, 9, 5, 0, Given.NOON);
        Accepted accepted = accepted(fifth, answer(5, DECLINED));
        assertThat(accepted.events()).hasExactlyElementsOfTypes(ChargeDeclined.class, ChargeOwed.class);
        assertThat(accepted.next()).isEqualTo(new Next.Rest());
        assertThat(Change.of(fifth, accepted, null).after()).isInstanceOf(Charge.Owed.class);
    }

    @Test
    void a_late_answer_about_a_declined_attempt_changes_nothing() {
        Charge.Pending second = new Charge.Pending(Given.CLAIM, 3, 2, 0, Given.NOON);
        assertThat(decide(second, answer(1, DECLINED))).isEqualTo(new Decision.Unchanged());
        assertThat(decide(second, answer(1, SILENCE))).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void the_same_capture_told_twice_is_captured_once() {
        assertThat(decide(Given.captured(), answer(1, CAPTURED))).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void a_gateway_that_contradicts_itself_is_not_followed() {
        assertThatThrownBy(() -> decide(Given.captured(), answer(1, DECLINED)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> decide(Given.captured(), answer(1, new GatewayAnswer.Captured("gw-2"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> decide(new Charge.Pending(Given.CLAIM, 3, 2, 0, Given.NOON), answer(1, CAPTURED)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_answer_about_something_else_pays_nothing_and_is_a_persons_case() {
        GatewayAnswer other = new GatewayAnswer.Different("asked for 1250 USD; said 1 USD");
        for (Charge.Made asking : List.of(Given.pending(), Given.unknown(3))) {
            Accepted accepted = accepted(asking, answer(1, other));
            assertThat(accepted.events())
                    .containsExactly(new ChargeOwed(
                            Given.CLAIM.charge(),
                            Given.CLAIM.ride(),
                            Given.CLAIM.rider(),
                            Given.CLAIM.amount(),
                            "other_answer",
                            "asked for 1250 USD; said 1 USD",
                            Given.NOON));
            assertThat(accepted.next()).as("nothing is asked for by itself").isEqualTo(new Next.Rest());
            Charge.Owed owed = (Charge.Owed) Change.of(asking, accepted, null).after();
            assertThat(owed.open()).as("it may have been taken").isTrue();
            assertThat(owed.view().review()).contains("not what it was asked for");
            assertThat(decide(owed, answer(1, other))).isEqualTo(new Decision.Unchanged());
            assertThat(decide(owed, new ChargeInput.Retried(PaymentMethod.CARD)))
                    .as("no new attempt while it may have been taken")
                    .isInstanceOf(Decision.Refused.class);
            assertThat(accepted(owed, answer(1, CAPTURED)).events())
                    .singleElement()
                    .isInstanceOf(ChargeCaptured.class);
        }
        assertThat(accepted(Given.tendered(true, 0), answer(1, other)).next()).isInstanceOf(Next.Rest.class);
        for (Charge.Made over : List.of(Given.captured(), Given.declined(1), Given.owed(), Given.tendered(false, 0)))
            assertThatThrownBy(() -> decide(over, answer(over.attempt(), other)))
                    .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_is_called_with_for_five_sixths_of_its_life_and_looked_up_to_its_end() {
        KeyLifetime day = new KeyLifetime(Duration.ofHours(24));
        assertThat(day.at(Duration.ZERO)).isEqualTo(Phase.CALLED);
        assertThat(day.at(Duration.ofHours(20).minusMillis(1))).isEqualTo(Phase.CALLED);
        assertThat(day.at(Duration.ofHours(20))).isEqualTo(Phase.LOOKED_UP);
        assertThat(day.at(Duration.ofHours(24).minusMillis(1))).isEqualTo(Phase.LOOKED_UP);
        assertThat(day.at(Duration.ofHours(24))).isEqualTo(Phase.OVER);
    }

    @Test
    void a_key_that_may_be_forgotten_is_looked_up_and_never_called_with() {
        for (Charge.Made asking : List.of(Given.pending(), Given.unknown(900)))
            for (Phase old : List.of(Phase.LOOKED_UP, Phase.OVER)) {
                assertThat(accepted(asking, new ChargeInput.Due(old)).next()).isEqualTo(new Next.LookUp());
                assertThat(accepted(asking, new ChargeInput.Answered(1, CAPTURED, old))
                                .events())
                        .singleElement()
                        .isInstanceOf(ChargeCaptured.class);
                assertThat(accepted(asking, new ChargeInput.Answered(1, DECLINED, old))
                                .events())
                        .singleElement()
                        .isInstanceOf(ChargeDeclined.class);
                isAPersonsCase(asking, new ChargeInput.Answered(1, new GatewayAnswer.NeverSeen(), old), "no_answer");
            }
    }

    @Test
    void a_gateway_that_is_silent_about_an_old_key_is_asked_a_few_times_and_then_a_person_is() {
        for (Charge.Made asking : List.of(Given.pending(), Given.unknown(900)))
            for (GatewayAnswer vain : List.of(SILENCE, NOT_CALLED)) {
                Accepted again = accepted(asking, new ChargeInput.Answered(1, vain, Phase.LOOKED_UP));
                assertThat(again.events()).isEmpty();
                assertThat(((Next.Wait) again.next()).pause()).isEqualTo(ChargeDecider.LOOK_UP_AGAIN);
                isAPersonsCase(asking, new ChargeInput.Answered(1, vain, Phase.OVER), "no_answer");
            }
    }

    @Test
    void what_the_gateway_does_not_understand_is_a_persons_case_at_once() {
        GatewayAnswer not = new GatewayAnswer.NotUnderstood("asked for 1250 USD; said: HTTP 422");
        for (Charge.Made asking : List.of(Given.pending(), Given.unknown(1)))
            isAPersonsCase(asking, answer(1, not), "not_understood");
        for (Charge.Made other :
                List.of(Given.captured(), Given.declined(1), Given.owedUnanswered(), Given.tendered(true, 0)))
            assertThat(decide(other, answer(other.attempt(), not))).isEqualTo(new Decision.Unchanged());
    }

    private static void isAPersonsCase(Charge.Made asking, ChargeInput input, String code) {
        Accepted accepted = accepted(asking, input);
        assertThat(accepted.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        ChargeOwed.class, owed -> assertThat(owed.code()).isEqualTo(code));
        assertThat(accepted.next()).isEqualTo(new Next.Rest());
        assertThat(Change.of(asking, accepted, null).after()).isInstanceOfSatisfying(Charge.Owed.class, owed -> {
            assertThat(owed.open()).isTrue();
            assertThat(owed.view().review()).isNotNull();
        });
    }

    @Test
    void an_event_that_contradicts_the_state_is_a_bug() {
        ChargeEvent captured = new ChargeCaptured(
                Given.CLAIM.charge(),
                Given.CLAIM.ride(),
                Given.CLAIM.rider(),
                Given.CLAIM.purpose(),
                Given.CLAIM.amount(),
                "gw-1",
                Given.NOON);
        assertThatThrownBy(() -> Given.owed().evolve(captured)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Charge.None().evolve(captured)).isInstanceOf(IllegalStateException.class);
    }

    private static ChargeInput answer(int attempt, GatewayAnswer answer) {
        return new ChargeInput.Answered(attempt, answer);
    }

    private static Decision decide(Charge charge, ChargeInput input) {
        return ChargeDecider.decide(charge, input, Given.NOON);
    }

    private static Accepted accepted(Charge charge, ChargeInput input) {
        return (Accepted) decide(charge, input);
    }
}
