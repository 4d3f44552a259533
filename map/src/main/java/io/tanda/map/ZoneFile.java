package io.tanda.map;

import java.util.Comparator;
import java.util.List;

/**
 * {@code map/zones.json}: the outlines of a city's zones, and names to find places by.
 *
 * <pre>
 *   {
 *     "attribution": "Taxi zones: City of New York",
 *     "scale": 100000,                                  as in roads.json
 *     "zones": [ {"name": "Midtown Center", "borough": "Manhattan", "rings": [ring, ...]}, ... ]
 *   }
 * </pre>
 *
 * The largest ring of a zone comes first; a ring within another one is a hole, so fill them together, even-odd.
 */
record ZoneFile(String attribution, int scale, List<Outlined> zones) {
    private static final String ATTRIBUTION = "Taxi zones: City of New York";
    /** A zone is seen from far away. */
    private static final double TOLERANCE_METERS = 20;

    record Outlined(String name, String borough, List<int[]> rings) {}

    static ZoneFile of(List<Zones.Zone> zones) {
        return new ZoneFile(
                ATTRIBUTION,
                Spot.SCALE,
                Zones.simplify(zones, TOLERANCE_METERS).stream()
                        .map(zone -> new Outlined(
                                zone.name(),
                                zone.borough(),
                                zone.rings().stream()
                                        .sorted(Comparator.comparingDouble(Lines::squareMeters)
                                                .reversed())
                                        .map(Lines::pack)
                                        .toList()))
                        .toList());
    }
}
