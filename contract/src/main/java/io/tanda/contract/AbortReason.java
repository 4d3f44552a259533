package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a ride ended with the passenger on board and before the place where it should (R16). Closed: events carry no text of people. */
public enum AbortReason {
    /** The taxi drives no farther. */
    BREAKDOWN,
    ACCIDENT,
    ROAD_CLOSED,
    /** The passenger wants out. */
    PASSENGER_WISH,
    /** The driver does not take the passenger any farther. */
    PASSENGER_CONDUCT,
    /** Somebody on board needs help. */
    EMERGENCY,
    OTHER;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is none of ours */
    @JsonCreator
    public static AbortReason of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
