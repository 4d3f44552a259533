package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether and with which taxi a driver works. The state is derived from the ride and the last position, never stored.
 *
 * @param taxi while on duty
 * @param ride while on one
 */
public record Duty(
        DriverId driver,
        State state,
        @Nullable TaxiId taxi,
        @Nullable String plate,
        @Nullable RideId ride,
        Instant since) {

    /** MDS 2.0 vehicle states. */
    public enum State {
        AVAILABLE,
        /** On the way to the pick-up. */
        RESERVED,
        /** At the pick-up. */
        STOPPED,
        ON_TRIP,
        /** Off duty. */
        NON_OPERATIONAL,
        /** On duty, but no position for 120 s: out of matching. */
        NON_CONTACTABLE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static State of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** @param taxi required to go on duty; one driver per taxi and one taxi per driver at a time */
    public record Set(
            DriverId driver, boolean onDuty, @Nullable TaxiId taxi) {}
}
