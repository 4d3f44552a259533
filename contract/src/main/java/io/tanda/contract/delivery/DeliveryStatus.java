package io.tanda.contract.delivery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What became of an order's items (E2, E3).
 *
 * <pre>
 *   waiting --&gt; delivered --&gt; taken_back       of a product that nobody has told of yet it waits
 *      |  '-----'-- canceled
 *      '-- out_of_stock, unregistered_product
 * </pre>
 */
public enum DeliveryStatus {
    WAITING,
    DELIVERED,
    OUT_OF_STOCK,
    UNREGISTERED_PRODUCT,
    CANCELED,
    TAKEN_BACK;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static DeliveryStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
