package io.tanda.dispatch.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.dispatch.position.TaxiPositions.Near;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class H3PositionsTest {
    private static final Instant NOON = Instant.parse("2013-01-02T17:00:00Z");
    private static final GeoPoint TIMES_SQUARE = new GeoPoint(40.7580, -73.9855);

    @Test
    void the_nearest_are_those_a_look_at_every_taxi_would_find() {
        Random random = new Random(42);
        H3Positions index = H3Positions.load(10_000);
        Map<DriverId, GeoPoint> taxis = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            GeoPoint where = new GeoPoint(40.65 + random.nextDouble() * 0.2, -74.05 + random.nextDouble() * 0.2);
            DriverId driver = DriverId.next();
            taxis.put(driver, where);
            index.report(driver, where.lat(), where.lng(), NOON, NOON);
        }
        for (int search = 0; search < 200; search++) {
            GeoPoint place = new GeoPoint(40.65 + random.nextDouble() * 0.2, -74.05 + random.nextDouble() * 0.2);
            int meters = 300 + random.nextInt(8_000);
            int limit = 1 + random.nextInt(128);
            List<DriverId> expected = new ArrayList<>(taxis.keySet().stream()
                    .filter(driver -> taxis.get(driver).metersTo(place) <= meters)
                    .sorted(Comparator.comparingDouble(
                            driver -> taxis.get(driver).metersTo(place)))
                    .limit(limit)
                    .toList());
            assertThat(index.nearest(place, meters, limit, NOON))
                    .as("search %d: %d taxis within %d m of %s", search, limit, meters, place)
                    .extracting(Near::driver)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void only_the_newest_fix_of_a_driver_counts_whatever_the_order_of_arrival() {
        H3Positions index = H3Positions.load(100);
        DriverId driver = DriverId.next();
        assertThat(index.report(driver, 40.70, -74.00, NOON.plusSeconds(2), NOON.plusSeconds(2)))
                .isTrue();
        assertThat(index.report(driver, 40.80, -73.90, NOON.plusSeconds(1), NOON.plusSeconds(2)))
                .isFalse();
        assertThat(index.of(driver, NOON.plusSeconds(2)))
                .hasValueSatisfying(seen -> assertThat(seen.where()).isEqualTo(new GeoPoint(40.70, -74.00)));
        assertThat(index.nearest(new GeoPoint(40.80, -73.90), 1_000, 10, NOON.plusSeconds(2)))
                .isEmpty();
        assertThat(index.report(driver, 40.80, -73.90, NOON.plusSeconds(3), NOON.plusSeconds(3)))
                .isTrue();
        assertThat(index.nearest(new GeoPoint(40.70, -74.00), 1_000, 10, NOON.plusSeconds(3)))
                .isEmpty();
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void a_position_older_than_two_minutes_is_out_of_matching() {
        H3Positions index = H3Positions.load(100);
        DriverId driver = DriverId.next();
        index.report(driver, TIMES_SQUARE.lat(), TIMES_SQUARE.lng(), NOON, NOON);
        assertThat(index.nearest(TIMES_SQUARE, 1_000, 10, NOON.plusSeconds(120)))
                .hasSize(1);
        assertThat(index.nearest(TIMES_SQUARE, 1_000, 10, NOON.plusSeconds(121)))
                .isEmpty();
        assertThat(index.of(driver, NOON.plusSeconds(121))).isEmpty();
        assertThat(index.evict(NOON.plusSeconds(121))).isEqualTo(1);
        assertThat(index.size()).isZero();
        assertThat(index.report(driver, 40.70, -74.00, NOON, NOON.plusSeconds(121)))
                .as("what was too old when it came")
                .isFalse();
    }

    @Test
    void who_is_known_to_be_busy_is_left_out_until_he_is_free_or_the_time_is_over() {
        H3Positions index = H3Positions.load(100);
        DriverId driver = DriverId.next();
        index.report(driver, TIMES_SQUARE.lat(), TIMES_SQUARE.lng(), NOON, NOON);
        index.busy(List.of(driver, DriverId.next()), NOON.plusSeconds(30));
        index.report(driver, TIMES_SQUARE.lat(), TIMES_SQUARE.lng(), NOON.plusSeconds(1), NOON.plusSeconds(1));
        assertThat(index.nearestNotBusy(TIMES_SQUARE, 1_000, 10, NOON.plusSeconds(29)))
                .isEmpty();
        assertThat(index.nearest(TIMES_SQUARE, 1_000, 10, NOON.plusSeconds(29))).hasSize(1);
        assertThat(index.nearestNotBusy(TIMES_SQUARE, 1_000, 10, NOON.plusSeconds(30)))
                .hasSize(1);
        index.busy(List.of(driver), NOON.plusSeconds(90));
        index.freed(driver);
        assertThat(index.nearestNotBusy(TIMES_SQUARE, 1_000, 10, NOON.plusSeconds(30)))
                .hasSize(1);
    }

    @Test
    void a_full_index_makes_room_for_whoever_comes_by_those_who_were_silent_for_longest() {
        H3Positions index = H3Positions.load(3);
        List<DriverId> known = Stream.generate(DriverId::next).limit(3).toList();
        for (int i = 0; i < 3; i++) index.report(known.get(i), 40.70, -74.00, NOON.plusSeconds(i), NOON.plusSeconds(i));
        index.report(known.getFirst(), 40.71, -74.00, NOON.plusSeconds(60), NOON.plusSeconds(60));

        Instant later = NOON.plusSeconds(122);
        assertThat(index.report(DriverId.next(), 40.72, -74.00, later, later)).isTrue();
        assertThat(index.of(known.get(1), NOON)).isEmpty();
        assertThat(index.report(DriverId.next(), 40.72, -74.00, later, later))
                .as("the others are fresh")
                .isFalse();
        assertThat(index.of(known.getFirst(), later)).isPresent();
        assertThat(index.of(known.getLast(), later)).isPresent();
    }

    @Test
    void the_index_takes_no_more_taxis_than_it_may_until_old_ones_are_out() {
        H3Positions index = H3Positions.load(2);
        assertThat(index.report(DriverId.next(), 40.70, -74.00, NOON, NOON)).isTrue();
        assertThat(index.report(DriverId.next(), 40.70, -74.00, NOON, NOON)).isTrue();
        assertThat(index.report(DriverId.next(), 40.70, -74.00, NOON, NOON)).isFalse();
        Instant later = NOON.plusSeconds(200);
        assertThat(index.report(DriverId.next(), 40.70, -74.00, later, later)).isTrue();
        assertThat(index.size()).isEqualTo(1);
    }
}
