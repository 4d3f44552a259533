package io.tanda.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(100, 5_000);

    @Test
    void each_pause_is_twice_the_one_before_up_to_the_longest() {
        assertThat(IntStream.rangeClosed(1, 8).mapToLong(backoff::millis))
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
    }

    @Test
    void after_any_number_of_failures_it_is_the_longest() {
        assertThat(backoff.millis(Integer.MAX_VALUE)).isEqualTo(5_000);
        assertThat(new Backoff(Integer.MAX_VALUE, Integer.MAX_VALUE).millis(1_000))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void by_chance_it_is_up_to_as_much_again() {
        assertThat(new Random(1).ints(1_000).mapToLong(seed -> backoff.millis(2, new Random(seed))))
                .allMatch(millis -> millis >= 200 && millis < 400)
                .anyMatch(millis -> millis < 220)
                .anyMatch(millis -> millis > 380);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> new Backoff(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(6, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(1, 1L << 31)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backoff.millis(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
