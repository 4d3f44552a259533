package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./tanda verify}: a cluster of real processes, tried figure by figure. */
class VerifyIT {
    @Test
    void every_promise_of_a_cluster_holds() throws IOException {
        Path root = TandaRoot.find();
        List<Finding> findings = Verify.run(
                root,
                root.resolve("verification/target/verify"),
                List.of(new KillMatrix(), new RollingRedeploy(), new FrontsAlone(), new AcceptRace()),
                false,
                System.out::println);
        assertThat(findings).hasSize(4).allSatisfy(finding -> {
            assertThat(finding.violations()).isEmpty();
            assertThat(finding.rounds()).isPositive();
        });
    }
}
