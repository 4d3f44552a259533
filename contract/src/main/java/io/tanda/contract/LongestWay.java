package io.tanda.contract;

import org.jspecify.annotations.Nullable;

/**
 * R1: how far a taxi takes anybody. Booking and dispatch ask the same, so no ride is estimated that is refused when it is booked.
 *
 * @param km from pick-up to drop-off in a straight line, {@link #LEAST_KM} to {@link #MOST_KM}: none of 44,547 New York trips of a day is
 *     longer than 36, and what is far beyond a day's drive is a mistake, such as a latitude and a longitude that changed places
 */
public record LongestWay(int km) {
    /** The one setting of all verticles that ask. */
    public static final String SETTING = "rides.longest-km";

    public static final int LEAST_KM = 10;
    public static final int MOST_KM = 2_000;
    public static final LongestWay USUAL = new LongestWay(300);

    public LongestWay {
        if (km < LEAST_KM || km > MOST_KM)
            throw new IllegalArgumentException("km must be from " + LEAST_KM + " to " + MOST_KM + ", not " + km);
    }

    /** @return what is wrong with a way and how to mend it, for the rider; null = nothing */
    public @Nullable String flaw(GeoPoint pickup, GeoPoint dropoff) {
        double meters = pickup.metersTo(dropoff);
        return meters <= 1_000.0 * km
                ? null
                : "pickup and dropoff are " + Math.round(meters / 1_000) + " km apart, and no taxi goes farther than "
                        + km + " km: look at both, and at which of their numbers is lat and which is lng";
    }
}
