package io.tanda.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DevTokensTest {
    @Test
    void aTokenIsSignedAndSaysWhoAndAsWhat() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";

        String token = DevTokens.ofPem(pem).driver(DevTokens.DRIVER);

        String[] parts = token.split("\\.");
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(keys.getPublic());
        check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        JsonNode claims = Wire.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.get("iss").asText()).isEqualTo("tanda");
        assertThat(claims.get("aud").asText()).isEqualTo("tanda-api");
        assertThat(claims.get("sub").asText()).isEqualTo(DevTokens.DRIVER.toString());
        assertThat(claims.get("role").asText()).isEqualTo("driver");
        assertThat(claims.get("exp").asLong()).isGreaterThan(Instant.now().getEpochSecond() + 11 * 3_600);
    }

    @Test
    void aMissingKeyIsToldWithItsRemedy() {
        assertThatThrownBy(() -> DevTokens.load(Path.of("target", "no-keys-here")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("./tanda up");
    }
}
