package io.tanda.contract.booking;

import io.tanda.contract.AboutRide;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/** Looking bookings up. */
public sealed interface BookingQuery {
    int MAX_LIMIT = 100;

    /** @param rider whose it must be; absent only for an operator */
    record Get(RideId ride, @Nullable RiderId rider) implements BookingQuery, AboutRide {}

    /**
     * Whom the driver of a ride meets; NOT_FOUND when the booking is over. Who asks has made sure that the ride is a driver's.
     */
    record RiderOf(RideId ride) implements BookingQuery, AboutRide {}

    /**
     * Newest first.
     *
     * @param before only bookings older than this one
     * @param limit 1 to {@link #MAX_LIMIT}
     */
    record OfRider(RiderId rider, @Nullable RideId before, int limit) implements BookingQuery {}
}
