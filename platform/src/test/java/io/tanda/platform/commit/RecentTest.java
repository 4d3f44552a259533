package io.tanda.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<String, Integer> recent = new Recent<>(2);
    private int read;

    /** Ten times the state, unless that is 0. */
    private int decide(String id) {
        return recent.decide(
                        id,
                        state -> state < 0
                                ? Future.failedFuture("a state that cannot be")
                                : Future.succeededFuture(10 * state),
                        decided -> decided != 0,
                        () -> Future.succeededFuture(- ++read))
                .result();
    }

    @Test
    void what_was_written_is_decided_on_without_a_look() {
        recent.keep("a", 1);
        assertThat(decide("a")).isEqualTo(10);
        assertThat(read).isZero();
    }

    @Test
    void what_is_not_known_is_read() {
        assertThat(decide("a")).isEqualTo(-1);
    }

    @Test
    void it_serves_once_and_then_the_table_says_what_is_there() {
        recent.keep("a", 1);
        decide("a");
        assertThat(decide("a")).isEqualTo(-1);
    }

    @Test
    void where_nothing_changes_the_table_has_the_last_word() {
        recent.keep("a", 0);
        assertThat(decide("a")).isEqualTo(-1);
    }

    @Test
    void what_cannot_be_decided_is_decided_on_what_the_table_says() {
        recent.keep("a", -7);
        assertThat(decide("a")).isEqualTo(-1);
    }

    @Test
    void of_too_many_those_go_that_were_used_longest_ago() {
        recent.keep("a", 1);
        recent.keep("b", 2);
        recent.keep("c", 3);
        assertThat(decide("a")).isEqualTo(-1);
        assertThat(decide("c")).isEqualTo(30);
    }
}
