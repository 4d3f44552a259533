package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./tanda verify kills}: a cluster of real processes. */
class VerifyIT {
    @Test
    void no_command_is_lost_or_doubled_when_a_process_is_killed_or_hangs() throws IOException {
        Path root = TandaRoot.find();
        List<Finding> findings = Verify.run(
                root,
                root.resolve("verification/target/verify"),
                List.of(new KillMatrix()),
                false,
                System.out::println);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.violations()).isEmpty();
            assertThat(finding.rounds()).isPositive();
        });
    }
}
