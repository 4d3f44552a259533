package io.tanda.simulator.city;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.Place;
import org.jspecify.annotations.Nullable;

/**
 * A trip that was really driven.
 *
 * @param requestSecond meter-on time, seconds after midnight; often a whole minute
 * @param seconds driven with the passenger
 * @param meters by the meter, where it was recorded
 * @param pickupZone with {@code dropoffZone} what the city calls where it was; absent where it has no name
 */
public record RecordedTrip(
        int requestSecond,
        GeoPoint pickup,
        GeoPoint dropoff,
        int passengers,
        int seconds,
        @Nullable Integer meters,
        @Nullable String pickupZone,
        @Nullable String dropoffZone) {
    /** As its rider asks for it. */
    Place from() {
        return new Place(pickup, pickupZone);
    }

    Place to() {
        return new Place(dropoff, dropoffZone);
    }
}
