package io.tanda.contract.booking;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the ride is to be paid. */
public enum PaymentMethod {
    /** The card the gateway holds for this rider. */
    @JsonProperty("card")
    CARD
}
