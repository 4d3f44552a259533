package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    @Test
    void goes_up_until_a_rate_is_not_kept_and_then_halfway_until_it_is_close() {
        RateSearch search = new RateSearch(40, 2_000);

        List<Integer> tried = all(search, rate -> rate <= 125);

        assertThat(tried).startsWith(40, 60, 90, 135, 112, 123);
        assertThat(search.kept()).isBetween(119, 125);
    }

    @Test
    void looks_below_the_first_rate_when_that_is_too_much_already() {
        RateSearch search = new RateSearch(40, 2_000);

        List<Integer> tried = all(search, rate -> rate <= 7);

        assertThat(tried).startsWith(40, 20, 10, 5);
        assertThat(search.kept()).isEqualTo(7);
    }

    @Test
    void finds_none_where_not_even_one_ride_a_second_is_kept() {
        RateSearch search = new RateSearch(40, 2_000);

        List<Integer> tried = all(search, rate -> false);

        assertThat(tried).endsWith(1);
        assertThat(search.kept()).isZero();
    }

    @Test
    void ends_at_the_limit_when_everything_is_kept() {
        RateSearch search = new RateSearch(40, 100);

        List<Integer> tried = all(search, rate -> true);

        assertThat(tried).containsExactly(40, 60, 90, 100);
        assertThat(search.kept()).isEqualTo(100);
    }

    @Test
    void ends_whatever_the_machine_keeps_and_never_names_more_than_was_kept() {
        for (int most = 0; most <= 2_100; most++) {
            int highest = most;
            RateSearch search = new RateSearch(40, 2_000);
            List<Integer> tried = all(search, rate -> rate <= highest);
            assertThat(tried).hasSizeLessThan(25).doesNotHaveDuplicates();
            assertThat(search.kept()).isLessThanOrEqualTo(most);
            if (most <= 2_000) assertThat(search.kept()).isGreaterThanOrEqualTo((int) (most * 0.94));
        }
    }

    @Test
    void refuses_a_first_rate_beyond_the_limit() {
        assertThatThrownBy(() -> new RateSearch(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateSearch(11, 10)).hasMessageContaining("11");
    }

    private static List<Integer> all(RateSearch search, IntPredicate kept) {
        List<Integer> tried = new ArrayList<>();
        for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
            tried.add(next.getAsInt());
            search.tried(kept.test(next.getAsInt()));
        }
        return tried;
    }
}
