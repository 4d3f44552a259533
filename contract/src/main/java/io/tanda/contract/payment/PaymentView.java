package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a charge.
 *
 * @param attempt grows only after a definite decline
 * @param code the gateway's reason for the last decline
 * @param method how it is to be paid or was; absent while it is owed, and when it was written off
 * @param attempts what the gateway was asked for, in order; absent where it is told to a rider, or a driver's fast path
 * @param review why somebody looks at it: more was taken than is due; absent = nobody needs to
 */
public record PaymentView(
        RideId ride,
        RiderId rider,
        Purpose purpose,
        Money amount,
        Status status,
        int attempt,
        @Nullable String code,
        @Nullable PaymentMethod method,
        @Nullable String review,
        Instant updatedAt,
        @Nullable List<AttemptView> attempts) {

    /** Without attempts. */
    public PaymentView(
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            Status status,
            int attempt,
            @Nullable String code,
            @Nullable PaymentMethod method,
            @Nullable String review,
            Instant updatedAt) {
        this(ride, rider, purpose, amount, status, attempt, code, method, review, updatedAt, null);
    }

    /** The same with its attempts. */
    public PaymentView with(List<AttemptView> attempts) {
        return new PaymentView(
                ride, rider, purpose, amount, status, attempt, code, method, review, updatedAt, attempts);
    }

    /**
     * {@code pending -> captured | declined | unknown}; unknown is resolved with the same key. {@code awaited -> tendered} in the car.
     * What nobody paid in time is owed, until somebody pays it or an operator writes it off.
     */
    public enum Status {
        PENDING,
        CAPTURED,
        DECLINED,
        UNKNOWN,
        OWED,
        /** To be paid in the car. */
        AWAITED,
        /** Paid without the gateway. */
        TENDERED,
        WRITTEN_OFF,
        /** Paid twice, or although it was written off: somebody has to give something back. */
        OVERPAID;

        /** Nothing is due any more. */
        public boolean settled() {
            return switch (this) {
                case CAPTURED, TENDERED, WRITTEN_OFF, OVERPAID -> true;
                case PENDING, DECLINED, UNKNOWN, OWED, AWAITED -> false;
            };
        }

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
