package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.history.ReceiptQuery;
import io.tanda.platform.ops.Settings;
import io.tanda.web.receipt.ReceiptConfig;
import io.tanda.web.security.DevKeys;
import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a third party makes of a receipt, that has nothing but the published keys. */
@SuppressWarnings("NullAway.Init")
@Tag("G3")
class ReceiptTest {
    private final String ride = RideId.next().toString();
    private final UUID rider = UUID.randomUUID();
    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "receipts");
    }

    @Test
    void it_verifies_with_the_published_key_and_says_what_stands_beside_it() throws Exception {
        try (WebServer server = new WebServer(Map.of())) {
            JsonObject answer = receipt(server);
            JWSObject jws = JWSObject.parse(answer.getString("jws"));
            assertThat(verifies(server, jws)).isTrue();
            JsonObject claims = new JsonObject(jws.getPayload().toString());
            assertThat(claims.getString("iss")).isEqualTo("tanda");
            assertThat(claims.getString("sub")).isEqualTo(ride);
            assertThat(claims.getJsonObject("receipt")).isEqualTo(answer.getJsonObject("receipt"));
            assertThat(jws.getHeader().getType()).isEqualTo(new JOSEObjectType("receipt+jwt"));
            assertThat(server.backend.seen())
                    .extracting(request -> (Object) request.body())
                    .contains(new ReceiptQuery(RideId.parse(ride), new RiderId(rider)));
        }
    }

    @Test
    void one_that_was_altered_does_not_verify() throws Exception {
        try (WebServer server = new WebServer(Map.of())) {
            JWSObject jws = JWSObject.parse(receipt(server).getString("jws"));
            String altered = jws.getPayload().toString().replace("1450", "1350");
            assertThat(altered).isNotEqualTo(jws.getPayload().toString());
            Base64URL[] parts = jws.getParsedParts();
            assertThat(verifies(server, new JWSObject(parts[0], Base64URL.encode(altered), parts[2])))
                    .isFalse();
        }
    }

    @Test
    void it_is_no_token() throws Exception {
        try (WebServer server = new WebServer(Map.of())) {
            String jws = receipt(server).getString("jws");
            assertThat(server.send(server.request(jws, "GET", "/v1/bookings", null))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void the_keys_are_for_everybody_and_without_their_private_parts() {
        try (WebServer server = new WebServer(Map.of())) {
            HttpResponse<String> answer =
                    server.send("getReceiptKeys", server.request(null, "GET", "/.well-known/jwks.json", null));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("cache-control")).containsExactly("public, max-age=300");
            assertThat(new JsonObject(answer.body()).getJsonArray("keys")).hasSize(1);
            assertThat(answer.body()).doesNotContain("\"d\"");
        }
    }

    @Test
    void somebody_elses_ride_is_not_there() {
        try (WebServer server = new WebServer(Map.of())) {
            server.backend.reply(HistoryAddresses.RECEIPT, request -> Reply.refused(Refusal.NOT_FOUND, "no such ride"));
            assertThat(ask(server).statusCode()).isEqualTo(404);
            server.backend.reply(
                    HistoryAddresses.RECEIPT, request -> Reply.refused(Refusal.STEP_NOT_ALLOWED, "nothing is paid"));
            assertThat(ask(server).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void keys_are_exchanged_while_receipts_of_before_go_on_verifying() throws Exception {
        ECKey old = new ECKeyGenerator(Curve.P_256).keyID("2026").generate();
        ECKey next = new ECKeyGenerator(Curve.P_256).keyID("2027").generate();
        Path file = write(old);
        try (WebServer server =
                new WebServer(Map.of("receipts.jwks", file.toString(), "tokens.refresh.seconds", "1"))) {
            JWSObject before = JWSObject.parse(receipt(server).getString("jws"));
            assertThat(before.getHeader().getKeyID()).isEqualTo("2026");
            write(next, old.toPublicJWK());
            JWSObject after = signedBy(server, "2027");
            assertThat(verifies(server, after)).isTrue();
            assertThat(verifies(server, before)).isTrue();
        }
    }

    @Test
    void without_a_key_a_receipt_is_told_and_not_signed() throws Exception {
        new DevKeys(folder).ensure();
        Path tokens = Files.writeString(
                folder.resolve("tokens.json"),
                new JWKSet(new ECKey.Builder(Curve.P_256, new DevKeys(folder).publicKey())
                                .keyID("t")
                                .build())
                        .toString());
        ReceiptConfig config = ReceiptConfig.of(
                Settings.of(Map.of("profile", "production", "tokens.jwks", tokens.toString())),
                JWKSet.load(tokens.toFile()));
        assertThat(config.file()).isNull();
        assertThat(config.keys().all()).isEmpty();
    }

    @Test
    void keys_that_are_wrong_are_told_at_start() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("a").generate();
        refused(write(key.toPublicJWK()), "a private key to sign with");
        refused(write(new ECKeyGenerator(Curve.P_384).keyID("a").generate()), "P-256 keys only");
        refused(write(key, new ECKeyGenerator(Curve.P_256).keyID("a").generate()), "two keys a");
        refused(
                write(new ECKeyGenerator(Curve.P_256).keyID("development-1").generate()),
                "production needs keys of its own");
        refused(folder.resolve("missing.json"), "TANDA_RECEIPTS_JWKS");
        assertThatThrownBy(() -> ReceiptConfig.of(production(write(key)), new JWKSet(key.toPublicJWK())))
                .hasMessageContaining("a key of the callers' tokens");
    }

    @Test
    void in_development_they_are_made_once_for_their_owner_only() throws Exception {
        Settings dev = Settings.of(Map.of("profile", "dev", "keys.dir", folder.toString()));
        ReceiptConfig first = ReceiptConfig.of(dev, new JWKSet());
        assertThat(ReceiptConfig.of(dev, new JWKSet()).keys()).isEqualTo(first.keys());
        assertThat(first.keys().all()).hasSize(1);
        assertThat(first.toString()).doesNotContain("\"d\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("receipt-keys.json"))))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("receipt-keys.json");
    }

    private void refused(Path file, String why) {
        assertThatThrownBy(() -> ReceiptConfig.of(production(file), new JWKSet()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("receipts.jwks")
                .hasMessageContaining(why);
    }

    private static Settings production(Path file) {
        return Settings.of(new HashMap<>(Map.of("profile", "production", "receipts.jwks", file.toString())));
    }

    private Path write(JWK... keys) throws Exception {
        Path draft = Files.writeString(folder.resolve("draft.json"), new JWKSet(List.of(keys)).toString(false));
        return Files.move(
                draft,
                folder.resolve("keys.json"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private HttpResponse<String> ask(WebServer server) {
        String token = server.token(Role.RIDER, rider);
        return server.send("getReceipt", server.request(token, "GET", "/v1/rides/" + ride + "/receipt", null));
    }

    private JsonObject receipt(WebServer server) {
        HttpResponse<String> answer = ask(server);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private JWSObject signedBy(WebServer server, String name) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            JWSObject jws = JWSObject.parse(receipt(server).getString("jws"));
            if (name.equals(jws.getHeader().getKeyID())) return jws;
            assertThat(System.nanoTime()).as("still signed by the old key").isLessThan(giveUp);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** As somebody does who knows nothing but the address of the keys. */
    private static boolean verifies(WebServer server, JWSObject jws) throws Exception {
        JWKSet published = JWKSet.parse(server.send(server.request(null, "GET", "/.well-known/jwks.json", null))
                .body());
        JWK key = published.getKeyByKeyId(jws.getHeader().getKeyID());
        if (key == null) throw new AssertionError(jws.getHeader().getKeyID() + " is not published");
        return jws.verify(new ECDSAVerifier(key.toECKey()));
    }
}
