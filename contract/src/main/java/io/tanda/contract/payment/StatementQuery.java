package io.tanda.contract.payment;

import io.tanda.contract.DriverId;
import java.time.Duration;
import java.time.Instant;

/**
 * What a driver has earned, owes and was paid.
 *
 * @param from domain time
 * @param to after {@code from}, and at most {@link #LONGEST} after it; what happened then is of the next statement
 */
public record StatementQuery(DriverId driver, Instant from, Instant to) {
    /** A leap year: drivers declare their income by the year. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** For a person: what is asked of the two times. */
    public static final String BOUNDS = "must be after from, by 366 days at most";

    public boolean bounded() {
        return from.isBefore(to) && Duration.between(from, to).compareTo(LONGEST) <= 0;
    }
}
