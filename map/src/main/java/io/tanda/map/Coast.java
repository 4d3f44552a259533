package io.tanda.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sea, from coastlines: in OpenStreetMap water is on the right of a coastline's way. What lies between the coast and the edge of the
 * map is closed along the edge.
 */
final class Coast {
    private final Spot southWest;
    private final Spot northEast;

    Coast(Spot southWest, Spot northEast) {
        this.southWest = southWest;
        this.northEast = northEast;
    }

    /** @param lines of the coast; closed ones are islands, which are land as the rest */
    List<List<Spot>> water(List<List<Spot>> lines) {
        List<List<Spot>> open = Lines.join(lines, false).stream()
                .filter(line -> !line.getFirst().equals(line.getLast()))
                .sorted(Comparator.comparingDouble(line -> around(line.getFirst())))
                .toList();
        List<List<Spot>> water = new ArrayList<>();
        List<List<Spot>> waiting = new ArrayList<>(open);
        while (!waiting.isEmpty()) {
            List<Spot> begun = waiting.removeFirst();
            List<Spot> ring = new ArrayList<>(begun);
            Optional<List<Spot>> next = before(begun.getFirst(), ring.getLast(), waiting);
            while (next.isPresent()) {
                corners(ring, next.get().getFirst());
                ring.addAll(next.get());
                waiting.remove(next.get());
                next = before(begun.getFirst(), ring.getLast(), waiting);
            }
            corners(ring, begun.getFirst());
            ring.add(begun.getFirst());
            water.add(ring);
        }
        return water;
    }

    /** The coast that begins next, clockwise along the edge, so that the water stays on the right; empty where the ring's own is next. */
    private Optional<List<Spot>> before(Spot own, Spot from, List<List<Spot>> waiting) {
        return waiting.stream()
                .filter(line -> way(from, line.getFirst()) < way(from, own))
                .min(Comparator.comparingDouble(line -> way(from, line.getFirst())));
    }

    private double way(Spot from, Spot to) {
        double way = around(to) - around(from);
        return way < 0 ? way + 4 : way;
    }

    /** Adds the corners that are passed clockwise on the way to a place. */
    private void corners(List<Spot> ring, Spot to) {
        double from = around(ring.getLast());
        double end = from + way(ring.getLast(), to);
        for (int side = (int) Math.floor(from) + 1; side <= end; side++) ring.add(corner(side % 4));
    }

    private Spot corner(int number) {
        return switch (number) {
            case 0 -> new Spot(southWest.lat(), southWest.lng());
            case 1 -> new Spot(northEast.lat(), southWest.lng());
            case 2 -> northEast;
            default -> new Spot(southWest.lat(), northEast.lng());
        };
    }

    /** Where on the edge, clockwise: 0 in the south-west, 1 in the north-west, 2 in the north-east, 3 in the south-east; by the nearest side. */
    private double around(Spot spot) {
        double height = northEast.lat() - southWest.lat();
        double width = northEast.lng() - southWest.lng();
        double up = (spot.lat() - southWest.lat()) / height;
        double right = (spot.lng() - southWest.lng()) / width;
        double west = right;
        double north = 1 - up;
        double east = 1 - right;
        double south = up;
        double least = Math.min(Math.min(west, north), Math.min(east, south));
        if (least == west) return up;
        if (least == north) return 1 + right;
        if (least == east) return 2 + (1 - up);
        return 3 + (1 - right);
    }
}
