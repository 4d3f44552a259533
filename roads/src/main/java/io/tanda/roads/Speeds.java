package io.tanda.roads;

import java.util.Map;

/**
 * How long taxis take, measured on real trips.
 *
 * @param startSeconds what a drive takes whatever its length; less where it is shorter than all that was measured
 * @param kmh on each kind of road, with all lights and jams
 */
public record Speeds(double startSeconds, Map<RoadKind, Double> kmh) {
    /** Shorter trips were not measured. */
    private static final double SHORT_METERS = 300;

    private static final double KMH = 3.6;

    public Speeds {
        kmh = Map.copyOf(kmh);
        for (RoadKind kind : RoadKind.values())
            if (!kmh.containsKey(kind)) throw new IllegalArgumentException("no speed on " + kind);
    }

    public double secondsOf(RoadWay way) {
        double seconds = startSeconds * Math.min(1, way.meters() / SHORT_METERS);
        for (Map.Entry<RoadKind, Double> part : way.metersOn().entrySet())
            seconds += part.getValue() * KMH / kmhOn(part.getKey());
        return seconds;
    }

    public double kmhOn(RoadKind kind) {
        return kmh.getOrDefault(kind, Double.NaN);
    }
}
