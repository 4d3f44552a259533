package io.tanda.contract.rental;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** {@code ordered -> delivered -> returned}; canceled by its driver until then, or by what delivery finds (E2, E3). */
public enum OrderStatus {
    ORDERED,
    DELIVERED,
    RETURNED,
    CANCELED,
    CANCELED_OUT_OF_STOCK,
    CANCELED_UNREGISTERED_PRODUCT;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static OrderStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
