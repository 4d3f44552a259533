package io.tanda.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ships, what somebody writes, and what is wrong with it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoadFilesTest {
    private final List<String> problems = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void a_file_of_ones_own_counts_as_one_that_ships() throws IOException {
        Path file = Files.writeString(folder.resolve("seoul.properties"), """
            start.seconds=60
            kmh.motorway=70
            kmh.primary=30
            kmh.secondary=25
            kmh.tertiary=20
            kmh.other=15.5
            """);
        Speeds speeds = SpeedFiles.read(file.toString(), problems::add);
        assertThat(problems).isEmpty();
        assertThat(speeds.startSeconds()).isEqualTo(60);
        assertThat(speeds.kmhOn(RoadKind.OTHER)).isEqualTo(15.5);
    }

    @Test
    void a_kilometer_takes_its_time_and_the_start() {
        Speeds speeds = SpeedFiles.shipped(SpeedFiles.NEW_YORK_2013);
        double kilometer = 3_600 / speeds.kmhOn(RoadKind.PRIMARY);
        assertThat(speeds.secondsOf(new RoadWay(Map.of(RoadKind.PRIMARY, 1_000.0))))
                .isEqualTo(speeds.startSeconds() + kilometer);
        assertThat(speeds.secondsOf(new RoadWay(Map.of()))).as("who is there").isZero();
    }

    @Test
    void every_key_that_is_wrong_is_told_with_what_is_allowed() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.properties"), """
            start.seconds=601
            kmh.motorway=fast
            kmh.primary=0.5
            kmh.secondary=25
            kmh.tertiary=20
            kmh.avenue=30
            """);
        SpeedFiles.read(file.toString(), problems::add);
        assertThat(problems)
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem).startsWith(file.toString()))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("start.seconds is \"601\", and must be a number from 0.0 to 600.0"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("kmh.motorway is \"fast\", and must be a number from 1.0 to 130.0"))
                .anySatisfy(problem -> assertThat(problem).contains("kmh.primary is \"0.5\""))
                .anySatisfy(problem -> assertThat(problem).contains("kmh.other is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("\"kmh.avenue\" is no key"));
    }

    @Test
    void what_is_not_there_is_told() {
        assertThat(SpeedFiles.read("new-york-2014", problems::add)).isNull();
        assertThat(SpeedFiles.read(folder.resolve("none.properties").toString(), problems::add))
                .isNull();
        assertThat(RoadMap.of("new-york", problems::add)).isNull();
        assertThat(RoadMap.of(folder.resolve("none.osm.pbf").toString(), problems::add))
                .isNull();
        assertThat(MapCache.of(folder.resolve("none").toString(), problems::add))
                .isEqualTo(MapCache.NONE);
        assertThat(problems)
                .satisfiesExactly(
                        name -> assertThat(name).contains("\"new-york-2014\"").contains(SpeedFiles.EXPECTED),
                        file -> assertThat(file).contains("none.properties cannot be read"),
                        map -> assertThat(map)
                                .contains("\"new-york\" is no map")
                                .contains(RoadMap.EXPECTED),
                        extract -> assertThat(extract).contains("none.osm.pbf is no file that can be read"),
                        cache -> assertThat(cache).contains("is not " + MapCache.EXPECTED));
    }

    @Test
    void a_continent_is_refused_before_it_is_read() throws IOException {
        Path file = folder.resolve("europe.osm.pbf");
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(RoadMap.MAX_BYTES + 1);
        }
        assertThat(RoadMap.of(file.toString(), problems::add)).isNull();
        assertThat(problems).singleElement().asString().contains("more than " + RoadMap.MAX_BYTES + " bytes");
    }

    @Test
    void without_a_folder_nothing_is_kept() {
        assertThat(MapCache.of("", problems::add)).isEqualTo(MapCache.NONE);
        assertThat(problems).isEmpty();
    }
}
