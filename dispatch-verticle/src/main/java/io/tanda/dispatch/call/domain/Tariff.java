package io.tanda.dispatch.call.domain;

import io.tanda.contract.dispatch.Fare;
import java.time.Instant;

/** What a way costs. Pure: the same for the estimate, the meter and the receipt. */
public interface Tariff {
    /**
     * @param meters driven with the passenger
     * @param seconds from pick-up to drop-off
     * @param pickedUpAt domain time: what surcharges go by
     */
    Fare fare(long meters, long seconds, Instant pickedUpAt);
}
