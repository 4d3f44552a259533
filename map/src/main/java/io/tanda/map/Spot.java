package io.tanda.map;

import java.util.Comparator;

/**
 * A place on a grid of {@link #SCALE} steps a degree: a step is 1.1 m from south to north, less from west to east.
 *
 * @param lat degrees north, in steps
 * @param lng degrees east, in steps
 */
record Spot(int lat, int lng) implements Comparable<Spot> {
    static final int SCALE = 100_000;

    private static final double METERS_PER_STEP = 111_195.0 / SCALE;
    private static final Comparator<Spot> ORDER =
            Comparator.comparingInt(Spot::lat).thenComparingInt(Spot::lng);

    static Spot of(double lat, double lng) {
        return new Spot((int) Math.round(lat * SCALE), (int) Math.round(lng * SCALE));
    }

    /** How far this is from the straight way between two others; a city is small enough to be flat. */
    double metersFrom(Spot from, Spot to) {
        double narrow = Math.cos(Math.toRadians((double) from.lat / SCALE));
        double x = (to.lng - from.lng) * narrow;
        double y = to.lat - from.lat;
        double px = (lng - from.lng) * narrow;
        double py = lat - from.lat;
        double length = x * x + y * y;
        double along = length == 0 ? 0 : Math.clamp((px * x + py * y) / length, 0.0, 1.0);
        return Math.hypot(px - along * x, py - along * y) * METERS_PER_STEP;
    }

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }
}
