package io.tanda.contract;

/**
 * An amount of money.
 *
 * @param minorUnits in the currency's smallest unit (US cents, Korean won); never negative
 * @param currency ISO 4217 code
 */
public record Money(long minorUnits, String currency) {
    public Money {
        if (minorUnits < 0) throw new IllegalArgumentException("an amount is never negative: " + minorUnits);
        if (currency.length() != 3) throw new IllegalArgumentException("currency is an ISO 4217 code, not " + currency);
    }

    public static Money usd(long cents) {
        return new Money(cents, "USD");
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency))
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }
}
