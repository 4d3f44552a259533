package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A driver with his duty and the ride he is on.
 *
 * @param version moves with everything that decides whether he may take a ride
 * @param taxi absent = off duty
 * @param on the ride he is on
 * @param standing whether he may work
 */
public record Driver(
        DriverId id,
        int version,
        Instant since,
        @Nullable DutyTaxi taxi,
        @Nullable OnRide on,
        Fleet.Standing standing) {
    /** @param standing whether it may be used */
    public record DutyTaxi(TaxiId id, String plate, int seats, Fleet.Standing standing) {}

    /** May take rides, in the taxi that he has. */
    public boolean mayWork() {
        return standing == Fleet.Standing.ACTIVE && (taxi == null || taxi.standing() == Fleet.Standing.ACTIVE);
    }

    /** @param state how far he is with it: reserved, stopped or on trip */
    public record OnRide(RideId ride, Duty.State state) {}
}
