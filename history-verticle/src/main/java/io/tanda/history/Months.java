package io.tanda.history;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A month as a row has it: {@code 202611}, of UTC. A city's own would change what was counted whenever its setting does. */
final class Months {
    private static final int A_YEAR = 100;

    private Months() {}

    static int number(Instant at) {
        YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
        return month.getYear() * A_YEAR + month.getMonthValue();
    }

    static YearMonth of(int number) {
        return YearMonth.of(number / A_YEAR, number % A_YEAR);
    }
}
