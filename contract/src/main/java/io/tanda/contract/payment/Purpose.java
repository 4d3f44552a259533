package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a charge is for: one key at the gateway per (ride, purpose, attempt). */
public enum Purpose {
    @JsonProperty("fare")
    FARE
}
