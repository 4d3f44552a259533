package io.tanda.pods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PodmanTest {

    @ParameterizedTest
    @CsvSource({"4.3.1, false, netavark, true", "4.10.0-rc1, false, netavark, true", "5.0.0, false, netavark, true"})
    void a_podman_that_has_all_is_taken(String version, boolean rootless, String network, boolean parts) {
        assertThat(Podman.problem(version, rootless, network, parts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4.2.9, false, netavark, true, 4.3 or newer",
        "3.4.4, false, cni, true, apt-get install",
        "4.3.1, true, netavark, true, as root",
        "4.3.1, false, cni, true, aardvark-dns",
        "4.3.1, false, netavark, false, aardvark-dns",
    })
    void what_is_missing_is_said_with_its_remedy(
            String version, boolean rootless, String network, boolean parts, String said) {
        assertThat(Podman.problem(version, rootless, network, parts).orElse("")).contains(said);
    }
}
