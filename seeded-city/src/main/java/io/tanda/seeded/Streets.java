package io.tanda.seeded;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.dispatch.position.TaxiPositions;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A few streets of Manhattan: taxis are where they were driven to, and every process sees them. */
final class Streets implements TaxiPositions {
    private static final double SOUTH = 40.74;
    private static final double WEST = -74.00;
    private static final double ACROSS = 0.03;

    private final Chance chance;
    private final Map<DriverId, GeoPoint> taxis = new LinkedHashMap<>();

    Streets(Chance chance) {
        this.chance = chance;
    }

    GeoPoint somewhere() {
        return new GeoPoint(SOUTH + chance.below(ACROSS), WEST + chance.below(ACROSS));
    }

    void park(DriverId driver) {
        taxis.put(driver, somewhere());
    }

    void drive(DriverId driver, GeoPoint to) {
        taxis.put(driver, to);
    }

    @Override
    public boolean report(DriverId driver, double lat, double lng, Instant at, Instant now) {
        throw new UnsupportedOperationException("nobody reports");
    }

    @Override
    public Optional<Seen> of(DriverId driver, Instant now) {
        return Optional.ofNullable(taxis.get(driver)).map(place -> new Seen(place, now));
    }

    @Override
    public List<Near> nearest(GeoPoint place, int maxMeters, int limit, Instant now) {
        return taxis.entrySet().stream()
                .map(taxi ->
                        new Near(taxi.getKey(), taxi.getValue(), taxi.getValue().metersTo(place)))
                .filter(near -> near.metersAway() <= maxMeters)
                .sorted(Comparator.comparingDouble(Near::metersAway))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Near> nearestNotBusy(GeoPoint place, int maxMeters, int limit, Instant now) {
        return nearest(place, maxMeters, limit, now);
    }

    @Override
    public void busy(Collection<DriverId> drivers, Instant until) {}

    @Override
    public void freed(DriverId driver) {}
}
