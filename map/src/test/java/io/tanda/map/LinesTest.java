package io.tanda.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinesTest {
    @Test
    void lines_that_meet_become_one_whichever_way_they_are_read() {
        List<List<Spot>> joined = Lines.join(List.of(line(2, 3), line(1, 2), line(4, 3), line(8, 9)), true);
        assertThat(joined).hasSize(2);
        assertThat(joined.getFirst()).containsExactlyElementsOf(line(1, 2, 3, 4).reversed());
        assertThat(joined.getLast()).isEqualTo(line(9, 8));
    }

    @Test
    void a_coast_is_never_read_backwards() {
        assertThat(Lines.join(List.of(line(2, 3), line(1, 2), line(4, 3)), false))
                .containsExactlyInAnyOrder(line(1, 2, 3), line(4, 3));
        List<List<Spot>> ring = Lines.join(List.of(line(2, 3), line(3, 1), line(1, 2)), false);
        assertThat(ring).containsExactly(line(2, 3, 1, 2));
    }

    @Test
    void what_is_left_out_was_no_farther_away_than_said() {
        List<Spot> wave = IntStream.range(0, 500)
                .mapToObj(i -> new Spot(4_075_000 + (int) (40 * Math.sin(i / 20.0)), -7_398_000 + 10 * i))
                .toList();
        List<Spot> simple = Lines.simplify(wave, 5);
        assertThat(simple).hasSizeBetween(10, 200).startsWith(wave.getFirst()).endsWith(wave.getLast());
        for (Spot spot : wave)
            assertThat(IntStream.range(0, simple.size() - 1)
                            .mapToDouble(i -> spot.metersFrom(simple.get(i), simple.get(i + 1)))
                            .min()
                            .orElseThrow())
                    .isLessThanOrEqualTo(5);
    }

    @Test
    void a_packed_line_is_a_place_and_steps() {
        assertThat(Lines.pack(List.of(new Spot(4_075_839, -7_400_510), new Spot(4_075_800, -7_400_500))))
                .containsExactly(4_075_839, -7_400_510, -39, 10);
    }

    @Test
    void a_hundredth_of_a_degree_square_is_as_large_as_it_is_on_earth() {
        List<Spot> square = List.of(
                new Spot(4_000_000, 0),
                new Spot(4_001_000, 0),
                new Spot(4_001_000, 1_000),
                new Spot(4_000_000, 1_000),
                new Spot(4_000_000, 0));
        assertThat(Lines.squareMeters(square)).isCloseTo(1_112.0 * 851.8, within(5_000.0));
        assertThat(Lines.squareMeters(square.reversed())).isEqualTo(Lines.squareMeters(square));
    }

    private static List<Spot> line(int... places) {
        return IntStream.of(places)
                .mapToObj(place -> new Spot(place, place % 2))
                .toList();
    }
}
