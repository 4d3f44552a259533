package io.tanda.payment.ledger.domain;

import io.tanda.contract.Money;
import java.math.BigInteger;

/**
 * The company's part of a fare.
 *
 * @param perMille of the fare, 0 to {@link #MOST_PER_MILLE}
 */
public record Commission(int perMille) {
    /** Half of the fare: what is more is a mistake in the settings. */
    public static final int MOST_PER_MILLE = 500;

    public static final int USUAL_PER_MILLE = 200;
    public static final Commission USUAL = new Commission(USUAL_PER_MILLE);
    private static final long WHOLE = 1_000;

    public Commission {
        if (perMille < 0 || perMille > MOST_PER_MILLE)
            throw new IllegalArgumentException("from 0 to " + MOST_PER_MILLE + " per mille, not " + perMille);
    }

    /** In minor units: what is no whole one is the driver's. */
    public long of(Money fare) {
        return part(perMille, fare.minorUnits(), WHOLE);
    }

    /**
     * The commission that goes back with a part of a fare. All parts together give back what was taken, whatever they are.
     *
     * @param commission of the whole fare
     * @param fare more than nothing
     * @param givenBefore of the fare
     * @param commissionBefore what went back with that
     * @param part of the fare that is given back now
     */
    public static long back(long commission, long fare, long givenBefore, long commissionBefore, long part) {
        long due = part(commission, givenBefore + part, fare) - commissionBefore;
        return Math.max(0, Math.min(part, due));
    }

    private static long part(long share, long of, long whole) {
        return BigInteger.valueOf(share)
                .multiply(BigInteger.valueOf(of))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }
}
