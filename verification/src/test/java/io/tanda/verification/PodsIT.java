package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** {@code ./tanda verify pods} as a test: minutes, with podman, as root, and with an image that was built before. */
@EnabledIfEnvironmentVariable(
        named = "TANDA_TEST_PODS",
        matches = "true",
        disabledReason =
                "Pods were NOT tried: set TANDA_TEST_PODS=true where podman is, after ./tanda image --base debian")
class PodsIT {
    @Test
    @Tag("B5")
    void no_request_fails_while_every_pod_is_replaced() throws IOException {
        Path root = TandaRoot.find();
        List<Finding> findings = Verify.runPods(
                root,
                root.resolve("verification/target/pods"),
                List.of(new PodRedeploy()),
                false,
                new Availability(),
                System.out::println);
        assertThat(findings).hasSize(1).allSatisfy(finding -> {
            assertThat(finding.tried()).isTrue();
            assertThat(finding.violations()).isEmpty();
            assertThat(finding.rounds()).isPositive();
        });
    }
}
