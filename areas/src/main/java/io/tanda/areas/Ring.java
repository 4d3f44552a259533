package io.tanda.areas;

import io.tanda.contract.GeoPoint;
import java.util.List;

/** A closed line of straight pieces between degrees, as on a map whose grid is square. Never across the 180th meridian. */
final class Ring {
    private final double[] lats;
    private final double[] lngs;
    private final double south;
    private final double north;
    private final double west;
    private final double east;

    /** @param corners three or more; the last piece leads back to the first */
    Ring(List<GeoPoint> corners) {
        lats = corners.stream().mapToDouble(GeoPoint::lat).toArray();
        lngs = corners.stream().mapToDouble(GeoPoint::lng).toArray();
        south = corners.stream().mapToDouble(GeoPoint::lat).min().orElseThrow();
        north = corners.stream().mapToDouble(GeoPoint::lat).max().orElseThrow();
        west = corners.stream().mapToDouble(GeoPoint::lng).min().orElseThrow();
        east = corners.stream().mapToDouble(GeoPoint::lng).max().orElseThrow();
    }

    /** Of two rings that share a piece, a point on it is in one and not in both. */
    boolean contains(GeoPoint point) {
        double lat = point.lat();
        double lng = point.lng();
        if (lat < south || lat > north || lng < west || lng > east) return false;
        boolean inside = false;
        for (int to = 0, from = lats.length - 1; to < lats.length; from = to++) {
            boolean crosses = lats[from] > lat != lats[to] > lat;
            if (crosses && lng < crossing(from, to, lat)) inside = !inside;
        }
        return inside;
    }

    /** The same to the last bit in whichever direction the piece is told. */
    private double crossing(int one, int other, double lat) {
        int low = lats[one] < lats[other] ? one : other;
        int high = low == one ? other : one;
        return lngs[low] + (lngs[high] - lngs[low]) * ((lat - lats[low]) / (lats[high] - lats[low]));
    }
}
