package io.tanda.areas;

import io.tanda.contract.GeoPoint;
import java.util.List;
import java.util.Optional;

/**
 * The areas of one city.
 *
 * @param areas in their order: where two overlap, the first counts; none: everywhere is served
 */
public record ServiceAreas(List<ServiceArea> areas) {
    public static final ServiceAreas EVERYWHERE = new ServiceAreas(List.of());

    public ServiceAreas {
        areas = List.copyOf(areas);
    }

    /** Whether no areas are told apart. */
    public boolean everywhere() {
        return areas.isEmpty();
    }

    public List<String> names() {
        return areas.stream().map(ServiceArea::name).toList();
    }

    /** @return the name of the area that has the point; empty: none has */
    public Optional<String> of(GeoPoint point) {
        for (ServiceArea area : areas) if (area.contains(point)) return Optional.of(area.name());
        return Optional.empty();
    }
}
