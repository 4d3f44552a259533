package io.tanda.dispatch.call.domain;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a rider asked for; the same in every state. @param pickupAt when the taxi is wanted; absent = as soon as it can be there */
public record Order(
        RideId id,
        RiderId rider,
        GeoPoint pickup,
        GeoPoint dropoff,
        int passengers,
        Instant openedAt,
        @Nullable Instant pickupAt) {
    /** For now. */
    public Order(RideId id, RiderId rider, GeoPoint pickup, GeoPoint dropoff, int passengers, Instant openedAt) {
        this(id, rider, pickup, dropoff, passengers, openedAt, null);
    }

    /** The rider is waited for from then on. */
    Instant waitedFrom(Instant arrivedAt) {
        return pickupAt == null || pickupAt.isBefore(arrivedAt) ? arrivedAt : pickupAt;
    }
}
