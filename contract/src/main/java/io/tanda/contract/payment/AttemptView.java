package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.Money;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway was asked for once, as it was written down before the call.
 *
 * @param attempt 1 for a charge's first
 * @param key as the gateway was given it; the same on every repetition of this attempt
 * @param askedAt real time, before the first call
 * @param doubt what was asked and what was said, where the answer was not believed or not understood; absent otherwise
 * @param outcome absent while nobody knows it
 * @param detail the gateway's reference of what it captured, or its reason; absent where it gave none
 * @param settledAt real time; absent while nobody knows the outcome
 */
public record AttemptView(
        int attempt,
        String key,
        Money amount,
        Instant askedAt,
        @Nullable String doubt,
        @Nullable Outcome outcome,
        @Nullable String detail,
        @Nullable Instant settledAt) {

    /** Written once. */
    public enum Outcome {
        CAPTURED,
        DECLINED,
        /** It took nothing, as the gateway's silence about the key shows, or a person found out. */
        NOT_TAKEN;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Outcome of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
