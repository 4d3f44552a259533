package io.tanda.payment.method.domain;

import static io.tanda.payment.method.domain.Wallets.NOON;
import static io.tanda.payment.method.domain.Wallets.RIDER;
import static io.tanda.payment.method.domain.Wallets.VISA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.bus.Refusal;
import io.tanda.payment.method.domain.Verification.Result;
import io.tanda.payment.method.domain.VerificationDecision.Accepted;
import io.tanda.payment.method.domain.VerificationDecision.Next;
import io.tanda.payment.method.domain.VerificationDecision.Unchanged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of finding out whether a method can be charged. */
class VerificationDeciderTest {
    private static final AuthorizationAnswer YES = new AuthorizationAnswer.Authorized("au-1", VISA);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Verification.Asked asked = Wallets.asked("tok_visa_4242");

    @Test
    @Tag("C1")
    void what_the_gateway_says_yes_to_is_registered_and_let_go_of() {
        Accepted accepted = accepted(VerificationDecider.answered(asked, YES, Wallet.empty(RIDER), NOON));
        assertThat(accepted.wallet()).isNotNull();
        assertThat(accepted.wallet().after().methods())
                .singleElement()
                .isEqualTo(new Method.AtGateway(
                        asked.registration().method(), asked.registration().kind(), asked.token(), VISA, NOON));
        Verification.Held held = (Verification.Held) accepted.after();
        assertThat(held.result()).isEqualTo(new Result.Registered());
        Accepted gone = VerificationDecider.letGo(held, new VoidAnswer.Voided(), FRESH, NOON);
        assertThat(gone.after()).isInstanceOf(Verification.Over.class);
        assertThat(gone.next()).isEqualTo(new Next.Rest());
    }

    @Test
    @Tag("C1")
    void what_is_declined_is_not_registered() {
        Accepted accepted = accepted(VerificationDecider.answered(
                asked, new AuthorizationAnswer.Declined("card_declined"), Wallet.empty(RIDER), NOON));
        assertThat(accepted.wallet()).isNull();
        assertThat(((Verification.Over) accepted.after()).result())
                .isEqualTo(new Result.NotRegistered("card_declined"));
    }

    @Test
    void silence_changes_nothing_for_who_waits() {
        for (AuthorizationAnswer answer : List.of(
                new AuthorizationAnswer.NoAnswer("nothing"),
                new AuthorizationAnswer.NotCalled("open"),
                new AuthorizationAnswer.NeverSeen()))
            assertThat(VerificationDecider.answered(asked, answer, Wallet.empty(RIDER), NOON))
                    .isInstanceOf(Unchanged.class);
    }

    @Test
    @Tag("C1")
    void a_yes_that_nobody_waits_for_registers_nothing_and_is_let_go_of() {
        Accepted accepted = accepted(VerificationDecider.answeredLate(asked, YES, FRESH, NOON));
        assertThat(accepted.wallet()).isNull();
        Verification.Held held = (Verification.Held) accepted.after();
        assertThat(held.authorization()).isEqualTo("au-1");
        assertThat(held.result()).isEqualTo(new Result.NotRegistered(Result.NO_ANSWER));
    }

    @Test
    void what_the_gateway_never_saw_is_looked_for_twice() {
        AuthorizationAnswer never = new AuthorizationAnswer.NeverSeen();
        Verification.Asked again =
                (Verification.Asked) accepted(VerificationDecider.answeredLate(asked, never, FRESH, NOON))
                        .after();
        assertThat(again.tries()).isEqualTo(1);
        assertThat(accepted(VerificationDecider.answeredLate(again, never, FRESH, NOON))
                        .after())
                .isInstanceOf(Verification.Over.class);
    }

    @Test
    void what_somebody_else_registered_meanwhile_is_not_registered_twice_and_let_go_of() {
        Wallet other = Wallets.of(Wallets.card("tok_visa_4242"));
        Accepted accepted = accepted(VerificationDecider.answered(asked, YES, other, NOON));
        assertThat(accepted.wallet()).isNull();
        assertThat(((Verification.Held) accepted.after()).result())
                .isEqualTo(new Result.NotRegistered(Refusal.METHOD_REGISTERED_ALREADY.wireName()));
    }

    @Test
    void a_gateway_that_is_silent_is_told_again_to_let_go_for_a_week() {
        Verification.Held held = (Verification.Held) accepted(VerificationDecider.answeredLate(asked, YES, FRESH, NOON))
                .after();
        Accepted again = VerificationDecider.letGo(held, new VoidAnswer.NoAnswer("nothing"), FRESH, NOON);
        assertThat(again.after()).isInstanceOf(Verification.Held.class);
        assertThat(again.next()).isInstanceOf(Next.AskIn.class);
        assertThat(VerificationDecider.letGo(held, new VoidAnswer.NotCalled("open"), VerificationDecider.LONGEST, NOON)
                        .after())
                .isInstanceOf(Verification.Over.class);
    }

    @Test
    void what_was_let_go_of_before_is_over() {
        Verification.Held held = (Verification.Held) accepted(VerificationDecider.answeredLate(asked, YES, FRESH, NOON))
                .after();
        assertThat(VerificationDecider.letGo(held, new VoidAnswer.Refused("already_voided"), FRESH, NOON)
                        .after())
                .isInstanceOf(Verification.Over.class);
    }

    private static Accepted accepted(VerificationDecision decision) {
        if (decision instanceof Accepted accepted) return accepted;
        throw new AssertionError(decision);
    }
}
