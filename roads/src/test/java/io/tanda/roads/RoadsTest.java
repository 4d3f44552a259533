package io.tanda.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.GeoPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map that ships: one-way streets, rivers and all. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoadsTest {
    private static final RoadMap MIDTOWN = RoadMap.shipped(RoadMap.NEW_YORK_MIDTOWN);
    private static final GeoPoint TIMES_SQUARE = new GeoPoint(40.7566, -73.9863);
    private static final GeoPoint GRAND_CENTRAL = new GeoPoint(40.7524, -73.9780);
    private static final GeoPoint PENN_STATION = new GeoPoint(40.7502, -73.9915);
    private static final GeoPoint UNITED_NATIONS = new GeoPoint(40.7489, -73.9690);
    private static final GeoPoint IN_THE_HUDSON = new GeoPoint(40.7575, -74.0100);
    private static final GeoPoint BATTERY = new GeoPoint(40.7033, -74.0170);

    private static Roads roads;

    @BeforeAll
    static void load() {
        roads = Roads.load(MIDTOWN, MapCache.NONE);
    }

    @AfterAll
    static void close() {
        roads.close();
    }

    @Test
    void a_way_goes_round_the_blocks() {
        double straight = PENN_STATION.metersTo(UNITED_NATIONS);
        assertThat(roads.way(PENN_STATION, UNITED_NATIONS).orElseThrow().meters())
                .isBetween(1.1 * straight, 2 * straight);
    }

    @Test
    void the_way_back_is_another_one() {
        assertThat(roads.way(TIMES_SQUARE, GRAND_CENTRAL).orElseThrow().meters())
                .isNotEqualTo(
                        roads.way(GRAND_CENTRAL, TIMES_SQUARE).orElseThrow().meters());
    }

    @Test
    void nobody_drives_to_where_he_is() {
        assertThat(roads.way(TIMES_SQUARE, TIMES_SQUARE).orElseThrow().meters()).isZero();
    }

    @Test
    void there_is_no_way_off_the_map_or_into_the_river() {
        assertThat(roads.covers(BATTERY)).isFalse();
        assertThat(roads.way(BATTERY, TIMES_SQUARE)).isEmpty();
        assertThat(roads.way(TIMES_SQUARE, BATTERY)).isEmpty();
        assertThat(roads.covers(IN_THE_HUDSON)).isTrue();
        assertThat(roads.way(TIMES_SQUARE, IN_THE_HUDSON)).isEmpty();
    }

    @Test
    void what_was_kept_answers_as_what_was_read(@TempDir Path folder) throws IOException {
        MapCache cache = MapCache.of(folder.toString(), AssertionError::new);
        RoadWay read = roads.way(TIMES_SQUARE, PENN_STATION).orElseThrow();
        for (int start = 0; start < 2; start++)
            try (Roads kept = Roads.load(MIDTOWN, cache)) {
                assertThat(kept.way(TIMES_SQUARE, PENN_STATION)).contains(read);
            }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_file_that_is_no_map_says_so(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("poem.osm.pbf"), "Whose woods these are I think I know");
        RoadMap map = RoadMap.of(file.toString(), AssertionError::new);
        assertThatThrownBy(() -> Roads.load(map, MapCache.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("poem.osm.pbf is no map that can be read");
    }
}
