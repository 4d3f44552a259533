package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeastErrorTest {
    @Test
    void what_lies_far_off_pulls_nothing() {
        List<double[]> rows = List.of(
                new double[] {1, 100},
                new double[] {1, 200},
                new double[] {1, 300},
                new double[] {1, 400},
                new double[] {1, 500},
                new double[] {1, 600});
        double[] fit = LeastError.fit(rows, new double[] {130, 230, 330, 9_999, 530, 630});
        assertThat(fit[0]).isCloseTo(30, within(0.1));
        assertThat(fit[1]).isCloseTo(1, within(0.001));
    }
}
