package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The ride's status as the API says it (one l in canceled). Derived from a context's own state, never sent in by a client. */
public enum RideStatus {
    /** Asked for at a later time, and not looked for yet (R2). */
    SCHEDULED(false),
    REQUESTED(false),
    ACCEPTED(false),
    ARRIVED(false),
    IN_PROGRESS(false),
    SETTLING(false),
    CANCEL_PENDING(false),
    COMPLETED(true),
    NO_DRIVERS_AVAILABLE(true),
    RIDER_CANCELED(true),
    OPERATOR_CANCELED(true),
    NO_SHOW(true),
    ABORTED(true),
    EXPIRED(true),
    /** Nobody paid in time. Nothing follows by itself; who pays it all the same, or forgives it, completes it. */
    OWED(true);

    private final boolean terminal;

    RideStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /** Nothing follows this status by itself. */
    public boolean terminal() {
        return terminal;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is none of ours; "cancelled" is taken for "canceled" */
    @JsonCreator
    public static RideStatus of(String wireName) {
        return valueOf(wireName.replace("cancelled", "canceled").toUpperCase(Locale.ROOT));
    }
}
