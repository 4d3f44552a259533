package io.tanda.booking.domain;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import java.time.Instant;

/**
 * What was asked for.
 *
 * @param searchUntil by then a taxi has taken it or the rider is told that none did (A5); a driver who is lost moves it
 * @param expiresAt past it dispatch opens no call
 */
public record Trip(
        RideId ride,
        RiderId rider,
        GeoPoint pickup,
        GeoPoint dropoff,
        int passengers,
        PaymentMethod paymentMethod,
        Instant requestedAt,
        Instant searchUntil,
        Instant expiresAt) {

    Trip searchedUntil(Instant moved) {
        return new Trip(ride, rider, pickup, dropoff, passengers, paymentMethod, requestedAt, moved, expiresAt);
    }
}
