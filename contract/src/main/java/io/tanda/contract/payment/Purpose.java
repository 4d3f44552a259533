package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a charge is for: a ride has at most one for each of {@link #OF_RIDE}, with a key of its own at the gateway for each attempt. Of
 * services it may have many: each is charged by an id of its own.
 */
public enum Purpose {
    /** What the ride costs. */
    FARE,
    /** What the rider gives the driver beside it: nobody owes it. */
    TIP,
    /** What a rider who canceled late has agreed to (A9). */
    CANCELLATION_FEE,
    /** What a rider who did not come pays for the driver's wait (R9). */
    NO_SHOW_FEE,
    /** What another context sells that has to do with the ride (ADR 40): paid before it is given, and nobody owes it. */
    SERVICE;

    /** Those that the ride's own id is enough to find. */
    public static final Set<Purpose> OF_RIDE =
            Collections.unmodifiableSet(EnumSet.of(FARE, TIP, CANCELLATION_FEE, NO_SHOW_FEE));

    /** It is due before it is paid: whose card was declined pays it otherwise. */
    public boolean isOwed() {
        return switch (this) {
            case FARE, CANCELLATION_FEE, NO_SHOW_FEE -> true;
            case TIP, SERVICE -> false;
        };
    }

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
