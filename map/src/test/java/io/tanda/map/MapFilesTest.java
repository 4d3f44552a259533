package io.tanda.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the build has written. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MapFilesTest {
    /** Of the 350 kB that a page may weigh in all. */
    private static final int MOST_BYTES = 150_000;

    private static final Spot EMPIRE_STATE_BUILDING_ON_FIFTH_AVENUE = Spot.of(40.74821, -73.98496);
    private static final Spot TIMES_SQUARE = Spot.of(40.7580, -73.9855);

    @Test
    void both_files_are_small_on_the_wire() throws IOException {
        int streets = compressed("roads");
        int zones = compressed("zones");
        System.out.println("streets " + streets + " bytes, zones " + zones + " bytes, compressed");
        assertThat(streets + zones).isLessThan(MOST_BYTES);
    }

    @Test
    void fifth_avenue_is_where_it_is() throws IOException {
        List<List<Spot>> avenue = StreamSupport.stream(
                        read("roads").get("roads").spliterator(), false)
                .filter(road -> road.path("name").asText().equals("5th Avenue"))
                .flatMap(road -> lines(road.get("lines")).stream())
                .toList();
        assertThat(avenue).isNotEmpty();
        assertThat(meters(EMPIRE_STATE_BUILDING_ON_FIFTH_AVENUE, avenue)).isLessThan(30);
        assertThat(meters(TIMES_SQUARE, avenue)).isGreaterThan(300);
    }

    @Test
    void everything_of_the_streets_lies_within_their_bounds() throws IOException {
        JsonNode file = read("roads");
        double[] bounds = new JsonMapper().treeToValue(file.get("bounds"), double[].class);
        assertThat(bounds).containsExactly(40.736, -74.01355, 40.759, -73.963);
        List<List<Spot>> all = new ArrayList<>(lines(file.get("parks")));
        all.addAll(lines(file.get("water")));
        for (JsonNode road : file.get("roads")) all.addAll(lines(road.get("lines")));
        assertThat(all)
                .hasSizeGreaterThan(500)
                .allSatisfy(line -> assertThat(line)
                        .allMatch(spot -> spot.lat() >= bounds[0] * Spot.SCALE - 1
                                && spot.lat() <= bounds[2] * Spot.SCALE + 1
                                && spot.lng() >= bounds[1] * Spot.SCALE - 1
                                && spot.lng() <= bounds[3] * Spot.SCALE + 1));
        assertThat(file.get("scale").intValue()).isEqualTo(Spot.SCALE);
        assertThat(file.get("attribution").textValue()).isEqualTo("© OpenStreetMap contributors");
    }

    @Test
    void the_rivers_are_water_and_the_avenues_are_not() throws IOException {
        List<List<Spot>> water = lines(read("roads").get("water"));
        assertThat(inside(Spot.of(40.7500, -74.0120), water)).as("Hudson").isTrue();
        assertThat(inside(Spot.of(40.7400, -73.9660), water)).as("East River").isTrue();
        assertThat(inside(TIMES_SQUARE, water)).isFalse();
        assertThat(inside(EMPIRE_STATE_BUILDING_ON_FIFTH_AVENUE, water)).isFalse();
    }

    @Test
    void each_zone_of_the_city_has_a_name_and_an_outline() throws IOException {
        JsonNode zones = read("zones").get("zones");
        assertThat(zones).hasSize(263).allSatisfy(zone -> {
            assertThat(zone.get("name").textValue()).isNotBlank();
            assertThat(zone.get("borough").textValue()).isNotBlank();
            assertThat(lines(zone.get("rings")))
                    .isNotEmpty()
                    .allSatisfy(ring -> assertThat(ring.getFirst()).isEqualTo(ring.getLast()));
        });
        assertThat(StreamSupport.stream(zones.spliterator(), false)
                        .filter(zone -> inside(TIMES_SQUARE, lines(zone.get("rings"))))
                        .map(zone -> zone.get("name").textValue()))
                .containsExactly("Times Sq/Theatre District");
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream file = open(name)) {
            return new JsonMapper().readTree(file);
        }
    }

    private static int compressed(String name) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (InputStream file = open(name);
                GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            file.transferTo(gzip);
        }
        return small.size();
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(MapFilesTest.class.getResourceAsStream("/map/" + name + ".json"), name);
    }

    private static List<List<Spot>> lines(JsonNode packed) {
        List<List<Spot>> lines = new ArrayList<>();
        for (JsonNode line : packed) {
            List<Spot> spots = new ArrayList<>();
            int lat = 0;
            int lng = 0;
            for (int i = 0; i + 1 < line.size(); i += 2) {
                lat += line.get(i).intValue();
                lng += line.get(i + 1).intValue();
                spots.add(new Spot(lat, lng));
            }
            lines.add(spots);
        }
        return lines;
    }

    private static double meters(Spot from, List<List<Spot>> lines) {
        double least = Double.MAX_VALUE;
        for (List<Spot> line : lines)
            for (int i = 0; i + 1 < line.size(); i++)
                least = Math.min(least, from.metersFrom(line.get(i), line.get(i + 1)));
        return least;
    }

    /** Even-odd, by a ray to the east. */
    private static boolean inside(Spot spot, List<List<Spot>> rings) {
        boolean inside = false;
        for (List<Spot> ring : rings) {
            for (int i = 0; i + 1 < ring.size(); i++) {
                Spot a = ring.get(i);
                Spot b = ring.get(i + 1);
                if (a.lat() > spot.lat() == b.lat() > spot.lat()) continue;
                double lng = a.lng() + (double) (spot.lat() - a.lat()) * (b.lng() - a.lng()) / (b.lat() - a.lat());
                inside ^= lng > spot.lng();
            }
        }
        return inside;
    }
}
