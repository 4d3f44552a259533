package io.tanda.contract.dispatch;

import io.tanda.contract.AboutRide;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looking things up in dispatch. */
public sealed interface DispatchQuery {
    record DutyOf(DriverId driver) implements DispatchQuery {}

    /** The ride the driver is on; NOT_FOUND when there is none. */
    record RideOf(DriverId driver) implements DispatchQuery {}

    /** Who comes to the rider; NOT_FOUND when no driver has his ride. */
    record DriverOf(RideId ride, RiderId rider) implements DispatchQuery, AboutRide {}

    /** Whom the driver meets; NOT_FOUND when the ride is not his, or not any more. */
    record RiderOf(RideId ride, DriverId driver) implements DispatchQuery, AboutRide {}

    /** What was decided about a call beside its events; for operators. */
    record DecisionsOf(RideId ride) implements DispatchQuery, AboutRide {}

    record OffersOf(DriverId driver) implements DispatchQuery {}

    /** Open calls near the driver's last position, at most {@code limit} (1 to 50). */
    record CallsNear(DriverId driver, int limit) implements DispatchQuery {}

    /** @param when somebody would board, which surcharges go by; absent = now */
    record EstimateRide(
            GeoPoint pickup, GeoPoint dropoff, @Nullable Instant when) implements DispatchQuery {
        public EstimateRide(GeoPoint pickup, GeoPoint dropoff) {
            this(pickup, dropoff, null);
        }
    }
}
