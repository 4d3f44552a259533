package io.tanda.areas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.GeoPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ships, what somebody writes, and what is wrong with it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A6")
class AreaFilesTest {
    private static final String SQUARE = "[[0.1,0.1],[1,0.1],[1,1],[0.1,1],[0.1,0.1]]";

    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "Times Square, 40.7580, -73.9855, manhattan",
        "Roosevelt Island, 40.7620, -73.9500, manhattan",
        "Columbia University, 40.8075, -73.9626, manhattan",
        "Pier 83 on the Hudson, 40.7629, -74.0020, manhattan",
        "Barclays Center, 40.6826, -73.9754, brooklyn",
        "Coney Island, 40.5755, -73.9707, brooklyn",
        "LaGuardia, 40.7740, -73.8720, queens",
        "JFK Terminal 4, 40.6446, -73.7820, queens",
        "Long Island City, 40.7447, -73.9485, queens",
        "Yankee Stadium, 40.8296, -73.9262, bronx",
        "St. George, 40.6437, -74.0736, staten-island",
        "Newark Airport, 40.6895, -74.1745, newark-airport",
    })
    void new_york_knows_its_boroughs(String place, double lat, double lng, String area) {
        assertThat(AreaFiles.shipped(AreaFiles.NEW_YORK).of(new GeoPoint(lat, lng)))
                .as(place)
                .contains(area);
    }

    @ParameterizedTest
    @CsvSource({
        "Jersey City, 40.7190, -74.0450",
        "Yonkers, 40.9500, -73.8700",
        "Seoul, 37.5665, 126.9780",
        "lat and lng in each other's place, -73.9855, 40.7580",
    })
    void new_york_ends_at_its_border(String place, double lat, double lng) {
        assertThat(AreaFiles.shipped(AreaFiles.NEW_YORK).of(new GeoPoint(lat, lng)))
                .as(place)
                .isEmpty();
    }

    @Test
    void a_file_of_ones_own_is_read_and_features_of_one_name_are_one_area(@TempDir Path folder) throws IOException {
        String text = collection(
                feature("north", "Polygon", "[" + SQUARE + "]"),
                feature("south", "MultiPolygon", "[[" + SQUARE.replace("1", "2") + "]]"),
                feature("north", "Polygon", "[[[5,5],[6,5],[6,6],[5,5]]]"));
        Path file = Files.writeString(folder.resolve("mine.geojson"), text);
        ServiceAreas areas = AreaFiles.read(" " + file + " ", problems::add);
        assertThat(problems).isEmpty();
        assertThat(areas.names()).containsExactly("north", "south");
        assertThat(areas.of(new GeoPoint(0.5, 0.5))).contains("north");
        assertThat(areas.of(new GeoPoint(5.2, 5.8))).contains("north");
        assertThat(areas.of(new GeoPoint(1.5, 1.5))).contains("south");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gotham|\"gotham\" is no file of service areas: a GeoJSON file that ends with .geojson, or one of [new-york]",
                "no/such.geojson|no/such.geojson cannot be read",
            })
    void a_name_that_is_none_is_refused(String name, String expected) {
        assertThat(AreaFiles.read(name, problems::add)).isEqualTo(ServiceAreas.EVERYWHERE);
        assertThat(problems).singleElement().asString().contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|it is no JSON",
                "{\"type\":\"Feature\"}|it must be a FeatureCollection of one feature or more",
                "{\"type\":\"FeatureCollection\",\"features\":[]}|it must be a FeatureCollection of one feature or more",
            })
    void a_text_that_has_no_features_is_refused(String text, String expected) {
        assertThat(GeoJsonAreas.read("f", text, problems::add)).isEqualTo(ServiceAreas.EVERYWHERE);
        assertThat(problems).singleElement().asString().startsWith("f: ").contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Point|[1,1]|feature 1 must have a geometry of type Polygon or MultiPolygon",
                "Polygon|[]|feature 1 has no outline",
                "MultiPolygon|[]|feature 1 has no polygon",
                "Polygon|[[[1,1],[2,1],[1,1]]]|feature 1, ring 1 must have 4 positions at least",
                "Polygon|[[[1,1],[2,1],[2,2],[1,2]]]|feature 1, ring 1 must end where it begins",
                "Polygon|[[[1,1],[2,91],[2,2],[1,1]]]|feature 1, ring 1, position 2 must be [lng, lat]",
                "Polygon|[[[1,1],[2,1],[\"2\",2],[1,1]]]|feature 1, ring 1, position 3 must be [lng, lat]",
                "Polygon|[[[1,1],[2,1],[2],[1,1]]]|feature 1, ring 1, position 3 must be [lng, lat]",
                "MultiPolygon|[[[[-179,1],[179,1],[179,2],[-179,1]]]]|feature 1, polygon 1, ring 1 must not cross the 180th",
            })
    void what_is_wrong_is_said_with_its_place(String type, String coordinates, String expected) {
        GeoJsonAreas.read("f", collection(feature("a", type, coordinates)), problems::add);
        assertThat(problems).singleElement().asString().startsWith("f: ").contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"Manhattan", "'two words'", "-", "''", "a123456789012345678901234567890123456789"})
    void a_name_is_a_label_of_meters(String name) {
        GeoJsonAreas.read("f", collection(feature(name, "Polygon", "[" + SQUARE + "]")), problems::add);
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("feature 1 must have a property \"area\"", "not \"" + name + "\"");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        String text =
                collection(feature("A", "Polygon", "[[]]"), feature("b", "Line", "[]"), feature("c", "Polygon", "[]"));
        GeoJsonAreas.read("f", text, problems::add);
        assertThat(problems).hasSize(4);
    }

    @Test
    void there_are_only_so_many() {
        String many = IntStream.rangeClosed(0, GeoJsonAreas.MAX_AREAS)
                .mapToObj(i -> feature("a" + i, "Polygon", "[" + SQUARE + "]"))
                .collect(Collectors.joining(","));
        GeoJsonAreas.read("f", collection(many), problems::add);
        assertThat(problems).singleElement().asString().contains("has 65 areas, and may have 64");
    }

    @Test
    void a_file_may_not_be_as_large_as_it_likes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("large.geojson"), " ".repeat(AreaFiles.MAX_BYTES + 1));
        AreaFiles.read(file.toString(), problems::add);
        assertThat(problems).singleElement().asString().contains("holds more than 4194304 bytes");
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static String feature(String area, String type, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{\"area\":\"" + area + "\"},\"geometry\":{\"type\":\"" + type
                + "\",\"coordinates\":" + coordinates + "}}";
    }
}
