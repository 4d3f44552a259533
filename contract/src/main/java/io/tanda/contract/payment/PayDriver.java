package io.tanda.contract.payment;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.bus.Act;
import java.util.UUID;

/**
 * Finance has paid a driver, and says so: the transfer itself is made elsewhere.
 *
 * @param amount more than nothing, and no more than he is owed in its currency
 * @param reference of the transfer, 1 to {@link #REFERENCE_MAX_CHARACTERS} characters: one names one payout to a driver, for ever
 */
public record PayDriver(DriverId driver, Money amount, String reference, String reason) implements Act {
    /** As banks' own, with room for a batch and a place in it. */
    public static final int REFERENCE_MAX_CHARACTERS = 64;

    @Override
    public String act() {
        return "pay-driver";
    }

    @Override
    public UUID about() {
        return driver.value();
    }
}
