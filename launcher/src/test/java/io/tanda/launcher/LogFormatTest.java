package io.tanda.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.ops.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What its lines look like is seen in a process of its own: LogIT. */
class LogFormatTest {
    @Test
    void for_people_unless_somebody_says_otherwise() {
        assertThat(LogFormat.of(Settings.of(Map.of()))).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.of(Settings.of(Map.of("log.format", "json")))).isEqualTo(LogFormat.JSON);
    }

    @Test
    void another_is_refused_at_start() {
        Settings settings = Settings.of(Map.of("log.format", "xml"));
        LogFormat.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("TANDA_LOG_FORMAT")
                .hasMessageContaining("text or json")
                .hasMessageContaining("\"xml\"");
    }
}
