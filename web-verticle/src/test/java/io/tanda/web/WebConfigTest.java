package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.tanda.platform.ops.Settings;
import io.tanda.web.security.DevKeys;
import io.tanda.web.security.KeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
        var first = WebConfig.of(dev()).keys();
        assertThat(WebConfig.of(dev()).keys()).isEqualTo(first);
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
    @Tag("B7")
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
        assertThat(WebConfig.of(production()).keys()).isNotNull();
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

    @Test
    void a_secret_is_not_in_what_is_printed_of_the_settings() {
        WebConfig config = WebConfig.of(Settings.of(Map.of(
                "profile", "dev",
                "keys.dir", folder.toString(),
                "oidc.issuer", "https://login.example.org",
                "oidc.client.id", "tanda-pages",
                "oidc.client.secret", "known-to-both",
                "oidc.redirect", "https://taxi.example.org/signed-in/")));
        assertThat(config.toString()).contains("tanda-pages").doesNotContain("known-to-both");
    }

    @Test
    void all_that_is_wrong_with_an_identity_provider_is_said_at_once() {
        assertThatThrownBy(() -> WebConfig.of(Settings.of(Map.of(
                        "profile", "production",
                        "keys.dir", folder.toString(),
                        "oidc.issuer", "http://login.example.org",
                        "oidc.redirect", "https://taxi.example.org/"))))
                .hasMessageContaining(
                        "oidc.issuer (TANDA_OIDC_ISSUER) is http://login.example.org: an address with https")
                .hasMessageContaining(
                        "oidc.redirect (TANDA_OIDC_REDIRECT) is https://taxi.example.org/, which must end in /signed-in/")
                .hasMessageContaining("oidc.client.id (TANDA_OIDC_CLIENT_ID) is missing");
    }

    @Test
    void production_takes_an_issuers_key_set_instead() throws Exception {
        Path file = keySet(new ECKeyGenerator(Curve.P_256).keyID("a").generate().toPublicJWK());
        WebConfig config = WebConfig.of(production(file.toString()));
        assertThat(config.keys().getKeyByKeyId("a")).isNotNull();
        assertThat(config.keySource()).isEqualTo(new KeySource.File(file));
    }

    @Test
    void a_key_set_that_could_sign_is_refused() throws Exception {
        Path file = keySet(new ECKeyGenerator(Curve.P_256).keyID("a").generate());
        assertThatThrownBy(() -> WebConfig.of(production(file.toString())))
                .hasMessageContaining("TANDA_TOKENS_JWKS")
                .hasMessageContaining("must not be able to sign");
    }

    @Test
    void a_key_set_without_a_key_for_us_is_refused() throws Exception {
        Path none = keySet(new ECKeyGenerator(Curve.P_384).keyID("a").generate().toPublicJWK());
        assertThatThrownBy(() -> WebConfig.of(production(none.toString()))).hasMessageContaining("P-256");
        assertThatThrownBy(() ->
                        WebConfig.of(production(folder.resolve("missing.json").toString())))
                .hasMessageContaining("TANDA_TOKENS_JWKS");
        Files.writeString(none, "no JSON");
        assertThatThrownBy(() -> WebConfig.of(production(none.toString()))).hasMessageContaining("no JWK Set");
    }

    @Test
    void production_reads_no_keys_over_an_open_line() {
        for (String address : new String[] {"http://127.0.0.1/keys", "ftp://127.0.0.1/keys", "https://no host/keys"})
            assertThatThrownBy(() -> WebConfig.of(production(address)))
                    .as(address)
                    .hasMessageContaining("TANDA_TOKENS_JWKS");
    }

    @Test
    void the_keys_are_read_again_within_a_day() {
        assertThatThrownBy(() -> WebConfig.of(Settings.of(
                        Map.of("profile", "dev", "keys.dir", folder.toString(), "tokens.refresh.seconds", "86401"))))
                .hasMessageContaining("tokens.refresh.seconds (TANDA_TOKENS_REFRESH_SECONDS)");
    }

    private Path keySet(JWK... keys) throws IOException {
        return Files.writeString(folder.resolve("keys.json"), new JWKSet(List.of(keys)).toString(false));
    }

    private static Settings production(String jwks) {
        return Settings.of(Map.of("profile", "production", "tokens.jwks", jwks));
    }

    private Settings dev() {
        return Settings.of(Map.of("profile", "dev", "keys.dir", folder.toString()));
    }

    private Settings production() {
        return Settings.of(Map.of("profile", "production", "keys.dir", folder.toString()));
    }
}
