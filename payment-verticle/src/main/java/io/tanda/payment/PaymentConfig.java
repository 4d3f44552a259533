package io.tanda.payment;

import io.tanda.contract.Money;
import io.tanda.payment.charge.domain.KeyLifetime;
import io.tanda.payment.gateway.Access;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.platform.ops.Settings;
import java.time.Duration;

/**
 * How the gateway is reached and how long it is waited for. All durations are real time.
 *
 * @param gateway which it is, where, and the keys of both sides
 * @param timeoutMillis the breaker's limit for one call; 610 against a gateway that takes 400 to 620 (B2)
 * @param httpTimeoutMillis the HTTP client's own, longer limit: a late answer still resolves a charge
 * @param connections calls under way at once; one more is not made
 * @param breakerFailures in a row, after which the breaker opens; a third of the calls of 10 s open it, too
 * @param breakerResetMillis until it lets one call through again; longer than one call, so that none of before ends in it
 * @param verification what is held to see whether a payment method can be charged, and let go of again (C1)
 * @param keyHours how long the gateway says that it keeps a key; 24, as most do. It is called with for five sixths of that
 * @param commission the company's part of fares that become due from now on
 */
public record PaymentConfig(
        Access gateway,
        int timeoutMillis,
        int httpTimeoutMillis,
        int connections,
        int breakerFailures,
        int breakerResetMillis,
        Money verification,
        int keyHours,
        Commission commission) {
    /** Of the currency's smallest unit. A verification is small: a rider sees it until the gateway has let go of it. */
    private static final int LARGEST_VERIFICATION = 10_000;

    private static final String WON = "KRW";

    /** What may be done with a key of some age. */
    public KeyLifetime keys() {
        return new KeyLifetime(Duration.ofHours(keyHours));
    }

    public static PaymentConfig of(Settings settings) {
        Access gateway = Access.of(settings);
        int timeoutMillis = settings.number("payment.gateway.timeout.millis", 610, 50, 1_000);
        int resetMillis = settings.number("payment.gateway.breaker.reset.millis", 2_000, 100, 60_000);
        if (resetMillis <= timeoutMillis)
            settings.problem("payment.gateway.breaker.reset.millis must be more than payment.gateway.timeout.millis ("
                    + timeoutMillis + "), not " + resetMillis);
        return new PaymentConfig(
                gateway,
                timeoutMillis,
                settings.number("payment.gateway.http.timeout.millis", 3_000, 1_001, 4_000),
                settings.number("payment.gateway.connections", 256, 1, 1_024),
                settings.number("payment.gateway.breaker.failures", 5, 1, 100),
                resetMillis,
                verification(settings, gateway.kind()),
                settings.number(
                        "payment.gateway.key.hours", 24, 1, gateway.kind().keyHours()),
                new Commission(settings.number(
                        "payment.commission.per.mille", Commission.USUAL_PER_MILLE, 0, Commission.MOST_PER_MILLE)));
    }

    private static Money verification(Settings settings, Access.Kind kind) {
        String expected = "a currency's code such as USD (ISO 4217)";
        String usual = kind == Access.Kind.TOSS ? WON : "USD";
        String currency = settings.text("payment.verification.currency", usual, expected);
        if (kind == Access.Kind.TOSS && !currency.equals(WON))
            settings.problem("payment.verification.currency must be " + WON + ", all that toss charges, not \""
                    + currency + "\"");
        if (!currency.matches("[A-Z]{3}"))
            settings.problem("payment.verification.currency must be " + expected + ", not \"" + currency + "\"");
        int minorUnits = settings.number("payment.verification.minor.units", 100, 1, LARGEST_VERIFICATION);
        return new Money(minorUnits, currency.length() == 3 ? currency : usual);
    }
}
