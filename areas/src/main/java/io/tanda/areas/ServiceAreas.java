package io.tanda.areas;

import io.tanda.contract.GeoPoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** @return what is wrong with this name of an area, for whoever gave it; absent: nothing */
    public @Nullable String flaw(@Nullable String name) {
        if (name == null || names().contains(name)) return null;
        return everywhere()
                ? "no service areas are set: leave area out"
                : "area must be one of " + String.join(", ", names());
    }

    /** @return the name of the area that has the point; empty: none has */
    public Optional<String> of(GeoPoint point) {
        for (ServiceArea area : areas) if (area.contains(point)) return Optional.of(area.name());
        return Optional.empty();
    }
}
