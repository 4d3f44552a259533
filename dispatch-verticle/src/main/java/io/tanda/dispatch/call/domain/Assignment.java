package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import java.time.Instant;

/**
 * Who has the ride.
 *
 * @param attempt 1 for the first driver, one more after each give-back
 */
public record Assignment(
        DriverId driver, TaxiId taxi, String plate, int attempt, Instant acceptedAt, Instant pickupEta) {}
