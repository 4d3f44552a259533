package io.tanda.areas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Service areas as GeoJSON (RFC 7946): a FeatureCollection whose features are polygons and have a property {@code area}. Features of one
 * name are one area.
 */
final class GeoJsonAreas {
    /** Each is a label of meters, and has a breaker. */
    static final int MAX_AREAS = 64;

    /** An outline that crosses the 180th meridian is cut there (RFC 7946, 3.1.9). */
    private static final double WIDEST_DEGREES = 180;

    /** A triangle, closed. */
    private static final int FEWEST_POSITIONS = 4;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

    private final String file;
    private final Consumer<String> problems;
    private final Map<String, List<List<Ring>>> polygons = new LinkedHashMap<>();

    private GeoJsonAreas(String file, Consumer<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    static ServiceAreas read(String file, String text, Consumer<String> problems) {
        return new GeoJsonAreas(file, problems).read(text);
    }

    private ServiceAreas read(String text) {
        JsonNode tree;
        try {
            tree = Wire.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            problem("it", "is no JSON: " + e.getOriginalMessage());
            return ServiceAreas.EVERYWHERE;
        }
        JsonNode features = tree.path("features");
        if (!tree.path("type").asText().equals("FeatureCollection") || !features.isArray() || features.isEmpty()) {
            problem("it", "must be a FeatureCollection of one feature or more");
            return ServiceAreas.EVERYWHERE;
        }
        for (int i = 0; i < features.size(); i++) feature("feature " + (i + 1), features.get(i));
        if (polygons.size() > MAX_AREAS) problem("it", "has " + polygons.size() + " areas, and may have " + MAX_AREAS);
        return new ServiceAreas(polygons.entrySet().stream()
                .map(area -> new ServiceArea(area.getKey(), area.getValue()))
                .toList());
    }

    private void feature(String where, JsonNode feature) {
        String name = feature.path("properties").path("area").asText();
        if (!NAME.matcher(name).matches())
            problem(
                    where,
                    "must have a property \"area\": 1 to 32 small letters, digits and hyphens, not \"" + name + "\"");
        List<List<Ring>> of = polygons.computeIfAbsent(name, first -> new ArrayList<>());
        JsonNode coordinates = feature.path("geometry").path("coordinates");
        switch (feature.path("geometry").path("type").asText()) {
            case "Polygon" -> polygon(where, coordinates, of);
            case "MultiPolygon" -> {
                if (coordinates.isEmpty()) problem(where, "has no polygon");
                for (int i = 0; i < coordinates.size(); i++)
                    polygon(where + ", polygon " + (i + 1), coordinates.get(i), of);
            }
            default -> problem(where, "must have a geometry of type Polygon or MultiPolygon");
        }
    }

    private void polygon(String where, JsonNode coordinates, List<List<Ring>> of) {
        if (coordinates.isEmpty()) problem(where, "has no outline");
        List<Ring> rings = new ArrayList<>();
        for (int i = 0; i < coordinates.size(); i++) {
            Ring ring = ring(where + ", ring " + (i + 1), coordinates.get(i));
            if (ring != null) rings.add(ring);
        }
        of.add(rings);
    }

    /** Where several positions are wrong, the first is told. */
    private @Nullable Ring ring(String where, JsonNode positions) {
        if (positions.size() < FEWEST_POSITIONS) {
            problem(where, "must have " + FEWEST_POSITIONS + " positions at least, the last one like the first");
            return null;
        }
        List<GeoPoint> corners = new ArrayList<>(positions.size());
        for (int i = 0; i < positions.size(); i++) {
            GeoPoint corner = corner(positions.get(i));
            if (corner == null) {
                problem(
                        where + ", position " + (i + 1),
                        "must be [lng, lat], lng from -180 to 180 and lat from -90 to 90, not " + positions.get(i));
                return null;
            }
            corners.add(corner);
        }
        if (!corners.getFirst().equals(corners.getLast())) {
            problem(where, "must end where it begins");
            return null;
        }
        double west = corners.stream().mapToDouble(GeoPoint::lng).min().orElseThrow();
        double east = corners.stream().mapToDouble(GeoPoint::lng).max().orElseThrow();
        if (east - west > WIDEST_DEGREES) {
            problem(where, "must not cross the 180th meridian: cut it there");
            return null;
        }
        return new Ring(corners.subList(1, corners.size()));
    }

    private static @Nullable GeoPoint corner(JsonNode position) {
        if (position.size() < 2
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) return null;
        try {
            return new GeoPoint(position.get(1).doubleValue(), position.get(0).doubleValue());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void problem(String where, String what) {
        problems.accept(file + ": " + where + " " + what);
    }
}
