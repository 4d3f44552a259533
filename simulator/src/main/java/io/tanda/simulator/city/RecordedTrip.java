package io.tanda.simulator.city;

import io.tanda.contract.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * A trip that was really driven.
 *
 * @param requestSecond meter-on time, seconds after midnight; often a whole minute
 * @param seconds driven with the passenger
 * @param meters by the meter, where it was recorded
 */
public record RecordedTrip(
        int requestSecond,
        GeoPoint pickup,
        GeoPoint dropoff,
        int passengers,
        int seconds,
        @Nullable Integer meters) {}
