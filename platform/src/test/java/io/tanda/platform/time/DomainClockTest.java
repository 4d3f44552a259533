package io.tanda.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainClockTest {
    private final Instant anchor = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_scaled_clock_runs_from_its_anchor() {
        DomainClock clock = DomainClock.anchored(() -> anchor.plusSeconds(3), anchor, anchor.plusSeconds(3_600), 30);

        assertThat(clock.instant()).isEqualTo(anchor.plusSeconds(3_600 + 90));
        assertThat(clock.toReal(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(2));
        assertThat(clock.toDomain(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_file_without_an_anchor_is_refused_by_name(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("clock.properties"), "scale=30\n");

        assertThatThrownBy(() -> DomainClock.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clock.properties")
                .hasMessageContaining("realEpochMillis");
    }

    @Test
    void a_clock_that_would_stand_still_or_race_is_refused() {
        assertThatThrownBy(() -> DomainClock.anchored(() -> anchor, anchor, anchor, 0))
                .hasMessageContaining("from 1 to 600");
        assertThatThrownBy(() -> DomainClock.anchored(() -> anchor, anchor, anchor, 601))
                .hasMessageContaining("from 1 to 600");
    }
}
