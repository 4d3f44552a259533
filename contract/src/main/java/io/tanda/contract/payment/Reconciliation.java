package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a day beside the gateway's.
 *
 * @param day in UTC
 * @param movements of the gateway's on that day
 * @param entries that were booked on that day of what the gateway did
 * @param breaks where the two differ, at most {@link #MOST_BREAKS}; none: they agree
 */
public record Reconciliation(LocalDate day, int movements, int entries, List<Break> breaks) {
    /** A day with more is no matter of single payments: a gateway was confused with another, or a database with another. */
    public static final int MOST_BREAKS = 1_000;

    public Reconciliation {
        breaks = List.copyOf(breaks);
    }

    /** What the gateway does with money. */
    public enum Type {
        CAPTURE,
        REFUND;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Type of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** How the two differ. */
    public enum Difference {
        /** The gateway moved it, and it was never booked. */
        MISSING_HERE,
        /** It is booked, and the gateway has not moved it. */
        MISSING_THERE,
        AMOUNT_DIFFERS;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Difference of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param reference the gateway's own id of the movement
     * @param ride absent: only the gateway knows of it
     * @param here as it is booked; absent: it is not
     * @param there as the gateway has it; absent: it has it not
     */
    public record Break(
            Difference difference,
            Type type,
            String reference,
            @Nullable RideId ride,
            @Nullable Money here,
            @Nullable Money there) {}
}
