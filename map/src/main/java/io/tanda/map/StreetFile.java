package io.tanda.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code map/roads.json}: what the map is drawn from where no tile server is configured.
 *
 * <pre>
 *   {
 *     "attribution": "© OpenStreetMap contributors",
 *     "scale": 100000,                                  a number divided by it is in degrees
 *     "bounds": [south, west, north, east],             of what is in here, in degrees
 *     "roads": [ {"class": "primary", "name": "8th Avenue", "lines": [line, ...]}, ... ]
 *     "parks": [ring, ...],
 *     "water": [ring, ...]
 *   }
 * </pre>
 *
 * A class is the tag {@code highway} of OpenStreetMap; narrow roads come first, so that they are drawn below. A name is absent where a
 * road has none. A line is [lat, lng, step north, step east, step north, ...]: whole numbers, the first two a place, the others how much
 * farther the next place is. A ring is a line that ends where it began.
 */
record StreetFile(
        String attribution, int scale, List<Double> bounds, List<Road> roads, List<int[]> parks, List<int[]> water) {
    /** The license asks for it (ODbL 1.0, 4.3). */
    static final String ATTRIBUTION = "© OpenStreetMap contributors";

    /** Less than a line is broad on a screen, however near one looks. */
    private static final double TOLERANCE_METERS = 1.5;
    /** A smaller green is a courtyard. */
    private static final double LEAST_SQUARE_METERS = 300;

    /** From the narrow to the broad. */
    private static final List<String> CLASSES = List.of(
            "service",
            "living_street",
            "unclassified",
            "residential",
            "tertiary_link",
            "secondary_link",
            "primary_link",
            "trunk_link",
            "motorway_link",
            "tertiary",
            "secondary",
            "primary",
            "trunk",
            "motorway");

    private static final Set<String> GREEN_LEISURE = Set.of("park", "garden", "playground", "dog_park", "pitch");
    private static final Set<String> GREEN_LAND = Set.of("grass", "recreation_ground", "forest", "cemetery");

    /** @param name blank where it has none */
    record Road(
            @JsonProperty("class") String kind,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String name,
            List<int[]> lines) {}

    static StreetFile of(Extract extract) {
        List<List<Spot>> coast = extract.ways().stream()
                .filter(way -> "coastline".equals(way.tags().get("natural")))
                .map(Extract.Way::line)
                .toList();
        List<List<Spot>> water = new ArrayList<>(new Coast(extract.southWest(), extract.northEast()).water(coast));
        water.addAll(extract.rings(tags -> "water".equals(tags.get("natural"))));
        return new StreetFile(
                ATTRIBUTION,
                Spot.SCALE,
                bounds(extract),
                roads(extract),
                rings(extract.rings(StreetFile::isGreen)),
                rings(water));
    }

    private static boolean isGreen(Map<String, String> tags) {
        return GREEN_LEISURE.contains(tags.getOrDefault("leisure", ""))
                || GREEN_LAND.contains(tags.getOrDefault("landuse", ""));
    }

    private static List<Road> roads(Extract extract) {
        List<Road> roads = new ArrayList<>();
        for (String kind : CLASSES) {
            Map<String, List<List<Spot>>> byName = new TreeMap<>();
            for (Extract.Way way : extract.ways())
                if (kind.equals(way.tags().get("highway")))
                    byName.computeIfAbsent(way.tags().getOrDefault("name", ""), none -> new ArrayList<>())
                            .add(way.line());
            byName.forEach((name, lines) -> roads.add(new Road(
                    kind,
                    name,
                    Lines.join(lines, true).stream()
                            .map(line -> Lines.simplify(line, TOLERANCE_METERS))
                            .map(Lines::pack)
                            .toList())));
        }
        return roads;
    }

    private static List<int[]> rings(List<List<Spot>> rings) {
        return rings.stream()
                .filter(ring -> Lines.squareMeters(ring) >= LEAST_SQUARE_METERS)
                .map(ring -> Lines.simplify(ring, TOLERANCE_METERS))
                .filter(ring -> ring.size() > 3)
                .map(Lines::pack)
                .toList();
    }

    private static List<Double> bounds(Extract extract) {
        return List.of(
                (double) extract.southWest().lat() / Spot.SCALE,
                (double) extract.southWest().lng() / Spot.SCALE,
                (double) extract.northEast().lat() / Spot.SCALE,
                (double) extract.northEast().lng() / Spot.SCALE);
    }
}
