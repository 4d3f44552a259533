package io.tanda.dispatch.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HearingTest {
    private static final Instant NOON = Instant.parse("2013-01-01T12:00:00Z");

    private final Hearing hearing = new Hearing();

    private void heard(int... seconds) {
        for (int second : seconds) hearing.heard(NOON.plusSeconds(second));
    }

    private boolean lastsAt(int second) {
        return hearing.lasts(Duration.ofSeconds(60), NOON.plusSeconds(second));
    }

    @Test
    void who_has_heard_of_nobody_hears_nothing() {
        assertThat(lastsAt(0)).isFalse();
    }

    @Test
    void it_lasts_while_somebody_is_heard_of() {
        heard(0, 30, 59);
        assertThat(lastsAt(59)).isFalse();
        assertThat(lastsAt(60)).isTrue();
        assertThat(lastsAt(89)).isTrue();
        assertThat(lastsAt(90)).isFalse();
    }

    @Test
    void after_a_pause_it_begins_anew() {
        heard(0, 31, 50, 70);
        assertThat(lastsAt(70)).isFalse();
        assertThat(lastsAt(91)).isTrue();
    }

    @Test
    void what_comes_late_changes_nothing() {
        heard(0, 30, 60, 10);
        assertThat(lastsAt(80)).isTrue();
    }
}
