package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.tanda.dispatch.call.application.Found;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A driver with his duty and the ride he is on.
 *
 * @param version moves with everything that decides whether he may take a ride
 * @param taxi absent = off duty
 * @param on the ride he is on
 */
public record Driver(
        DriverId id,
        int version,
        Instant since,
        @Nullable DutyTaxi taxi,
        @Nullable Found on) {
    public record DutyTaxi(TaxiId id, String plate, int seats) {}
}
