package io.tanda.benchmarks;

import io.tanda.roads.RoadKind;
import io.tanda.roads.RoadWay;
import io.tanda.roads.Speeds;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Trips on a map, and the speeds by which durations come nearest to theirs. */
final class SpeedFit {
    /** Midtown has too little of a motorway to measure anything on. */
    private static final List<RoadKind> MEASURED =
            List.of(RoadKind.PRIMARY, RoadKind.SECONDARY, RoadKind.TERTIARY, RoadKind.OTHER);

    private static final double KMH = 3.6;

    private SpeedFit() {}

    /** A trip, and the way that the map has for it. */
    record Driven(MidtownTrip trip, RoadWay way) {
        double seconds() {
            return trip.seconds();
        }

        double straight() {
            return trip.pickup().metersTo(trip.dropoff());
        }

        double on(RoadKind kind) {
            return way.metersOn().getOrDefault(kind, 0.0);
        }
    }

    /** @param known what is not measured is taken from there */
    static Speeds byRoad(List<Driven> trips, Speeds known) {
        double[] fit = LeastError.fit(
                trips.stream().map(SpeedFit::row).toList(),
                trips.stream()
                        .mapToDouble(trip ->
                                trip.seconds() - trip.on(RoadKind.MOTORWAY) * KMH / known.kmhOn(RoadKind.MOTORWAY))
                        .toArray());
        Map<RoadKind, Double> kmh = new EnumMap<>(known.kmh());
        for (int i = 0; i < MEASURED.size(); i++) kmh.put(MEASURED.get(i), KMH / fit[i + 1]);
        return new Speeds(fit[0], kmh);
    }

    private static double[] row(Driven trip) {
        double[] row = new double[MEASURED.size() + 1];
        row[0] = 1;
        for (int i = 0; i < MEASURED.size(); i++) row[i + 1] = trip.on(MEASURED.get(i));
        return row;
    }

    /** A start and a speed for the straight line: as good as it gets on this map. @return seconds, and seconds a meter */
    static double[] straight(List<Driven> trips) {
        return LeastError.fit(
                trips.stream().map(trip -> new double[] {1, trip.straight()}).toList(),
                trips.stream().mapToDouble(Driven::seconds).toArray());
    }
}
