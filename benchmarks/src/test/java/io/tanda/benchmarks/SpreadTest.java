package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void the_median_of_an_even_number_of_rounds_lies_between_the_two_in_the_middle() {
        Spread spread = Spread.of(List.of(4.0, 1.0, 3.0, 10.0), Double::doubleValue);

        assertThat(spread).isEqualTo(new Spread(3.5, 1, 10));
        assertThat(spread.text("%.1f")).isEqualTo("3.5 (1.0 to 10.0)");
    }

    @Test
    void a_ratio_is_that_of_each_pair_of_rounds() {
        Spread spread = Spread.ofRatios(List.of(2.0, 9.0, 4.0), List.of(1.0, 3.0, 4.0), Double::doubleValue);

        assertThat(spread).isEqualTo(new Spread(2, 1, 3));
    }
}
