package io.tanda.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ZonesTest {
    /** Two squares side by side, whose border has a step of a meter and a bay of a hundred. */
    private static final List<Spot> BORDER = List.of(
            new Spot(0, 1_000),
            new Spot(200, 1_001),
            new Spot(400, 1_000),
            new Spot(500, 1_100),
            new Spot(1_000, 1_000));

    @Test
    void two_zones_that_meet_still_do() {
        List<Spot> west = List.of(
                new Spot(0, 0),
                BORDER.get(0),
                BORDER.get(1),
                BORDER.get(2),
                BORDER.get(3),
                BORDER.get(4),
                new Spot(1_000, 0),
                new Spot(0, 0));
        List<Spot> east = List.of(
                new Spot(500, 2_000),
                new Spot(1_000, 2_000),
                BORDER.get(4),
                BORDER.get(3),
                BORDER.get(2),
                BORDER.get(1),
                BORDER.get(0),
                new Spot(0, 2_000),
                new Spot(500, 2_000));
        List<Zones.Zone> simple = Zones.simplify(
                List.of(new Zones.Zone("west", "b", List.of(west)), new Zones.Zone("east", "b", List.of(east))), 20);
        List<Spot> left = simple.get(0).rings().getFirst();
        List<Spot> right = simple.get(1).rings().getFirst();
        assertThat(left).contains(BORDER.get(0), BORDER.get(3), BORDER.get(4)).doesNotContain(BORDER.get(1));
        assertThat(border(left)).containsExactlyElementsOf(border(right).reversed());
        assertThat(left.getFirst()).isEqualTo(left.getLast());
        assertThat(right.getFirst()).isEqualTo(right.getLast());
    }

    private static List<Spot> border(List<Spot> ring) {
        return ring.subList(0, ring.size() - 1).stream()
                .filter(BORDER::contains)
                .toList();
    }
}
