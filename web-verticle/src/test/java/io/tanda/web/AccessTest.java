package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tanda.contract.Role;
import io.tanda.contract.TokenRole;
import io.tanda.web.http.Operation;
import io.tanda.web.security.DevKeys;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each operation with each kind of token: exactly what the contract says, deny by default. */
class AccessTest {
    private static final Contract CONTRACT = new Contract();
    private static final String SUBJECT = UUID.randomUUID().toString();
    private static final int FAR = (int) Duration.ofHours(1).toSeconds();
    private static WebServer server;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> each_operation_lets_in_each_role_as_the_contract_says() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : Parts.operations()) {
            for (TokenRole role : TokenRole.values()) {
                tests.add(dynamicTest(operation.id() + " as " + role, () -> {
                    int status = call(operation, server.token(role, UUID.randomUUID()));
                    Contract.Op promised = CONTRACT.operation(operation.id());
                    boolean allowed = promised.open()
                            || (promised.roles() != null && promised.roles().contains(role.claim()));
                    if (allowed) assertThat(status).isBetween(200, 299);
                    else assertThat(status).isEqualTo(403);
                }));
            }
        }
        return tests.stream();
    }

    @Test
    void an_operator_is_an_admin() {
        assertThat(call(Parts.operation("listActs"), server.token(Role.OPERATOR, UUID.randomUUID())))
                .isEqualTo(200);
        assertThat(call(Parts.operation("listActs"), server.token(TokenRole.FINANCE, UUID.randomUUID())))
                .isEqualTo(403);
    }

    @TestFactory
    Stream<DynamicTest> no_operation_lets_in_a_token_that_is_not_ours() throws Exception {
        Map<String, String> tokens = badTokens();
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : Parts.operations()) {
            if (operation.access().open()) continue;
            tests.add(dynamicTest(operation.id() + " without a token", () -> {
                HttpResponse<String> answer = answer(operation, null);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer realm=\"tanda\"");
            }));
            tokens.forEach((kind, token) -> tests.add(dynamicTest(operation.id() + " with " + kind, () -> {
                HttpResponse<String> answer = answer(operation, token);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                        .contains("error=\"invalid_token\"");
            })));
        }
        return tests.stream();
    }

    @Test
    void a_token_in_the_address_is_no_token() {
        String token = server.token(Role.RIDER, UUID.randomUUID());
        assertThat(server.send(server.request(null, "GET", "/v1/bookings?access_token=" + token, null))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_is_good_for_sixty_seconds_past_its_expiry_and_no_longer() throws Exception {
        String late = server.keys.mint(
                Role.RIDER, UUID.randomUUID(), Instant.now().minusSeconds(100), Duration.ofSeconds(60));
        assertThat(call(Parts.operation("listBookings"), late)).isEqualTo(200);
        String tooLate = server.keys.mint(
                Role.RIDER, UUID.randomUUID(), Instant.now().minusSeconds(200), Duration.ofSeconds(60));
        assertThat(call(Parts.operation("listBookings"), tooLate)).isEqualTo(401);
    }

    private static Map<String, String> badTokens() throws IOException, GeneralSecurityException {
        Map<String, String> tokens = new LinkedHashMap<>();
        String good = server.keys.sign(claims());
        String[] parts = good.split("\\.");
        tokens.put("an expired token", server.keys.sign(with("exp", now() - FAR)));
        tokens.put("another audience", server.keys.sign(with("aud", "somebody-else")));
        tokens.put("another issuer", server.keys.sign(with("iss", "somebody-else")));
        tokens.put("no expiry", server.keys.sign(without("exp")));
        tokens.put("no audience", server.keys.sign(without("aud")));
        tokens.put("no issuer", server.keys.sign(without("iss")));
        tokens.put("no subject", server.keys.sign(without("sub")));
        tokens.put("no role", server.keys.sign(without("role")));
        tokens.put("a subject that is no UUID", server.keys.sign(with("sub", "root")));
        tokens.put("the system's role", server.keys.sign(with("role", "system")));
        tokens.put("an unknown role", server.keys.sign(with("role", "root")));
        tokens.put("a role list", server.keys.sign(with("role", List.of("operator"))));
        tokens.put("a token for later", server.keys.sign(with("nbf", now() + FAR)));
        tokens.put("alg none", base64("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        tokens.put("alg none and our signature", base64("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
        tokens.put("HS256 with the public key", hs256(parts[1]));
        tokens.put("ES384 in the header", base64("{\"alg\":\"ES384\"}") + "." + parts[1] + "." + parts[2]);
        tokens.put(
                "critical headers",
                base64("{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1}") + "." + parts[1] + "." + parts[2]);
        tokens.put(
                "changed claims",
                parts[0] + "." + base64(new JsonObject(with("role", "operator")).encode()) + "." + parts[2]);
        tokens.put("a signature of zeros", parts[0] + "." + parts[1] + "." + base64(new byte[64]));
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("two parts", parts[0] + "." + parts[1]);
        tokens.put("four parts", good + ".x");
        tokens.put("nothing", "x");
        tokens.put("an endless token", "x".repeat(5_000));
        tokens.put("somebody else's key", strangersToken());
        return tokens;
    }

    private static String strangersToken() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "stranger");
        DevKeys keys = new DevKeys(folder);
        keys.ensure();
        return keys.sign(claims());
    }

    /** The classic: the verifier takes the public key, which everybody has, for a shared secret. */
    private static String hs256(String claims) throws GeneralSecurityException, IOException {
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + claims;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(server.keys.publicKey().getEncoded(), "HmacSHA256"));
        return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "tanda");
        claims.put("aud", "tanda-api");
        claims.put("sub", SUBJECT);
        claims.put("role", "rider");
        claims.put("exp", now() + FAR);
        return claims;
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return claims;
    }

    private static Map<String, Object> without(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int call(Operation operation, String token) {
        return answer(operation, token).statusCode();
    }

    /** A request that is right in everything but perhaps its token. A stream is hung up on after its head. */
    private static HttpResponse<String> answer(Operation operation, @org.jspecify.annotations.Nullable String token) {
        String path = operation.id().equals("explainProblem")
                ? "/problems/not_found"
                : operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        path += Samples.query(operation.id());
        HttpRequest.Builder request =
                server.request(token, operation.method().name(), path, Samples.BODIES.get(operation.id()));
        if (!operation.streams()) return server.send(operation.id(), request);
        try {
            HttpResponse<java.io.InputStream> head =
                    server.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            boolean open = head.statusCode() == 200;
            if (open) assertThat(head.headers().firstValue("content-type")).contains("text/event-stream");
            String body = open ? "" : new String(head.body().readAllBytes(), StandardCharsets.UTF_8);
            head.body().close();
            return new HeadOnly(head, body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record HeadOnly(HttpResponse<?> head, String text) implements HttpResponse<String> {
        @Override
        public int statusCode() {
            return head.statusCode();
        }

        @Override
        public HttpRequest request() {
            return head.request();
        }

        @Override
        public java.util.Optional<HttpResponse<String>> previousResponse() {
            return java.util.Optional.empty();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return head.headers();
        }

        @Override
        public String body() {
            return text;
        }

        @Override
        public java.util.Optional<javax.net.ssl.SSLSession> sslSession() {
            return java.util.Optional.empty();
        }

        @Override
        public java.net.URI uri() {
            return head.uri();
        }

        @Override
        public java.net.http.HttpClient.Version version() {
            return head.version();
        }
    }
}
