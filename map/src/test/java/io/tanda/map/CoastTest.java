package io.tanda.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Water is on the right of a coast. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CoastTest {
    private final Coast coast = new Coast(new Spot(0, 0), new Spot(100, 100));

    @Test
    void a_coast_that_goes_north_has_its_water_in_the_east() {
        assertThat(coast.water(List.of(List.of(new Spot(0, 40), new Spot(50, 45), new Spot(100, 40)))))
                .containsExactly(List.of(
                        new Spot(0, 40),
                        new Spot(50, 45),
                        new Spot(100, 40),
                        new Spot(100, 100),
                        new Spot(0, 100),
                        new Spot(0, 40)));
    }

    @Test
    void a_coast_that_goes_south_has_its_water_in_the_west() {
        assertThat(coast.water(List.of(List.of(new Spot(100, 40), new Spot(0, 40)))))
                .containsExactly(List.of(
                        new Spot(100, 40), new Spot(0, 40), new Spot(0, 0), new Spot(100, 0), new Spot(100, 40)));
    }

    @Test
    void an_island_between_two_rivers_leaves_two_waters() {
        assertThat(coast.water(List.of(
                        List.of(new Spot(0, 60), new Spot(100, 60)), List.of(new Spot(100, 40), new Spot(0, 40)))))
                .hasSize(2)
                .allSatisfy(ring -> assertThat(ring).hasSize(5));
    }

    @Test
    void a_river_between_two_coasts_is_one_water() {
        assertThat(coast.water(List.of(
                        List.of(new Spot(0, 40), new Spot(100, 40)), List.of(new Spot(100, 60), new Spot(0, 60)))))
                .containsExactly(List.of(
                        new Spot(100, 60), new Spot(0, 60), new Spot(0, 40), new Spot(100, 40), new Spot(100, 60)));
    }

    @Test
    void a_small_island_is_not_water() {
        Spot first = new Spot(50, 50);
        assertThat(coast.water(List.of(List.of(first, new Spot(51, 50), new Spot(51, 51), first))))
                .isEmpty();
    }
}
