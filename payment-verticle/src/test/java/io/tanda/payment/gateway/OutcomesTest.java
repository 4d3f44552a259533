package io.tanda.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutcomesTest {
    private long nanos;
    private final Outcomes outcomes = new Outcomes(5, () -> nanos);

    private List<Long> begun(int calls) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < calls; i++) numbers.add(outcomes.begun());
        return numbers;
    }

    @Test
    @Tag("B2")
    void the_fifth_failure_in_a_row_opens() {
        for (int i = 0; i < 4; i++)
            assertThat(outcomes.ended(outcomes.begun(), true)).isFalse();
        assertThat(outcomes.ended(outcomes.begun(), true)).isTrue();
    }

    @Test
    void a_success_between_them_ends_a_row() {
        for (int i = 0; i < 4; i++) outcomes.ended(outcomes.begun(), true);
        outcomes.ended(outcomes.begun(), false);
        for (int i = 0; i < 4; i++)
            assertThat(outcomes.ended(outcomes.begun(), true)).isFalse();
    }

    @Test
    void a_row_is_one_of_beginnings_in_whatever_order_they_end() {
        List<Long> calls = begun(5);
        for (int each : List.of(0, 4, 1, 3))
            assertThat(outcomes.ended(calls.get(each), true)).isFalse();
        assertThat(outcomes.ended(calls.get(2), true)).isTrue();
    }

    /** All begin at once; those that are in time end first, and then the slow ones together. */
    @Test
    void a_few_slow_ones_of_many_at_once_are_no_row() {
        List<Long> calls = begun(255);
        List<Long> slow = calls.stream().filter(call -> call % 20 == 0).toList();
        calls.stream().filter(call -> !slow.contains(call)).forEach(call -> outcomes.ended(call, false));
        assertThat(slow).hasSizeGreaterThan(5);
        assertThat(slow).noneMatch(call -> outcomes.ended(call, true));
    }

    @Test
    @Tag("B2")
    void a_third_of_twenty_opens_though_no_two_fail_in_a_row() {
        int ended = 0;
        boolean opens = false;
        while (!opens && ended < 100) opens = outcomes.ended(outcomes.begun(), ended++ % 3 == 0);
        assertThat(ended).isBetween(20, 25);
        assertThat(opens).isTrue();
    }

    @Test
    void what_failed_more_than_ten_seconds_ago_counts_no_more() {
        for (int i = 0; i < 19; i++) outcomes.ended(outcomes.begun(), i % 2 == 0);
        nanos += TimeUnit.SECONDS.toNanos(11);
        for (int i = 0; i < 30; i++)
            assertThat(outcomes.ended(outcomes.begun(), i % 4 == 0)).isFalse();
    }

    @Test
    void what_began_before_the_breaker_opened_says_nothing_of_the_time_after() {
        List<Long> before = begun(10);
        outcomes.forget();
        assertThat(before).noneMatch(call -> outcomes.ended(call, true));
        for (int i = 0; i < 4; i++)
            assertThat(outcomes.ended(outcomes.begun(), true)).isFalse();
    }
}
