package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may act. The wire names are those of the token's {@code role} claim. */
public enum Role {
    @JsonProperty("rider")
    RIDER,
    @JsonProperty("driver")
    DRIVER,
    @JsonProperty("operator")
    OPERATOR,
    /** Tanda itself: timers, policies, followed events. Never a token's role. */
    @JsonProperty("system")
    SYSTEM
}
