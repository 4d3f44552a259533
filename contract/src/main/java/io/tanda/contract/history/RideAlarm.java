package io.tanda.contract.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why somebody should look at a ride that is under way; over as soon as the ride moves on. */
public enum RideAlarm {
    /** R7 */
    POSITIONS_STOPPED,
    /** R14 */
    PICKUP_OVERDUE,
    /** R15 */
    RIDE_OVERDUE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is none of ours */
    @JsonCreator
    public static RideAlarm of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
