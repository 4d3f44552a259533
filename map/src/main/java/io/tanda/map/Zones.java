package io.tanda.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The zones of a city. They are made simpler border by border, so that two that meet still do: a border ends where a place has more than two
 * neighbors in all zones together.
 */
final class Zones {
    private Zones() {}

    /** @param rings closed; the outline first, then others of its parts and holes */
    record Zone(String name, String borough, List<List<Spot>> rings) {}

    /** @param features of GeoJSON, with the properties zone and borough */
    static List<Zone> read(JsonNode features) {
        List<Zone> zones = new ArrayList<>();
        for (JsonNode feature : features) {
            List<List<Spot>> rings = new ArrayList<>();
            JsonNode geometry = feature.get("geometry");
            boolean several = geometry.get("type").textValue().equals("MultiPolygon");
            for (JsonNode polygon : several ? geometry.get("coordinates") : List.of(geometry.get("coordinates")))
                for (JsonNode ring : polygon) rings.add(ring(ring));
            JsonNode properties = feature.get("properties");
            zones.add(new Zone(
                    properties.get("zone").textValue(),
                    properties.get("borough").textValue(),
                    rings));
        }
        return zones;
    }

    private static List<Spot> ring(JsonNode places) {
        List<Spot> ring = new ArrayList<>();
        for (JsonNode place : places) {
            Spot spot = Spot.of(place.get(1).doubleValue(), place.get(0).doubleValue());
            if (ring.isEmpty() || !ring.getLast().equals(spot)) ring.add(spot);
        }
        return ring;
    }

    static List<Zone> simplify(List<Zone> zones, double meters) {
        Map<Spot, Set<Spot>> neighbors = new HashMap<>();
        for (Zone zone : zones) {
            for (List<Spot> ring : zone.rings()) {
                for (int i = 0; i + 1 < ring.size(); i++) {
                    Spot one = ring.get(i);
                    Spot other = ring.get(i + 1);
                    neighbors.computeIfAbsent(one, none -> new HashSet<>()).add(other);
                    neighbors.computeIfAbsent(other, none -> new HashSet<>()).add(one);
                }
            }
        }
        return zones.stream()
                .map(zone -> new Zone(
                        zone.name(),
                        zone.borough(),
                        zone.rings().stream()
                                .map(ring -> simplify(ring, meters, neighbors))
                                // What is smaller than the tolerance is a line.
                                .filter(ring -> ring.size() > 3)
                                .toList()))
                .toList();
    }

    private static List<Spot> simplify(List<Spot> ring, double meters, Map<Spot, Set<Spot>> neighbors) {
        List<Spot> corners = ring.subList(1, ring.size()).stream()
                .filter(spot -> neighbors.getOrDefault(spot, Set.of()).size() > 2)
                .toList();
        // An island, or a zone within another: both sides begin at the same place.
        Spot from = corners.isEmpty() ? ring.stream().min(Spot::compareTo).orElseThrow() : corners.getFirst();
        Set<Spot> ends = corners.isEmpty() ? Set.of(from) : new HashSet<>(corners);
        List<Spot> turned = from(ring, from);
        List<Spot> simple = new ArrayList<>(List.of(from));
        List<Spot> border = new ArrayList<>(List.of(from));
        for (Spot spot : turned.subList(1, turned.size())) {
            border.add(spot);
            if (!ends.contains(spot)) continue;
            List<Spot> simpler = oneWay(border, meters);
            simple.addAll(simpler.subList(1, simpler.size()));
            border = new ArrayList<>(List.of(spot));
        }
        return simple;
    }

    /** The same ring from another of its places on. */
    private static List<Spot> from(List<Spot> ring, Spot first) {
        int at = ring.indexOf(first);
        List<Spot> turned = new ArrayList<>(ring.subList(at, ring.size() - 1));
        turned.addAll(ring.subList(0, at));
        turned.add(first);
        return turned;
    }

    /** The two zones of a border walk it in opposite directions. */
    private static List<Spot> oneWay(List<Spot> border, double meters) {
        int ends = border.getFirst().compareTo(border.getLast());
        boolean turn = ends > 0 || (ends == 0 && border.get(1).compareTo(border.get(border.size() - 2)) > 0);
        List<Spot> simple = Lines.simplify(turn ? border.reversed() : border, meters);
        return turn ? simple.reversed() : simple;
    }
}
