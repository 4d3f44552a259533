package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a payment method is (C1). */
public enum MethodKind {
    CARD,
    BANK_ACCOUNT,
    /** To the driver: there is nothing to verify. */
    CASH;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static MethodKind of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
