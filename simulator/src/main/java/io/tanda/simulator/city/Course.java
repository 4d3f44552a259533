package io.tanda.simulator.city;

import io.tanda.contract.GeoPoint;
import java.time.Duration;

/** Where a taxi is: on a straight line between two places, or at one. */
final class Course {
    private final DomainTime time;
    private GeoPoint from;
    private GeoPoint to;
    private long beganMillis;
    private long takesMillis;

    Course(DomainTime time, GeoPoint place) {
        this.time = time;
        this.from = place;
        this.to = place;
    }

    GeoPoint position() {
        double part = takesMillis <= 0
                ? 1
                : Math.clamp((System.currentTimeMillis() - beganMillis) / (double) takesMillis, 0, 1);
        return new GeoPoint(from.lat() + part * (to.lat() - from.lat()), from.lng() + part * (to.lng() - from.lng()));
    }

    void head(GeoPoint where, Duration domain) {
        from = position();
        to = where;
        beganMillis = System.currentTimeMillis();
        takesMillis = time.realMillis(domain);
    }

    void stop() {
        standAt(position());
    }

    void standAt(GeoPoint place) {
        from = place;
        to = place;
        takesMillis = 0;
    }

    /** How long a taxi takes. */
    static Duration way(GeoPoint from, GeoPoint to) {
        return Duration.ofMillis((long) (1_000 * from.metersTo(to) / CityConfig.STRAIGHT_METERS_PER_SECOND));
    }
}
