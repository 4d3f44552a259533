package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures of {@code ./tanda verify} in their short form: a cluster of real processes. */
@Tag("A10")
@Tag("B1")
@Tag("B3")
@Tag("B4")
@Tag("B5")
@Tag("B6")
@Tag("B8")
class VerifyIT {
    @Test
    void a_cluster_keeps_its_promises_whatever_is_done_to_its_processes() throws IOException {
        Path root = TandaRoot.find();
        Availability availability = new Availability();
        List<Finding> findings = Verify.run(
                root,
                root.resolve("verification/target/verify"),
                Verify.FIGURES,
                false,
                availability,
                System.out::println);
        availability.table().forEach(System.out::println);
        assertThat(findings)
                .hasSameSizeAs(Verify.FIGURES)
                .allSatisfy(finding ->
                        assertThat(finding.rounds()).as(finding.promise()).isPositive());
        // In one line, as a summary of all tests shows it.
        String violated = findings.stream()
                .flatMap(finding -> finding.violations().stream().map(each -> finding.promise() + ": " + each))
                .collect(Collectors.joining(" | "))
                .replace('\n', ' ');
        if (!violated.isEmpty()) fail(violated);
        for (Availability.Core core : Availability.Core.values())
            assertThat(availability.answered(core)).as("%s", core).isPositive().isEqualTo(availability.asked(core));
    }
}
