package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a driver says that he is there while his taxi was seen elsewhere (R6). Closed: events carry no text of people. */
public enum ArrivalReason {
    /** The taxi is at the pick-up, and its position is wrong. */
    POSITION_WRONG,
    /** No way leads closer. */
    ROAD_CLOSED,
    /** He and the passenger have agreed on another place. */
    AGREED_ELSEWHERE,
    OTHER;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is none of ours */
    @JsonCreator
    public static ArrivalReason of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
