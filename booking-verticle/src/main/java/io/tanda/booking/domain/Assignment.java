package io.tanda.booking.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import java.time.Instant;

/**
 * The taxi that took the ride.
 *
 * @param since when its driver accepted: from then on the free-cancellation time runs
 */
public record Assignment(DriverId driver, TaxiId taxi, String plate, Instant pickupEta, Instant since) {}
