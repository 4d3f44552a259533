package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tanda.benchmarks.SpeedFit.Driven;
import io.tanda.roads.MapCache;
import io.tanda.roads.RoadKind;
import io.tanda.roads.RoadMap;
import io.tanda.roads.Roads;
import io.tanda.roads.SpeedFiles;
import io.tanda.roads.Speeds;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages say of arrivals, on all the real trips of Midtown. */
class EtaErrorsTest {
    private static List<Driven> first;
    private static List<Driven> second;

    @BeforeAll
    static void ways() {
        List<MidtownTrip> trips = MidtownTrip.load();
        assertThat(trips).hasSize(5_289);
        try (Roads roads = Roads.load(RoadMap.shipped(RoadMap.NEW_YORK_MIDTOWN), MapCache.NONE)) {
            List<Driven> driven = EtaBench.driven(trips, roads);
            first = EtaBench.half(driven, 0);
            second = EtaBench.half(driven, 1);
        }
    }

    @Test
    void the_road_is_nearer_to_the_trips_it_was_not_fitted_to_than_any_straight_line() {
        EtaErrors road = EtaErrors.of(second, EtaBench::byRoad, Driven::seconds);
        EtaErrors line = EtaErrors.of(second, EtaBench::byLine, Driven::seconds);
        double[] fit = SpeedFit.straight(first);
        EtaErrors fitted = EtaErrors.of(second, trip -> fit[0] + fit[1] * trip.straight(), Driven::seconds);

        assertThat(road.secondsOf(50)).isLessThan(0.9 * line.secondsOf(50)).isLessThan(0.9 * fitted.secondsOf(50));
        assertThat(road.secondsOf(90)).isLessThan(line.secondsOf(90)).isLessThan(fitted.secondsOf(90));
        assertThat(road.percentOf(50)).isLessThan(line.percentOf(50)).isLessThan(fitted.percentOf(50));
    }

    @Test
    void the_speeds_that_ship_are_those_of_the_first_half() {
        Speeds shipped = SpeedFiles.shipped(SpeedFiles.NEW_YORK_2013);
        Speeds fitted = SpeedFit.byRoad(first, shipped);
        assertThat(fitted.startSeconds()).isCloseTo(shipped.startSeconds(), within(0.5));
        for (RoadKind kind : RoadKind.values())
            assertThat(fitted.kmhOn(kind)).as("km/h on %s", kind).isCloseTo(shipped.kmhOn(kind), within(0.05));
    }
}
