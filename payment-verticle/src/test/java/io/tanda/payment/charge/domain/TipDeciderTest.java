package io.tanda.payment.charge.domain;

import static io.tanda.payment.charge.domain.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeDeclined;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Decision.Accepted;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.Decision.Refused;
import io.tanda.payment.charge.domain.Decision.Unchanged;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("C4")
class TipDeciderTest {
    private static final Money TIP = Money.usd(200);
    private static final Claim CLAIMED = new Claim(CLAIM.ride(), CLAIM.rider(), Purpose.TIP, TIP, CLAIM.method());

    @Test
    void it_is_a_charge_of_its_own_beside_a_fare_that_is_paid() {
        Decision decision = TipDecider.decide(captured(), new Charge.None(), TIP, NOON);
        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.events())
                    .containsExactly(new ChargeAttempted(
                            CLAIMED.charge(), CLAIM.ride(), CLAIM.rider(), Purpose.TIP, TIP, 1, NOON));
            assertThat(accepted.next()).isInstanceOf(Next.Call.class);
        });
        assertThat(CLAIMED.charge()).isNotEqualTo(CLAIM.charge());
        assertThat(CLAIMED.charge().purposeOf(CLAIM.ride())).isEqualTo(Purpose.TIP);
        assertThat(TipDecider.decide(tendered(false, 0), new Charge.None(), TIP, NOON))
                .isInstanceOf(Accepted.class);
    }

    static Stream<Charge.Made> unpaid() {
        return Stream.of(pending(), unknown(1), declined(1), owed(), awaited(), writtenOff(false, 0));
    }

    @ParameterizedTest
    @MethodSource("unpaid")
    void nothing_is_given_beside_a_fare_that_is_not_paid(Charge.Made unpaid) {
        assertThat(TipDecider.decide(unpaid, new Charge.None(), TIP, NOON)).isInstanceOf(Refused.class);
    }

    @Test
    void it_is_given_once_and_whoever_asks_again_hears_what_came_of_it() {
        Charge given = new Charge.Captured(CLAIMED, 2, 1, "gw-2", NOON);
        assertThat(TipDecider.decide(captured(), given, TIP, NOON)).isInstanceOf(Unchanged.class);
        assertThat(TipDecider.decide(captured(), given, Money.usd(300), NOON)).isInstanceOf(Refused.class);
    }

    @Test
    void nobody_owes_one_that_was_declined_and_it_may_be_given_again_under_a_key_of_its_own() {
        Charge.Pending asked = new Charge.Pending(CLAIMED, 1, 1, 0, NOON);
        Decision declined = ChargeDecider.decide(
                asked, new ChargeInput.Answered(1, new GatewayAnswer.Declined("insufficient_funds")), NOON);
        assertThat(declined)
                .isEqualTo(new Accepted(
                        List.of(new ChargeDeclined(CLAIMED.charge(), CLAIM.ride(), 1, "insufficient_funds", NOON)),
                        new Next.Rest()));
        Decision again = TipDecider.decide(
                captured(), new Charge.Declined(CLAIMED, 2, 1, "insufficient_funds", NOON), TIP, NOON);
        assertThat(again)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.events())
                                .containsExactly(new ChargeAttempted(
                                        CLAIMED.charge(), CLAIM.ride(), CLAIM.rider(), Purpose.TIP, TIP, 2, NOON)));
    }

    @ParameterizedTest
    @CsvSource({"0, USD, more than nothing", "2501, USD, at most 2 times", "200, EUR, the fare's currency"})
    void an_amount_that_cannot_be_meant_is_refused_with_what_to_mend(long minorUnits, String currency, String says) {
        assertThat(TipDecider.flaw(CLAIM.amount(), new Money(minorUnits, currency)))
                .contains(says);
    }

    @ParameterizedTest
    @CsvSource({"1", "2500"})
    void all_others_are_taken(long minorUnits) {
        assertThat(TipDecider.flaw(CLAIM.amount(), Money.usd(minorUnits))).isNull();
    }
}
