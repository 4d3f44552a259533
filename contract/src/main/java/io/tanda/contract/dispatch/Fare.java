package io.tanda.contract.dispatch;

import io.tanda.contract.Money;
import java.util.List;

/**
 * What a ride costs and why.
 *
 * @param tariff which tariff in which version, such as {@code nyc-yellow-2012-09-04}
 * @param lines they add up to the total
 */
public record Fare(Money total, String tariff, List<Line> lines) {
    /** @param minorUnits in the total's currency */
    public record Line(String name, long minorUnits) {}

    public Fare {
        long sum = lines.stream().mapToLong(Line::minorUnits).sum();
        if (sum != total.minorUnits())
            throw new IllegalArgumentException("the lines add up to " + sum + ", not " + total.minorUnits());
    }
}
