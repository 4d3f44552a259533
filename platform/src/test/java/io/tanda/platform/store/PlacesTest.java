package io.tanda.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void the_last_value_fills_them_up() {
        assertThat(Places.filled(List.of(1))).containsExactly(1);
        assertThat(Places.filled(List.of(1, 2))).containsExactly(1, 2);
        assertThat(Places.filled(List.of(1, 2, 3, 4, 5))).containsExactly(1, 2, 3, 4, 5, 5, 5, 5);
    }

    @Test
    void few_numbers_of_places_serve_for_any_number_of_values() {
        Set<Integer> sizes = new HashSet<>();
        for (int size = 1; size <= 64; size++) {
            List<Integer> values = IntStream.range(0, size).boxed().toList();
            List<Integer> filled = Places.filled(values);
            assertThat(filled).containsAll(values).startsWith(values.toArray(new Integer[0]));
            sizes.add(filled.size());
        }
        assertThat(sizes).containsExactlyInAnyOrder(1, 2, 4, 8, 16, 32, 64);
    }

    @Test
    void a_place_is_written_so_many_times() {
        assertThat(Places.text("?", ", ", 3)).isEqualTo("?, ?, ?");
        assertThat(Places.text("(a = ? AND b > ?)", " OR ", 1)).isEqualTo("(a = ? AND b > ?)");
    }
}
