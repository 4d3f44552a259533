package io.tanda.booking.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param searchUntil by then a taxi has taken it or the rider is told that none did (A5); a driver who is lost moves it
 * @param expiresAt past it dispatch opens no call
 * @param pickupAt when the taxi is wanted; absent = as soon as it can be there
 * @param paymentMethodId what the gateway charges; absent = the rider's default
 */
public record Trip(
        RideId ride,
        RiderId rider,
        Place pickup,
        Place dropoff,
        int passengers,
        PaymentMethod paymentMethod,
        Instant requestedAt,
        Instant searchUntil,
        Instant expiresAt,
        @Nullable Instant pickupAt,
        @Nullable MethodId paymentMethodId) {

    Trip searchedUntil(Instant moved) {
        return new Trip(
                ride,
                rider,
                pickup,
                dropoff,
                passengers,
                paymentMethod,
                requestedAt,
                moved,
                expiresAt,
                pickupAt,
                paymentMethodId);
    }
}
