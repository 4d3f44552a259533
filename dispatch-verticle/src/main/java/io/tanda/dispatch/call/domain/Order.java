package io.tanda.dispatch.call.domain;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.MethodId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rider asked for; the same in every state.
 *
 * @param pickupAt when the taxi is wanted; absent = as soon as it can be there
 * @param paymentMethodId what the gateway charges; absent = the rider's default
 */
public record Order(
        RideId id,
        RiderId rider,
        GeoPoint pickup,
        GeoPoint dropoff,
        int passengers,
        PaymentMethod paymentMethod,
        Instant openedAt,
        @Nullable Instant pickupAt,
        @Nullable MethodId paymentMethodId) {
    /** For now, with the rider's default. */
    public Order(
            RideId id,
            RiderId rider,
            GeoPoint pickup,
            GeoPoint dropoff,
            int passengers,
            PaymentMethod paymentMethod,
            Instant openedAt) {
        this(id, rider, pickup, dropoff, passengers, paymentMethod, openedAt, null, null);
    }

    /** The rider is waited for from then on. */
    Instant waitedFrom(Instant arrivedAt) {
        return pickupAt == null || pickupAt.isBefore(arrivedAt) ? arrivedAt : pickupAt;
    }
}
