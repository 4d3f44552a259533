package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a charge is for: a ride has at most one for each, with a key of its own at the gateway for each attempt. */
public enum Purpose {
    /** What the ride costs. */
    FARE,
    /** What the rider gives the driver beside it: nobody owes it. */
    TIP,
    /** What a rider who canceled late has agreed to (A9). */
    CANCELLATION_FEE,
    /** What a rider who did not come pays for the driver's wait (R9). */
    NO_SHOW_FEE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a request says, or what it meant when requests did not say so: then there was the fare alone. */
    public static Purpose orFare(@Nullable Purpose told) {
        return told == null ? FARE : told;
    }

    /** @throws IllegalArgumentException when there is none of that name */
    @JsonCreator
    public static Purpose of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
