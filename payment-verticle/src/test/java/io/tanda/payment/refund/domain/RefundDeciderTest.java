package io.tanda.payment.refund.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.PaymentEvent.RefundAsked;
import io.tanda.contract.payment.PaymentEvent.RefundDisputed;
import io.tanda.contract.payment.PaymentEvent.RefundMade;
import io.tanda.contract.payment.PaymentEvent.RefundRefused;
import io.tanda.contract.payment.RefundList;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import io.tanda.payment.ledger.domain.RefundSource;
import io.tanda.payment.ledger.domain.Shares;
import io.tanda.payment.refund.domain.Decision.Accepted;
import io.tanda.payment.refund.domain.Decision.Next;
import io.tanda.payment.refund.domain.Decision.Unchanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of giving back. The charge is of 1,250 cents. */
class RefundDeciderTest {
    private static final String WHY = "the taxi was cold";
    private static final Phase FRESH = Phase.CALLED;

    @Test
    void all_of_it_is_given_back_where_nothing_is_said() {
        Accepted accepted = accepted(ask(Given.captured(), List.of(), null));
        assertThat(accepted.after().order().amount()).isEqualTo(Money.usd(1_250));
        assertThat(accepted.after().order().captured()).isEqualTo("gw-1");
        assertThat(accepted.events()).singleElement().isInstanceOf(RefundAsked.class);
        assertThat(accepted.next()).isEqualTo(new Next.AskIn(RefundDecider.FIRST_DEADLINE));
    }

    @Test
    void parts_are_given_back_until_nothing_is_left() {
        Refund first = accepted(ask(Given.captured(), List.of(), 1_000L)).after();
        refused(ask(Given.captured(), List.of(first), 251L), Refusal.INVALID, "from 1 to 250 minor units");
        Refund second = accepted(ask(Given.captured(), List.of(first), null)).after();
        assertThat(second.order().amount()).isEqualTo(Money.usd(250));
        assertThat(second.order().number()).isEqualTo(2);
        refused(ask(Given.captured(), List.of(first, second), 1L), Refusal.STEP_NOT_ALLOWED, "all of it");
    }

    @Test
    void what_is_given_back_was_the_drivers_and_the_companys_as_they_divided_it() {
        DriverId driver = DriverId.next();
        Shares shares = new Shares(driver, 251);
        List<Refund> refunds = new ArrayList<>();
        long commission = 0;
        for (long part : List.of(7L, 333L, 1L, 909L)) {
            Refund refund =
                    accepted(ask(Given.captured(), refunds, shares, part)).after();
            assertThat(refund.order().source())
                    .isInstanceOfSatisfying(
                            RefundSource.Fare.class,
                            fare -> assertThat(fare.driver()).isEqualTo(driver));
            commission += ((RefundSource.Fare) refund.order().source()).commission();
            refunds.add(refund);
        }
        assertThat(commission).as("all of it, to the last cent").isEqualTo(251);
    }

    @Test
    void what_was_paid_twice_is_the_riders_and_what_was_before_the_ledger_is_nobodys() {
        Shares shares = new Shares(DriverId.next(), 250);
        assertThat(accepted(ask(Given.overpaid(), List.of(), shares, null))
                        .after()
                        .order()
                        .source())
                .isEqualTo(new RefundSource.Credit());
        assertThat(accepted(ask(Given.captured(), List.of(), null))
                        .after()
                        .order()
                        .source())
                .isEqualTo(new RefundSource.Before());
    }

    @Test
    void what_nobody_knows_of_counts_and_what_was_refused_does_not() {
        Refund asked = accepted(ask(Given.captured(), List.of(), null)).after();
        refused(ask(Given.captured(), List.of(asked), 1L), Refusal.STEP_NOT_ALLOWED, "all of it");
        Refund no = accepted(answered(asked, new RefundAnswer.Refused("card_closed")))
                .after();
        Refund anew = accepted(ask(Given.captured(), List.of(no), null)).after();
        assertThat(anew.order().amount()).isEqualTo(Money.usd(1_250));
        assertThat(anew.order().refund()).isNotEqualTo(no.order().refund());
    }

    @Test
    void only_what_the_gateway_took_is_given_back_by_it() {
        for (Charge.Made charge : List.of(
                Given.pending(),
                Given.unknown(1),
                Given.declined(1),
                Given.owed(),
                Given.awaited(),
                Given.writtenOff(false, 0)))
            refused(ask(charge, List.of(), null), Refusal.STEP_NOT_ALLOWED, "nothing was taken");
        refused(ask(Given.tendered(false, 0), List.of(), null), Refusal.STEP_NOT_ALLOWED, "in the car");
        assertThat(accepted(ask(Given.overpaid(), List.of(), null))
                        .after()
                        .order()
                        .captured())
                .isEqualTo("gw-1");
    }

    @Test
    void an_amount_is_more_than_nothing_and_in_the_currency_that_was_taken() {
        refused(ask(Given.captured(), List.of(), 0L), Refusal.INVALID, "from 1 to 1250");
        refused(
                RefundDecider.ask(
                        Given.captured(), List.of(), null, new Money(100, "KRW"), WHY, RefundId.next(), Given.NOON),
                Refusal.INVALID,
                "USD");
    }

    @Test
    void parts_are_not_without_number() {
        Refund part = accepted(answered(
                        accepted(ask(Given.captured(), List.of(), 1L)).after(), new RefundAnswer.Refused("no")))
                .after();
        List<Refund> many = new ArrayList<>(Collections.nCopies(RefundList.MOST - 1, part));
        accepted(ask(Given.captured(), many, 1L));
        many.add(part);
        refused(ask(Given.captured(), many, 1L), Refusal.STEP_NOT_ALLOWED, "20 parts");
    }

    @Test
    void what_the_gateway_says_ends_it_and_is_heard_once() {
        Refund asked = accepted(ask(Given.captured(), List.of(), null)).after();
        Accepted made = accepted(answered(asked, new RefundAnswer.Made("re-1")));
        assertThat(made.events()).singleElement().isInstanceOf(RefundMade.class);
        assertThat(made.next()).isEqualTo(new Next.Rest());
        assertThat(answered(made.after(), new RefundAnswer.Made("re-1"))).isEqualTo(new Unchanged());
        assertThat(answered(made.after(), new RefundAnswer.NoAnswer("late"))).isEqualTo(new Unchanged());
        assertThatThrownBy(() -> answered(made.after(), new RefundAnswer.Refused("no")))
                .isInstanceOf(IllegalStateException.class);

        Accepted refused = accepted(answered(asked, new RefundAnswer.Refused("card_closed")));
        assertThat(refused.events()).singleElement().isInstanceOf(RefundRefused.class);
        assertThatThrownBy(() -> answered(refused.after(), new RefundAnswer.Made("re-1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_not_known_is_asked_again_ever_more_seldom() {
        Refund asked = accepted(ask(Given.captured(), List.of(), null)).after();
        Duration before = Duration.ZERO;
        for (int i = 0; i < 8; i++) {
            Accepted accepted = accepted(answered(asked, new RefundAnswer.NoAnswer("silence")));
            Duration pause = ((Next.AskIn) accepted.next()).pause();
            assertThat(pause).isGreaterThanOrEqualTo(before);
            assertThat(accepted.events()).isEmpty();
            before = pause;
            asked = accepted.after();
        }
        assertThat(before).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_key_that_the_gateway_may_have_forgotten_is_not_called_with() {
        Refund.Asked asked =
                (Refund.Asked) accepted(ask(Given.captured(), List.of(), null)).after();
        assertThat(RefundDecider.mayBeCalled(asked, Phase.CALLED)).isTrue();
        assertThat(RefundDecider.mayBeCalled(asked, Phase.LOOKED_UP)).isFalse();
        Accepted accepted =
                accepted(RefundDecider.answered(asked, new RefundAnswer.NeverSeen(), Phase.LOOKED_UP, Given.NOON));
        assertThat(accepted.after()).isInstanceOf(Refund.Asked.class);
        assertThat(accepted.next()).isEqualTo(new Next.AskIn(RefundDecider.ONLY_ASKED_ABOUT));
    }

    @Test
    void an_answer_about_something_else_gives_nothing_back_and_is_asked_about_and_never_called_again() {
        Refund.Asked asked =
                (Refund.Asked) accepted(ask(Given.captured(), List.of(), null)).after();
        RefundAnswer other = new RefundAnswer.Different("asked for 1250 USD; said 1 USD");
        Accepted disputed = accepted(answered(asked, other));
        assertThat(disputed.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        RefundDisputed.class, e -> assertThat(e.detail()).contains("said 1 USD"));
        assertThat(disputed.next()).isEqualTo(new Next.AskIn(RefundDecider.ONLY_ASKED_ABOUT));
        Refund.Asked doubted = (Refund.Asked) disputed.after();
        assertThat(RefundDecider.mayBeCalled(doubted, FRESH)).isFalse();
        assertThat(doubted.view().code()).isEqualTo("other_answer");
        assertThat(doubted.counts()).isTrue();

        Accepted again = accepted(answered(doubted, other));
        assertThat(again.events()).as("it is on record").isEmpty();
        assertThat(again.next()).isEqualTo(new Next.AskIn(RefundDecider.ONLY_ASKED_ABOUT));
        assertThat(accepted(answered(doubted, new RefundAnswer.Made("re-1"))).after())
                .isInstanceOf(Refund.Made.class);
        assertThatThrownBy(() -> answered(
                        accepted(answered(asked, new RefundAnswer.Made("re-1"))).after(), other))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Decision ask(Charge.Made charge, List<Refund> before, @Nullable Long cents) {
        return ask(charge, before, null, cents);
    }

    private static Decision ask(
            Charge.Made charge, List<Refund> before, @Nullable Shares shares, @Nullable Long cents) {
        return RefundDecider.ask(
                charge, before, shares, cents == null ? null : Money.usd(cents), WHY, RefundId.next(), Given.NOON);
    }

    private static Decision answered(Refund refund, RefundAnswer answer) {
        return RefundDecider.answered(refund, answer, FRESH, Given.NOON);
    }

    private static Accepted accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Accepted.class);
        return (Accepted) decision;
    }

    private static void refused(Decision decision, Refusal refusal, String detail) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(refusal);
            assertThat(refused.detail()).contains(detail);
        });
    }
}
