package io.tanda.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.notify.delivery.Tries.Next;
import io.tanda.notify.delivery.Tries.Outcome;
import io.tanda.platform.flow.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TriesTest {
    private static final boolean KNOWS_KEYS = true;
    private static final boolean NO_KEYS = false;

    private final Tries tries = new Tries(4, Duration.ofHours(1), new Backoff(1_000, 3_000));

    @Test
    void what_is_taken_or_refused_is_over() {
        assertThat(tries.after(Handed.TAKEN, 1, 1, KNOWS_KEYS).outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(tries.after(Handed.REFUSED, 1, 1, KNOWS_KEYS).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void what_was_not_taken_is_tried_again_after_longer_and_longer_pauses_until_the_limit() {
        assertThat(tries.after(Handed.NOT_NOW, 1, 1, NO_KEYS)).isEqualTo(new Next(null, 1_000, 0));
        assertThat(tries.after(Handed.NOT_NOW, 2, 1, NO_KEYS)).isEqualTo(new Next(null, 2_000, 0));
        assertThat(tries.after(Handed.NOT_NOW, 3, 1, NO_KEYS)).isEqualTo(new Next(null, 3_000, 0));
        assertThat(tries.after(Handed.NOT_NOW, 4, 1, NO_KEYS).outcome()).isEqualTo(Outcome.GIVEN_UP);
    }

    @Test
    void what_was_not_answered_is_tried_again_only_where_keys_are_known() {
        assertThat(tries.after(Handed.NO_ANSWER, 1, 1, KNOWS_KEYS)).isEqualTo(new Next(null, 1_000, 1));
        assertThat(tries.after(Handed.NO_ANSWER, 4, 4, KNOWS_KEYS).outcome()).isEqualTo(Outcome.UNCERTAIN);
        assertThat(tries.after(Handed.NO_ANSWER, 1, 1, NO_KEYS).outcome()).isEqualTo(Outcome.UNCERTAIN);
    }

    @Test
    void nobody_is_called_who_may_have_it_and_knows_no_keys() {
        assertThat(tries.uncalled(true, Duration.ZERO, 1, NO_KEYS)).isEqualTo(Outcome.UNCERTAIN);
        assertThat(tries.uncalled(true, Duration.ZERO, 1, KNOWS_KEYS)).isNull();
        assertThat(tries.uncalled(true, Duration.ZERO, 0, NO_KEYS)).isNull();
    }

    @Test
    void nobody_is_called_without_an_address_or_after_too_long() {
        assertThat(tries.uncalled(false, Duration.ZERO, 0, KNOWS_KEYS)).isEqualTo(Outcome.WITHDRAWN);
        assertThat(tries.uncalled(true, Duration.ofHours(1), 0, KNOWS_KEYS)).isNull();
        assertThat(tries.uncalled(true, Duration.ofHours(1).plusMillis(1), 0, KNOWS_KEYS))
                .isEqualTo(Outcome.TOO_LATE);
    }
}
