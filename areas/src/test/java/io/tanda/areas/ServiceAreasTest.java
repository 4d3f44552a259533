package io.tanda.areas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.GeoPoint;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** In which area a point lies. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServiceAreasTest {
    @Test
    void a_point_lies_in_the_area_that_has_it_or_in_none() {
        ServiceAreas areas = new ServiceAreas(List.of(square("west", 0, 0, 1), square("east", 0, 1, 1)));
        assertThat(areas.of(new GeoPoint(0.5, 0.5))).contains("west");
        assertThat(areas.of(new GeoPoint(0.5, 1.5))).contains("east");
        assertThat(areas.of(new GeoPoint(0.5, 2.5))).isEmpty();
        assertThat(areas.of(new GeoPoint(-0.5, 0.5))).isEmpty();
        assertThat(areas.names()).containsExactly("west", "east");
    }

    @Test
    void without_areas_everywhere_is_served() {
        assertThat(ServiceAreas.EVERYWHERE.everywhere()).isTrue();
        assertThat(new ServiceAreas(List.of(square("west", 0, 0, 1))).everywhere())
                .isFalse();
    }

    @Test
    void where_two_overlap_the_first_counts() {
        ServiceArea airport = square("airport", 0.4, 0.4, 0.2);
        ServiceArea city = square("city", 0, 0, 1);
        GeoPoint runway = new GeoPoint(0.5, 0.5);
        assertThat(new ServiceAreas(List.of(airport, city)).of(runway)).contains("airport");
        assertThat(new ServiceAreas(List.of(city, airport)).of(runway)).contains("city");
    }

    @Test
    void a_hole_is_outside() {
        ServiceArea ring = new ServiceArea("ring", List.of(List.of(ring(0, 0, 1), ring(0.4, 0.4, 0.2))));
        assertThat(ring.contains(new GeoPoint(0.5, 0.5))).isFalse();
        assertThat(ring.contains(new GeoPoint(0.2, 0.5))).isTrue();
    }

    @Test
    void an_area_may_have_several_parts_and_corners_that_point_inwards() {
        Ring arrow =
                new Ring(List.of(new GeoPoint(2, 2), new GeoPoint(4, 3), new GeoPoint(2, 4), new GeoPoint(2.5, 3)));
        ServiceArea area = new ServiceArea("both", List.of(List.of(ring(0, 0, 1)), List.of(arrow)));
        assertThat(area.contains(new GeoPoint(0.5, 0.5))).isTrue();
        assertThat(area.contains(new GeoPoint(3, 3))).isTrue();
        assertThat(area.contains(new GeoPoint(2.2, 3))).isFalse();
    }

    /** Neighbours are told by the same corners, one the other way round. */
    @Test
    void a_point_on_a_border_is_in_one_of_the_neighbours() {
        GeoPoint south = new GeoPoint(40.1, -73.9);
        GeoPoint north = new GeoPoint(40.7, -73.3);
        ServiceArea west =
                new ServiceArea("west", List.of(List.of(new Ring(List.of(south, north, new GeoPoint(40.5, -75))))));
        ServiceArea east =
                new ServiceArea("east", List.of(List.of(new Ring(List.of(north, south, new GeoPoint(40.3, -72))))));
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double share = random.nextDouble();
            GeoPoint border = new GeoPoint(
                    south.lat() + share * (north.lat() - south.lat()),
                    south.lng() + share * (north.lng() - south.lng()));
            assertThat(Stream.of(west, east).filter(area -> area.contains(border)))
                    .as("%s", border)
                    .hasSize(1);
        }
    }

    private static ServiceArea square(String name, double lat, double lng, double side) {
        return new ServiceArea(name, List.of(List.of(ring(lat, lng, side))));
    }

    private static Ring ring(double lat, double lng, double side) {
        // 0,0 is no place.
        double south = lat + 1e-9;
        return new Ring(List.of(
                new GeoPoint(south, lng),
                new GeoPoint(south, lng + side),
                new GeoPoint(lat + side, lng + side),
                new GeoPoint(lat + side, lng)));
    }
}
