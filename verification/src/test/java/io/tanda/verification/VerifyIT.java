package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./tanda verify} in its short form, as far as no containers are needed: a cluster of real processes. */
class VerifyIT {
    @Test
    void every_promise_of_a_cluster_holds() throws IOException {
        Path root = TandaRoot.find();
        List<Finding> findings = Verify.run(
                root, root.resolve("verification/target/verify"), Verify.FIGURES, false, System.out::println);
        assertThat(findings).hasSameSizeAs(Verify.FIGURES).allSatisfy(finding -> {
            assertThat(finding.violations()).as(finding.promise()).isEmpty();
            assertThat(finding.rounds()).as(finding.promise()).isPositive();
        });
    }
}
