package io.tanda.payment.method.domain;

import static io.tanda.payment.method.domain.Wallets.NOON;
import static io.tanda.payment.method.domain.Wallets.RIDER;
import static io.tanda.payment.method.domain.Wallets.after;
import static io.tanda.payment.method.domain.Wallets.card;
import static io.tanda.payment.method.domain.Wallets.cash;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.MethodId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PaymentEvent.DefaultMethodChanged;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.PaymentEvent.MethodRegistered;
import io.tanda.contract.payment.PaymentEvent.MethodRemoved;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of a rider's payment methods. */
class WalletDeciderTest {
    private final Method first = card("tok_visa_4242");
    private final Method second = card("tok_visa_1881");

    @Test
    @Tag("C2")
    void the_first_method_is_the_default_and_another_one_is_not() {
        List<MethodEvent> events = events(WalletDecider.register(Wallet.empty(RIDER), first, NOON));
        assertThat(events).hasExactlyElementsOfTypes(MethodRegistered.class, DefaultMethodChanged.class);
        Wallet both = Wallets.of(first, second);
        assertThat(both.usual()).isEqualTo(first.id());
        assertThat(both.version()).isEqualTo(3);
        assertThat(both.view().items()).extracting(MethodView::usual).containsExactly(true, false);
    }

    @Test
    @Tag("C2")
    void the_rider_says_which_is_the_default() {
        Wallet both = Wallets.of(first, second);
        WalletDecision decision = WalletDecider.makeDefault(both, second.id(), NOON);
        assertThat(after(decision).usual()).isEqualTo(second.id());
        assertThat(events(decision)).containsExactly(new DefaultMethodChanged(RIDER, second.id(), NOON));
        assertThat(WalletDecider.makeDefault(both, first.id(), NOON)).isInstanceOf(WalletDecision.Unchanged.class);
    }

    @Test
    @Tag("C2")
    void where_the_default_is_removed_the_oldest_of_the_others_is() {
        Method third = cash();
        Wallet three = Wallets.of(first, second, third);
        WalletDecision decision = WalletDecider.remove(three, first.id(), NOON);
        assertThat(after(decision).usual()).isEqualTo(second.id());
        assertThat(events(decision)).hasExactlyElementsOfTypes(MethodRemoved.class, DefaultMethodChanged.class);
        assertThat(after(WalletDecider.remove(three, third.id(), NOON)).usual()).isEqualTo(first.id());
    }

    @Test
    void after_the_last_there_is_no_default() {
        Wallet none = after(WalletDecider.remove(Wallets.of(first), first.id(), NOON));
        assertThat(none.usual()).isNull();
        assertThat(none.methods()).isEmpty();
        assertThat(none.version()).isEqualTo(4);
    }

    @Test
    void what_is_there_is_not_registered_twice_and_cash_neither() {
        refused(
                WalletDecider.register(Wallets.of(first), card("tok_visa_4242"), NOON),
                Refusal.METHOD_REGISTERED_ALREADY);
        refused(WalletDecider.register(Wallets.of(cash()), cash(), NOON), Refusal.METHOD_REGISTERED_ALREADY);
        Wallet without = after(WalletDecider.remove(Wallets.of(first), first.id(), NOON));
        assertThat(WalletDecider.register(without, card("tok_visa_4242"), NOON))
                .isInstanceOf(WalletDecision.Accepted.class);
    }

    @Test
    void there_are_ten_at_most() {
        Wallet wallet = Wallet.empty(RIDER);
        for (int i = 0; i < MethodList.MOST; i++)
            wallet = after(WalletDecider.register(wallet, card("tok_visa_000" + i), NOON));
        refused(WalletDecider.register(wallet, card("tok_visa_4242"), NOON), Refusal.TOO_MANY_METHODS);
    }

    @Test
    void what_is_not_there_is_not_found() {
        Wallet wallet = Wallets.of(first);
        refused(WalletDecider.makeDefault(wallet, MethodId.next(), NOON), Refusal.NOT_FOUND);
        refused(WalletDecider.remove(wallet, MethodId.next(), NOON), Refusal.NOT_FOUND);
        refused(WalletDecider.remove(Wallet.empty(RIDER), first.id(), NOON), Refusal.NOT_FOUND);
    }

    private static List<MethodEvent> events(WalletDecision decision) {
        if (decision instanceof WalletDecision.Accepted accepted) return accepted.events();
        throw new AssertionError(decision);
    }

    private static void refused(WalletDecision decision, Refusal refusal) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        WalletDecision.Refused.class,
                        no -> assertThat(no.refusal()).isEqualTo(refusal));
    }
}
