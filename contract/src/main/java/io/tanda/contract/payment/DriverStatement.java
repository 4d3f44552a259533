package io.tanda.contract.payment;

import io.tanda.contract.DriverId;
import java.time.Instant;
import java.util.List;

/** A driver's account over a period. @param items one for each currency; none: he never earned anything */
public record DriverStatement(DriverId driver, Instant from, Instant to, List<Line> items) {
    public DriverStatement {
        items = List.copyOf(items);
    }

    /**
     * All amounts in the currency's smallest unit. {@code balance} is {@code balanceBefore} and the fares, less all else; more than nothing
     * is owed to the driver, less than nothing he owes.
     *
     * @param currency ISO 4217
     * @param rides whose fares became due
     * @param fares of those rides, as their riders owe them
     * @param commission of those fares
     * @param refunds the driver's part of what was given back to riders
     * @param cash that he was paid in the car, and has
     * @param paidOut to him
     */
    public record Line(
            String currency,
            long balanceBefore,
            int rides,
            long fares,
            long commission,
            long refunds,
            long cash,
            long paidOut,
            long balance) {}
}
