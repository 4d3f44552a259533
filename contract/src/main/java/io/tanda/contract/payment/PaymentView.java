package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a charge.
 *
 * @param attempt grows only after a definite decline
 * @param code the gateway's reason for a decline
 */
public record PaymentView(
        RideId ride,
        RiderId rider,
        Purpose purpose,
        Money amount,
        Status status,
        int attempt,
        @Nullable String code,
        Instant updatedAt) {

    /** {@code pending -> captured | declined | unknown}; unknown is resolved with the same key; declined too often is owed. */
    public enum Status {
        PENDING,
        CAPTURED,
        DECLINED,
        UNKNOWN,
        OWED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Status of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
