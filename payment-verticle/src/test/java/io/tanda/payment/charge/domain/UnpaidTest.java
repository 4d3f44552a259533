package io.tanda.payment.charge.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeCaptured;
import io.tanda.contract.payment.PaymentEvent.ChargeOverpaid;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.contract.payment.PaymentEvent.ChargeTendered;
import io.tanda.contract.payment.PaymentEvent.ChargeWrittenOff;
import io.tanda.contract.payment.PaymentEvent.TenderAwaited;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Decision.Accepted;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A8: what people do about a fare that is not paid. */
@Tag("A8")
class UnpaidTest {
    private static final ChargeInput DUE = new ChargeInput.Due(Phase.CALLED);
    private static final ChargeInput GIVEN_UP = new ChargeInput.GivenUp();
    private static final ChargeInput CASH = new ChargeInput.Tendered(PaymentMethod.CASH);
    private static final ChargeInput CARD_AGAIN = new ChargeInput.Retried(PaymentMethod.CARD);
    private static final ChargeInput IN_CAR = new ChargeInput.Retried(PaymentMethod.TERMINAL);
    private static final ChargeInput COLLECTED = new ChargeInput.Collected(PaymentMethod.CASH, "brought here");
    private static final ChargeInput WRITTEN_OFF = new ChargeInput.WrittenOff("not worth a letter");
    private static final GatewayAnswer CAPTURED = new GatewayAnswer.Captured("gw-1");

    @Test
    void a_fare_to_be_paid_in_the_car_asks_no_gateway_and_is_owed_in_the_end() {
        Accepted asked = accepted(new Charge.None(), new ChargeInput.Demanded(Given.CLAIM, PaymentMethod.CASH));
        assertThat(asked.events()).singleElement().isInstanceOf(TenderAwaited.class);
        assertThat(asked.next()).isEqualTo(new Next.Wait(ChargeDecider.IN_CAR, 0));
        Charge awaited = after(new Charge.None(), new ChargeInput.Demanded(Given.CLAIM, PaymentMethod.CASH));
        assertThat(awaited).isEqualTo(Given.awaited());
        for (ChargeInput end : List.of(DUE, GIVEN_UP))
            assertThat(accepted(awaited, end).events()).singleElement().isInstanceOf(ChargeOwed.class);
    }

    @Test
    @Tag("R12")
    void a_fare_that_somebody_looks_at_is_owed_at_once_and_nothing_is_charged() {
        Accepted withheld = accepted(new Charge.None(), new ChargeInput.Withheld(Given.CLAIM));
        assertThat(withheld.events()).singleElement().isInstanceOf(ChargeOwed.class);
        assertThat(withheld.next()).isEqualTo(new Next.Rest());
        Charge owed = after(new Charge.None(), new ChargeInput.Withheld(Given.CLAIM));
        assertThat(after(owed, WRITTEN_OFF)).isInstanceOf(Charge.WrittenOff.class);
        assertThat(Gateway.key(after(owed, CARD_AGAIN))).endsWith(":fare:1");
    }

    @Test
    void the_drivers_word_is_taken_whatever_the_gateway_is_at() {
        for (Charge due : List.of(Given.awaited(), Given.declined(1), Given.pending(), Given.unknown(2), Given.owed()))
            assertThat(after(due, CASH))
                    .as("%s", due)
                    .isInstanceOfSatisfying(
                            Charge.Tendered.class,
                            paid -> assertThat(paid.method()).isEqualTo(PaymentMethod.CASH));
    }

    @Test
    void who_gave_cash_after_all_although_the_card_was_charged_is_given_something_back() {
        assertThat(accepted(Given.captured(), CASH).events()).singleElement().isInstanceOf(ChargeOverpaid.class);
    }

    @Test
    void an_attempt_under_way_when_cash_was_given_is_asked_about_and_never_made_again() {
        Charge paid = after(Given.unknown(2), CASH);
        assertThat(accepted(Given.unknown(2), CASH).next()).isEqualTo(new Next.Wait(Duration.ofSeconds(1), 1));
        assertThat(accepted(paid, DUE).next()).isEqualTo(new Next.LookUp());
        assertThat(accepted(paid, answer(1, CAPTURED)).events())
                .singleElement()
                .isInstanceOfSatisfying(ChargeOverpaid.class, twice -> {
                    assertThat(twice.method()).isEqualTo(PaymentMethod.CASH);
                    assertThat(twice.gatewayReference()).isEqualTo("gw-1");
                });
        assertThat(accepted(paid, answer(1, new GatewayAnswer.Declined("no_money")))
                        .next())
                .isEqualTo(new Next.Close());
    }

    @Test
    void a_key_that_the_gateway_has_not_seen_for_a_minute_was_never_used() {
        ChargeInput neverSeen = answer(1, new GatewayAnswer.NeverSeen());
        assertThat(accepted(Given.tendered(true, 0), neverSeen).next()).isInstanceOf(Next.Wait.class);
        Charge.Tendered sure = Given.tendered(true, ChargeDecider.SURE_TRIES - 1);
        assertThat(accepted(sure, neverSeen).next()).isEqualTo(new Next.Close());
        assertThat(after(sure, neverSeen))
                .isInstanceOfSatisfying(
                        Charge.Tendered.class, paid -> assertThat(paid.open()).isFalse());
    }

    @Test
    void a_gateway_that_never_answers_is_not_asked_for_ever() {
        ChargeInput end = new ChargeInput.Answered(1, new GatewayAnswer.NoAnswer("silence"), Phase.OVER);
        assertThat(accepted(Given.unknown(900), end).events()).singleElement().isInstanceOf(ChargeOwed.class);
        Charge owed = after(Given.unknown(900), end);
        assertThat(owed)
                .isInstanceOfSatisfying(
                        Charge.Owed.class, it -> assertThat(it.open()).isTrue());
        assertThat(decide(owed, CARD_AGAIN)).as("the card may be charged").isInstanceOf(Decision.Refused.class);
        assertThat(accepted(owed, answer(1, CAPTURED)).events()).singleElement().isInstanceOf(ChargeCaptured.class);
    }

    @Test
    void the_rider_tries_the_card_again_with_a_new_key() {
        for (Charge due : List.of(Given.declined(1), Given.owed(), Given.awaited())) {
            Charge.Made again = after(due, CARD_AGAIN);
            assertThat(accepted(due, CARD_AGAIN).events()).singleElement().isInstanceOf(ChargeAttempted.class);
            assertThat(Gateway.key(again)).endsWith(":fare:" + (((Charge.Made) due).attempt() + 1));
        }
        assertThat(decide(Given.unknown(1), CARD_AGAIN)).isEqualTo(new Decision.Unchanged());
        assertThat(decide(Given.declined(ChargeDecider.MOST_ATTEMPTS), CARD_AGAIN))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void the_rider_means_to_pay_in_the_car_and_the_gateway_is_asked_no_more() {
        for (Charge due : List.of(Given.declined(1), Given.owed())) {
            assertThat(accepted(due, IN_CAR).events()).singleElement().isInstanceOf(TenderAwaited.class);
            assertThat(after(due, IN_CAR)).isInstanceOf(Charge.Awaited.class);
        }
        assertThat(decide(Given.pending(), IN_CAR)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void an_operator_collects_or_forgives_what_is_due() {
        for (Charge due : List.of(Given.owed(), Given.declined(1), Given.awaited(), Given.unknown(3))) {
            assertThat(accepted(due, COLLECTED).events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ChargeTendered.class,
                            paid -> assertThat(paid.reason()).isEqualTo("brought here"));
            assertThat(accepted(due, WRITTEN_OFF).events()).singleElement().isInstanceOf(ChargeWrittenOff.class);
        }
        assertThat(accepted(Given.writtenOff(true, 1), answer(ChargeDecider.MAX_ATTEMPTS, CAPTURED))
                        .events())
                .singleElement()
                .isInstanceOf(ChargeOverpaid.class);
    }

    @Test
    void nobody_pays_or_forgives_what_is_settled() {
        for (Charge settled :
                List.of(Given.captured(), Given.tendered(false, 0), Given.writtenOff(false, 0), Given.overpaid()))
            for (ChargeInput people : List.of(CARD_AGAIN, IN_CAR, COLLECTED, WRITTEN_OFF))
                assertThat(decide(settled, people)).as("%s %s", settled, people).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void who_gives_up_waiting_leaves_an_attempt_under_way_to_itself() {
        assertThat(accepted(Given.declined(2), GIVEN_UP).events())
                .singleElement()
                .isInstanceOf(ChargeOwed.class);
        for (Charge goesOn : List.of(Given.pending(), Given.unknown(1), Given.captured(), Given.tendered(false, 0)))
            assertThat(decide(goesOn, GIVEN_UP)).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void a_person_who_finds_that_it_was_taken_ends_the_doubt() {
        ChargeInput taken = new ChargeInput.FoundTaken("gw-9", "it is on their statement");
        assertThat(after(Given.owedUnanswered(), taken))
                .isInstanceOfSatisfying(
                        Charge.Captured.class,
                        paid -> assertThat(paid.gatewayReference()).isEqualTo("gw-9"));
        for (Charge.Made paid : List.of(Given.tendered(true, 2), Given.writtenOff(true, 2)))
            assertThat(after(paid, taken)).isInstanceOf(Charge.Overpaid.class);
    }

    @Test
    void a_person_who_finds_that_nothing_was_taken_has_it_charged_with_a_new_key() {
        ChargeInput not = new ChargeInput.FoundNotTaken("they know nothing of it");
        Accepted again = accepted(Given.owedUnanswered(), not);
        assertThat(again.next()).isInstanceOf(Next.Call.class);
        assertThat(Gateway.key(after(Given.owedUnanswered(), not))).endsWith(":fare:2");
        for (Charge.Made paid : List.of(Given.tendered(true, 2), Given.writtenOff(true, 2))) {
            assertThat(accepted(paid, not).next()).isEqualTo(new Next.Close());
            assertThat(after(paid, not).open()).isFalse();
        }
        Charge.Owed last = new Charge.Owed(Given.CLAIM, 3, ChargeDecider.MOST_ATTEMPTS, "no_answer", true, Given.NOON);
        assertThat(accepted(last, not).next()).as("no more attempts").isEqualTo(new Next.Close());
    }

    @Test
    void nobody_decides_what_is_not_in_doubt_or_still_being_asked() {
        for (Charge.Made known : List.of(
                Given.pending(),
                Given.unknown(3),
                Given.declined(1),
                Given.captured(),
                Given.owed(),
                Given.awaited(),
                Given.tendered(false, 0),
                Given.writtenOff(false, 0),
                Given.overpaid()))
            for (ChargeInput found :
                    List.of(new ChargeInput.FoundTaken("gw-9", "seen"), new ChargeInput.FoundNotTaken("not seen")))
                assertThat(decide(known, found)).as("%s %s", known, found).isInstanceOf(Decision.Refused.class);
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

    private static Charge.Made after(Charge charge, ChargeInput input) {
        return Change.of(charge, accepted(charge, input), null).after();
    }
}
