package io.tanda.contract.booking;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the ride is to be paid, or was. */
public enum PaymentMethod {
    /** The card the gateway holds for this rider. */
    @JsonProperty("card")
    CARD,
    /** Coins and notes, to the driver. */
    @JsonProperty("cash")
    CASH,
    /** The terminal in the taxi, which is not our gateway's. */
    @JsonProperty("terminal")
    TERMINAL;

    /** The driver sees it, and says so: the gateway is never asked. */
    public boolean inCar() {
        return this != CARD;
    }
}
