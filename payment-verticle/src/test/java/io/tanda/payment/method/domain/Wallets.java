package io.tanda.payment.method.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What rules of payment methods are tried on. */
final class Wallets {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final RiderId RIDER = RiderId.next();
    static final Instrument VISA = new Instrument("visa", "4242", YearMonth.of(2031, 12));

    private Wallets() {}

    static Method card(String token) {
        return new Method.AtGateway(MethodId.next(), MethodKind.CARD, new GatewayToken(token), VISA, NOON);
    }

    static Method cash() {
        return new Method.Cash(MethodId.next(), NOON);
    }

    static Wallet of(Method... methods) {
        Wallet wallet = Wallet.empty(RIDER);
        for (Method method : methods) wallet = after(WalletDecider.register(wallet, method, NOON));
        return wallet;
    }

    static Wallet after(WalletDecision decision) {
        if (decision instanceof WalletDecision.Accepted accepted) return accepted.after();
        throw new AssertionError(decision);
    }

    static @Nullable MethodId usual(Wallet wallet) {
        return wallet.usual();
    }

    static Verification.Asked asked(String token) {
        Registration registration = new Registration(MethodId.next(), RIDER, MethodKind.CARD, Money.usd(100));
        return (Verification.Asked) VerificationDecider.begin(registration, new GatewayToken(token), NOON)
                .after();
    }
}
