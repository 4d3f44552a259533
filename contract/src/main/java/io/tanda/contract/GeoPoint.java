package io.tanda.contract;

/**
 * A place on earth in WGS 84 degrees.
 *
 * @param lat latitude, -90 to 90
 * @param lng longitude, -180 to 180
 * @throws IllegalArgumentException outside those ranges, or at exactly 0,0: a receiver without a fix reports that
 */
public record GeoPoint(double lat, double lng) {
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    public GeoPoint {
        if (!(lat >= -90 && lat <= 90)) throw new IllegalArgumentException("lat must be from -90 to 90, not " + lat);
        if (!(lng >= -180 && lng <= 180))
            throw new IllegalArgumentException("lng must be from -180 to 180, not " + lng);
        if (lat == 0 && lng == 0)
            throw new IllegalArgumentException("0,0 is what a receiver without a fix reports, not a place");
    }

    /** Great-circle distance in meters (haversine). */
    public double metersTo(GeoPoint other) {
        double dLat = Math.toRadians(other.lat - lat);
        double dLng = Math.toRadians(other.lng - lng);
        double a = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * Math.pow(Math.sin(dLng / 2), 2);
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
