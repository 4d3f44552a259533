package io.tanda.areas;

import io.tanda.contract.GeoPoint;
import java.util.List;

/** A part of the city, as one or more polygons. */
public final class ServiceArea {
    private final String name;
    private final List<List<Ring>> polygons;

    /** @param polygons of each its outline, and its holes */
    ServiceArea(String name, List<List<Ring>> polygons) {
        this.name = name;
        this.polygons = polygons.stream().map(List::copyOf).toList();
    }

    /** Small letters, digits and hyphens: it is a label of meters. */
    public String name() {
        return name;
    }

    public boolean contains(GeoPoint point) {
        for (List<Ring> rings : polygons) {
            boolean inside = false;
            for (Ring ring : rings) inside ^= ring.contains(point);
            if (inside) return true;
        }
        return false;
    }
}
