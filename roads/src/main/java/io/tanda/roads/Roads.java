package io.tanda.roads;

import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.GraphHopper;
import com.graphhopper.ResponsePath;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.storage.NodeAccess;
import com.graphhopper.util.Constants;
import com.graphhopper.util.DistanceCalcEarth;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.PointList;
import com.graphhopper.util.details.PathDetail;
import io.tanda.contract.GeoPoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roads of a map, in memory. Safe for use by many threads; a question is some tenths of a millisecond of work, so it is not for an
 * event loop.
 */
public final class Roads implements AutoCloseable {
    /** A place that is farther from every road is in the water, or off the map. */
    static final double NEAR_METERS = 200;

    /** Questions until what is compiled on first use is compiled. */
    private static final int WARMING_UP = 64;

    private static final String CAR = "car";

    private final GraphHopper hopper;

    private Roads(GraphHopper hopper) {
        this.hopper = hopper;
    }

    /**
     * Blocks for seconds, with a map that was kept for less.
     *
     * @throws IllegalArgumentException where the map is none
     */
    public static Roads load(RoadMap map, MapCache cache) {
        GraphHopper hopper = cache.open(map, "graphhopper-" + Constants.VERSION, Roads::car);
        Roads roads = new Roads(hopper);
        roads.warmUp();
        return roads;
    }

    private static GraphHopper car() {
        GraphHopper hopper = new GraphHopper();
        hopper.setEncodedValuesString("car_access, car_average_speed, road_access, road_class");
        hopper.setProfiles(new Profile(CAR).setCustomModel(GHUtility.loadCustomModelFromJar("car.json")));
        hopper.getCHPreparationHandler().setCHProfiles(new CHProfile(CAR));
        return hopper;
    }

    private void warmUp() {
        NodeAccess nodes = hopper.getBaseGraph().getNodeAccess();
        int many = hopper.getBaseGraph().getNodes();
        for (int i = 0; i < WARMING_UP; i++) {
            int from = (int) ((long) many * i / WARMING_UP);
            way(place(nodes, from), place(nodes, many - 1 - from));
        }
    }

    private static GeoPoint place(NodeAccess nodes, int node) {
        return new GeoPoint(nodes.getLat(node), nodes.getLon(node));
    }

    /** @return empty where one of the two is not on the map, or no road leads there */
    public Optional<RoadWay> way(GeoPoint from, GeoPoint to) {
        if (!covers(from) || !covers(to)) return Optional.empty();
        GHResponse answer = hopper.route(new GHRequest(from.lat(), from.lng(), to.lat(), to.lng())
                .setProfile(CAR)
                .setPathDetails(List.of(RoadClass.KEY))
                .putHint(Parameters.Routing.INSTRUCTIONS, false));
        if (answer.hasErrors()) return Optional.empty();
        ResponsePath way = answer.getBest();
        PointList ends = way.getWaypoints();
        return isNear(ends, 0, from) && isNear(ends, 1, to) ? Optional.of(byKind(way)) : Optional.empty();
    }

    /** Whether a place is within the outermost roads. */
    public boolean covers(GeoPoint place) {
        return hopper.getBaseGraph().getBounds().contains(place.lat(), place.lng());
    }

    private static boolean isNear(PointList ends, int end, GeoPoint place) {
        return meters(ends.getLat(end), ends.getLon(end), place.lat(), place.lng()) <= NEAR_METERS;
    }

    private static RoadWay byKind(ResponsePath way) {
        PointList points = way.getPoints();
        Map<RoadKind, Double> metersOn = new EnumMap<>(RoadKind.class);
        for (PathDetail part : way.getPathDetails().getOrDefault(RoadClass.KEY, List.of()))
            for (int i = part.getFirst(); i < part.getLast(); i++)
                metersOn.merge(
                        RoadKind.of(String.valueOf(part.getValue())),
                        meters(points.getLat(i), points.getLon(i), points.getLat(i + 1), points.getLon(i + 1)),
                        Double::sum);
        return new RoadWay(metersOn);
    }

    private static double meters(double lat, double lng, double toLat, double toLng) {
        return DistanceCalcEarth.DIST_EARTH.calcDist(lat, lng, toLat, toLng);
    }

    @Override
    public void close() {
        hopper.close();
    }
}
