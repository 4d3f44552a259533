package io.tanda.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {
    private static final long SECOND = 1_000_000_000L;
    /** Any time of a clock that has no beginning: also one before its turn. */
    private static final long START = Long.MAX_VALUE - SECOND;

    private final Rate<String> rate = new Rate<>(10);

    @Test
    void some_seconds_worth_may_come_at_once_and_then_so_many_a_second() {
        assertThat(taken("a", START, 1_000)).isEqualTo(10 * Rate.BURST_SECONDS);
        assertThat(taken("a", START + SECOND / 10, 1_000)).isEqualTo(1);
        assertThat(taken("a", START + SECOND, 1_000)).isEqualTo(9);
        assertThat(taken("a", START + 100 * SECOND, 1_000)).isEqualTo(10 * Rate.BURST_SECONDS);
    }

    @Test
    void each_is_counted_for_itself() {
        taken("a", START, 1_000);
        assertThat(rate.allows("a", START)).isFalse();
        assertThat(rate.allows("b", START)).isTrue();
    }

    @Test
    void what_is_more_than_was_allowed_counts_too() {
        for (int i = 0; i < 100; i++) rate.count("a", START);
        assertThat(rate.allows("a", START + 5 * SECOND)).isFalse();
        assertThat(rate.allows("a", START + 7 * SECOND)).isTrue();
    }

    private int taken(String key, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            if (!rate.allows(key, now)) continue;
            rate.count(key, now);
            taken++;
        }
        return taken;
    }
}
