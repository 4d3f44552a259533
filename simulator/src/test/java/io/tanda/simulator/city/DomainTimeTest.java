package io.tanda.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DomainTimeTest {
    private static final Path FOLDER = Path.of("target", "domain-time-test");

    @Test
    void domainTimeRunsFromItsAnchorAsFastAsItsScale() throws IOException {
        Files.createDirectories(FOLDER);
        Path anchor = Files.writeString(
                FOLDER.resolve("clock.properties"), "realEpochMillis=1000\ndomainEpochMillis=5000\nscale=30.0\n");
        DomainTime time = DomainTime.load(anchor);

        assertThat(time.at(1_000)).isEqualTo(Instant.ofEpochMilli(5_000));
        assertThat(time.at(3_000)).isEqualTo(Instant.ofEpochMilli(65_000));
        assertThat(time.realMillis(Duration.ofMinutes(1))).isEqualTo(2_000);
    }

    @Test
    void aFileThatIsNoAnchorIsRefused() throws IOException {
        Files.createDirectories(FOLDER);
        Path broken = Files.writeString(FOLDER.resolve("broken.properties"), "scale=fast\n");
        assertThatThrownBy(() -> DomainTime.load(broken)).hasMessageContaining("broken.properties");
    }
}
