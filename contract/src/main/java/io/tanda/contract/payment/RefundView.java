package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a refund.
 *
 * @param code the gateway's reason, where it refused; {@code other_answer} while it says what it was not asked for
 */
public record RefundView(
        RefundId id,
        RideId ride,
        RiderId rider,
        Money amount,
        Status status,
        @Nullable String code,
        Instant updatedAt) {

    /** {@code asked -> made | refused}; until the gateway has answered it is asked again with the same key. */
    public enum Status {
        ASKED,
        MADE,
        REFUSED;

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
