package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tanda.contract.MethodId;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A payment method as its rider sees it.
 *
 * @param brand as the gateway says it, such as {@code visa}; absent for cash
 * @param lastFour digits of its number, likewise
 * @param expiry the last month in which it can be used; absent where it does not expire
 * @param usual it pays where a booking names none
 */
public record MethodView(
        MethodId id,
        MethodKind kind,
        @Nullable String brand,
        @Nullable String lastFour,
        @Nullable YearMonth expiry,
        @JsonProperty("default") boolean usual,
        Instant registeredAt) {}
