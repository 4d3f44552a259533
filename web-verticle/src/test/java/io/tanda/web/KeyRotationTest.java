package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.tanda.contract.Role;
import io.tanda.web.security.DevKeys;
import io.tanda.web.testing.WebServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issuer's key set, in a file and at an address, read again while the server runs. */
class KeyRotationTest {
    private final ECKey other = new ECKeyGenerator(Curve.P_256).keyID("other").generate();
    private DevKeys issuer;
    private Path file;

    KeyRotationTest() throws Exception {}

    @BeforeEach
    void makeKeys() throws Exception {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "issuer");
        issuer = new DevKeys(folder);
        issuer.ensure();
        file = folder.resolve("keys.json");
    }

    @Test
    void a_key_that_leaves_the_file_counts_no_more() throws Exception {
        publish(issuersKey(), other.toPublicJWK());
        try (WebServer server = new WebServer(settings(file.toString()))) {
            assertThat(status(server)).isEqualTo(200);
            publish(other.toPublicJWK());
            eventuallyRefused(server);
        }
    }

    @Test
    void a_key_that_leaves_the_address_counts_no_more() throws Exception {
        publish(issuersKey(), other.toPublicJWK());
        Vertx vertx = Vertx.vertx();
        HttpServer address = WebServer.await(vertx.createHttpServer()
                .requestHandler(asked -> asked.response().sendFile(file.toString()))
                .listen(0, "127.0.0.1"));
        String jwks = "http://127.0.0.1:" + address.actualPort() + "/keys";
        try (WebServer server = new WebServer(settings(jwks))) {
            assertThat(status(server)).isEqualTo(200);
            publish(other.toPublicJWK());
            eventuallyRefused(server);
        } finally {
            WebServer.await(vertx.close());
        }
    }

    private static Map<String, String> settings(String jwks) {
        return Map.of("tokens.jwks", jwks, "tokens.refresh.seconds", "1");
    }

    private JWK issuersKey() throws Exception {
        return new ECKey.Builder(Curve.P_256, issuer.publicKey())
                .keyID("issuer")
                .build();
    }

    private void publish(JWK... keys) throws Exception {
        Path draft = Files.writeString(file.resolveSibling("draft.json"), new JWKSet(List.of(keys)).toString());
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private int status(WebServer server) throws Exception {
        String token = issuer.mint(Role.RIDER, UUID.randomUUID(), Instant.now(), Duration.ofMinutes(5));
        return server.send(server.request(token, "GET", "/v1/bookings", null)).statusCode();
    }

    private void eventuallyRefused(WebServer server) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (status(server) != 401) {
            assertThat(System.nanoTime()).as("the key still counts").isLessThan(giveUp);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
