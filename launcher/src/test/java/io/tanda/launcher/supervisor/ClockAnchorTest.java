package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClockAnchorTest {

    private static final long NOON = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;

    @Test
    void the_first_start_begins_at_real_time() {
        ClockAnchor anchor = ClockAnchor.goOn(null, NOON, 10);
        assertThat(anchor.domainAt(NOON)).isEqualTo(NOON);
        assertThat(anchor.domainAt(NOON + 1_000)).isEqualTo(NOON + 10_000);
    }

    @Test
    void the_same_scale_keeps_the_anchor() {
        ClockAnchor anchor = ClockAnchor.goOn(null, NOON, 10);
        assertThat(ClockAnchor.goOn(anchor, NOON + HOUR, 10)).isSameAs(anchor);
    }

    @Test
    void a_change_of_scale_never_sets_domain_time_back() {
        ClockAnchor fast = ClockAnchor.goOn(null, NOON, 20);
        ClockAnchor slow = ClockAnchor.goOn(fast, NOON + HOUR, 1);
        assertThat(slow.domainAt(NOON + HOUR)).isEqualTo(NOON + 20 * HOUR);
        assertThat(slow.domainAt(NOON + 2 * HOUR)).isEqualTo(NOON + 21 * HOUR);
    }

    @Test
    void a_real_clock_that_was_set_back_does_not_turn_domain_time_around() {
        ClockAnchor anchor = ClockAnchor.goOn(null, NOON, 20);
        assertThat(anchor.domainAt(NOON - HOUR)).isEqualTo(NOON);
        assertThat(ClockAnchor.goOn(anchor, NOON - HOUR, 1).domainAt(NOON - HOUR))
                .isEqualTo(NOON);
    }

    @Test
    void what_is_written_is_read() throws IOException {
        Path file = Path.of("target", "clock-test", "clock.properties");
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        assertThat(ClockAnchor.read(file)).isNull();

        ClockAnchor anchor = new ClockAnchor(NOON, NOON + HOUR, 2.5);
        anchor.write(file);
        assertThat(ClockAnchor.read(file)).isEqualTo(anchor);

        Files.writeString(file, "scale=fast\n");
        assertThatThrownBy(() -> ClockAnchor.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> new ClockAnchor(NOON, NOON, 0)).hasMessageContaining("speed");
        assertThatThrownBy(() -> new ClockAnchor(NOON, NOON, Double.NaN)).hasMessageContaining("speed");
        assertThatThrownBy(() -> new ClockAnchor(NOON, NOON, 1e9)).hasMessageContaining("speed");
    }
}
