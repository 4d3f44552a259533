package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.ops.Settings;
import io.tanda.web.security.DevKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebConfigTest {
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "config");
    }

    @Test
    void in_development_missing_keys_are_made_once_and_the_private_one_is_for_its_owner_only() throws Exception {
        var first = WebConfig.of(dev()).tokenKey();
        assertThat(WebConfig.of(dev()).tokenKey()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(DevKeys.PRIVATE_FILE))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve(DevKeys.PRIVATE_FILE))).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(DevKeys.PRIVATE_FILE, DevKeys.PUBLIC_FILE);
    }

    @Test
    void processes_that_make_keys_at_once_agree() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> new DevKeys(folder).ensure())
                    .toList());
            int makers = 0;
            for (var one : made) if (one.get()) makers++;
            assertThat(makers).isEqualTo(1);
        }
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void production_needs_a_key() {
        assertThatThrownBy(() -> WebConfig.of(production()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TANDA_KEYS_DIR")
                .hasMessageContaining("jwt-public.pem");
        assertThat(folder.toFile().list()).isEmpty();
        assertThatThrownBy(() -> WebConfig.of(Settings.of(Map.of("profile", "production"))))
                .hasMessageContaining("keys.dir (TANDA_KEYS_DIR) is missing");
    }

    @Test
    void production_refuses_development_keys() throws Exception {
        new DevKeys(folder).ensure();
        assertThatThrownBy(() -> WebConfig.of(production()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("development keys")
                .hasMessageContaining("must not be able to sign");
    }

    @Test
    void production_takes_an_issuers_public_key() throws Exception {
        new DevKeys(folder).ensure();
        Path file = folder.resolve(DevKeys.PUBLIC_FILE);
        String pem = Files.readString(file);
        Files.writeString(file, pem.substring(pem.indexOf("-----BEGIN")));
        Files.delete(folder.resolve(DevKeys.PRIVATE_FILE));
        assertThat(WebConfig.of(production()).tokenKey()).isNotNull();
    }

    @Test
    void what_is_not_said_counts_as_production() {
        assertThatThrownBy(() -> WebConfig.of(Settings.of(Map.of("keys.dir", folder.toString()))))
                .hasMessageContaining("jwt-public.pem");
    }

    @Test
    void a_wildcard_is_no_origin() {
        assertThatThrownBy(() -> WebConfig.of(
                        Settings.of(Map.of("profile", "dev", "keys.dir", folder.toString(), "cors.origins", "*"))))
                .hasMessageContaining("cors.origins");
    }

    private Settings dev() {
        return Settings.of(Map.of("profile", "dev", "keys.dir", folder.toString()));
    }

    private Settings production() {
        return Settings.of(Map.of("profile", "production", "keys.dir", folder.toString()));
    }
}
