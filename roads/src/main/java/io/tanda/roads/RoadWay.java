package io.tanda.roads;

import java.util.Map;

/**
 * The way from one place to another that is fastest on empty roads.
 *
 * @param metersOn each kind of road; what is not there is not driven on
 */
public record RoadWay(Map<RoadKind, Double> metersOn) {
    public RoadWay {
        metersOn = Map.copyOf(metersOn);
    }

    public double meters() {
        return metersOn.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
