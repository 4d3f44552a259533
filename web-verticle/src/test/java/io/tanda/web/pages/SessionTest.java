package io.tanda.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.TokenRole;
import io.tanda.contract.booking.Revocations;
import io.tanda.platform.testing.Eventually;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of browsers, over real HTTP. */
@Tag("G1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionTest {
    private static final String OURS = "same-origin";
    private static WebServer server;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of("cors.origins", "https://app.example.org"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void in_development_anybody_signs_in_as_whoever_he_says() {
        UUID id = UUID.randomUUID();
        HttpResponse<String> signedIn = signIn("driver", id);
        assertThat(signedIn.statusCode()).isEqualTo(200);
        JsonObject session = new JsonObject(signedIn.body());
        assertThat(session.getString("role")).isEqualTo("driver");
        assertThat(session.getString("id")).isEqualTo(id.toString());
        assertThat(session.getBoolean("dev")).isTrue();
        String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("tanda-session-driver=ey")
                .contains("; Max-Age=43200")
                .contains("; Path=/")
                .contains("; HTTPOnly")
                .contains("; SameSite=Strict")
                .doesNotContain("Secure");
        HttpResponse<String> shown = server.send("showSession", withCookie("GET", "/session", pair(cookie), null));
        assertThat(new JsonObject(shown.body())).isEqualTo(session);
        assertThat(Duration.between(Instant.now(), Instant.parse(session.getString("expiresAt"))))
                .isBetween(Duration.ofHours(11), Duration.ofHours(12));
    }

    @Test
    void somebody_new_is_somebody_else_each_time() {
        String one = new JsonObject(signIn("rider", null).body()).getString("id");
        String other = new JsonObject(signIn("rider", null).body()).getString("id");
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void without_a_session_nobody_is_signed_in() {
        assertThat(server.send("showSession", server.request(null, "GET", "/session", null))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_session_reads_what_its_token_may_read_and_opens_streams() throws Exception {
        String rider = session("rider", UUID.randomUUID());
        assertThat(server.send("listBookings", withCookie("GET", "/v1/bookings", rider, null))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send("listActs", withCookie("GET", "/v1/desk/audit", rider, null))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<InputStream> stream = server.client.send(
                withCookie("GET", "/v1/bookings/" + UUID.randomUUID() + "/events", rider, null)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        stream.body().close();
    }

    /** Where a request that would change something comes from: only a page of ours may say so with a session. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: cross-site|Origin: SELF",
                "Origin: https://evil.example.org",
                "Origin: null",
                "Origin: http://127.0.0.1",
                "Origin: http://127.0.0.1.evil.example.org:PORT"
            })
    void a_forged_request_changes_nothing(String headers) {
        server.backend.forget();
        String rider = session("rider", UUID.randomUUID());
        HttpRequest.Builder request = withCookie("POST", "/v1/bookings", rider, Samples.body("requestBooking"));
        for (String header : headers.isEmpty() ? new String[0] : headers.split("\\|"))
            request.header(header.substring(0, header.indexOf(':')), here(header.substring(header.indexOf(':') + 2)));
        HttpResponse<String> answer = server.send("requestBooking", request);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("origin_not_allowed");
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void a_page_of_ours_changes_what_its_session_may_change() {
        String rider = session("rider", UUID.randomUUID());
        String body = Samples.body("requestBooking");
        assertThat(server.send(
                                "requestBooking",
                                withCookie("POST", "/v1/bookings", rider, body).header("Sec-Fetch-Site", OURS))
                        .statusCode())
                .isEqualTo(201);
        assertThat(server.send(
                                "requestBooking",
                                withCookie("POST", "/v1/bookings", rider, body).header("Origin", here("SELF")))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_bearer_token_counts_before_the_session() {
        String rider = session("rider", UUID.randomUUID());
        String driver = server.token(TokenRole.DRIVER, UUID.randomUUID());
        HttpRequest.Builder both =
                withCookie("GET", "/session", rider, null).header("Authorization", "Bearer " + driver);
        assertThat(new JsonObject(server.send("showSession", both).body()).getString("role"))
                .isEqualTo("driver");
        HttpRequest.Builder wrong = withCookie("GET", "/session", rider, null).header("Authorization", "Bearer x");
        assertThat(server.send("showSession", wrong).statusCode()).isEqualTo(401);
    }

    @Test
    void of_several_sessions_the_page_says_which_one_it_means() {
        String both = session("rider", UUID.randomUUID()) + "; " + session("admin", UUID.randomUUID());
        assertThat(server.send("showSession", withCookie("GET", "/session", both, null))
                        .statusCode())
                .isEqualTo(401);
        for (String role : List.of("rider", "admin")) {
            HttpResponse<String> shown = server.send(
                    "showSession", withCookie("GET", "/session", both, null).header("Tanda-Session", role));
            assertThat(new JsonObject(shown.body()).getString("role")).isEqualTo(role);
        }
        assertThat(server.send(
                                "showSession",
                                withCookie("GET", "/session", both, null).header("Tanda-Session", "driver"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void two_cookies_of_one_name_are_no_session() {
        String twice = session("rider", UUID.randomUUID()) + "; " + session("rider", UUID.randomUUID());
        assertThat(server.send(
                                "showSession",
                                withCookie("GET", "/session", twice, null).header("Tanda-Session", "rider"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_session_whose_token_has_expired_is_none() throws IOException {
        String old = server.keys.mint(
                TokenRole.RIDER, UUID.randomUUID(), Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(1));
        HttpResponse<String> answer =
                server.send("listBookings", withCookie("GET", "/v1/bookings", "tanda-session-rider=" + old, null));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("expired");
    }

    @Test
    void a_session_whose_token_was_revoked_is_none() {
        UUID rider = UUID.randomUUID();
        String cookie = session("rider", rider);
        server.bus.tell(
                Revocations.BROADCAST,
                new Revocations.Entry(rider, Instant.now().plusSeconds(1)));
        Eventually.holds(
                () -> "let in",
                () -> server.send("listBookings", withCookie("GET", "/v1/bookings", cookie, null))
                                .statusCode()
                        == 401);
    }

    @Test
    void whoever_signs_out_has_no_session_any_more() {
        String rider = session("rider", UUID.randomUUID());
        HttpResponse<String> out = server.send(
                "signOut",
                withCookie("DELETE", "/session", rider, null)
                        .header("Sec-Fetch-Site", OURS)
                        .header("Tanda-Session", "rider"));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().allValues("set-cookie"))
                .singleElement()
                .asString()
                .startsWith("tanda-session-rider=;")
                .contains("Max-Age=0")
                .contains("Path=/");
    }

    @Test
    void whoever_names_no_role_signs_out_of_all() {
        String both = session("rider", UUID.randomUUID()) + "; " + session("admin", UUID.randomUUID());
        HttpResponse<String> out = server.send(
                "signOut", withCookie("DELETE", "/session", both, null).header("Sec-Fetch-Site", OURS));
        assertThat(out.headers().allValues("set-cookie")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void a_page_of_another_origin_signs_nobody_in_or_out(String method) {
        String body = method.equals("POST") ? Samples.body("signIn") : null;
        for (String site : List.of("cross-site", "same-site")) {
            HttpResponse<String> answer =
                    server.send(server.request(null, method, "/session", body).header("Sec-Fetch-Site", site));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        }
        HttpResponse<String> listed =
                server.send(server.request(null, method, "/session", body).header("Origin", "https://app.example.org"));
        assertThat(listed.statusCode()).isEqualTo(403);
    }

    @Test
    void our_own_page_may_call_where_others_are_listed() {
        HttpResponse<String> answer = server.send(
                "signIn",
                server.request(null, "POST", "/session", Samples.body("signIn"))
                        .header("Origin", here("SELF"))
                        .header("Sec-Fetch-Site", OURS));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("access-control-allow-credentials"))
                .isEmpty();
    }

    @Test
    void whoever_signs_in_too_often_waits() {
        try (WebServer strict = new WebServer(Map.of("http.rate.denied.address", "1"))) {
            int refused = 0;
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer =
                        strict.send("signIn", strict.request(null, "POST", "/session", Samples.body("signIn")));
                if (answer.statusCode() == 429) refused++;
            }
            assertThat(refused).isGreaterThanOrEqualTo(14);
            assertThat(strict.meters
                            .get("tanda.http.limited")
                            .tag("limit", "stranger")
                            .counter()
                            .count())
                    .isEqualTo(refused);
        }
    }

    @Test
    void in_production_nobody_signs_in_here_and_cookies_go_over_tls_only() throws IOException {
        Path issuer = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "issuer");
        io.tanda.web.security.DevKeys keys = new io.tanda.web.security.DevKeys(issuer);
        keys.ensure();
        Path published = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "published");
        String pem = Files.readString(issuer.resolve(io.tanda.web.security.DevKeys.PUBLIC_FILE));
        Files.writeString(
                published.resolve(io.tanda.web.security.DevKeys.PUBLIC_FILE), pem.substring(pem.indexOf("-----BEGIN")));
        try (WebServer production = new WebServer(Map.of("profile", "production", "keys.dir", published.toString()))) {
            HttpResponse<String> refused =
                    production.send("signIn", production.request(null, "POST", "/session", Samples.body("signIn")));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(code(refused)).isEqualTo("sign_in_not_configured");
            String token = keys.mint(TokenRole.RIDER, UUID.randomUUID(), Instant.now(), Duration.ofMinutes(5));
            assertThat(production
                            .send("showSession", cookie(production, "tanda-session-rider=" + token))
                            .statusCode())
                    .isEqualTo(401);
            HttpResponse<String> shown =
                    production.send("showSession", cookie(production, "__Host-tanda-session-rider=" + token));
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(shown.body()).getBoolean("dev")).isFalse();
            HttpResponse<String> out = production.send(
                    "signOut",
                    production
                            .request(null, "DELETE", "/session", null)
                            .header("Cookie", "__Host-tanda-session-rider=" + token));
            assertThat(out.headers().firstValue("set-cookie").orElseThrow())
                    .startsWith("__Host-tanda-session-rider=;")
                    .contains("; Secure");
            // Over an open line anybody can be a page of this host.
            HttpResponse<String> open = production.send(
                    "requestBooking",
                    production
                            .request(null, "POST", "/v1/bookings", Samples.body("requestBooking"))
                            .header("Cookie", "__Host-tanda-session-rider=" + token)
                            .header("Origin", "http://127.0.0.1:" + production.port()));
            assertThat(open.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_page_learns_what_city_this_is_and_what_time_it_is_there() {
        try (WebServer seoul = new WebServer(Map.of(
                "city.zone", "Asia/Seoul",
                "city.currency", "KRW",
                "city.locale", "ko-KR",
                "city.bounds", "37.4,126.8,37.7,127.2",
                "map.tiles", "https://tile.example.org/{z}/{x}/{y}.png",
                "map.tiles.attribution", "(c) somebody"))) {
            JsonObject config = new JsonObject(seoul.send("showConfig", seoul.request(null, "GET", "/config", null))
                    .body());
            JsonObject clock = (JsonObject) config.remove("clock");
            assertThat(Duration.between(Instant.parse(clock.getString("now")), Instant.now()))
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(clock.getDouble("speed")).isEqualTo(1);
            assertThat(config).isEqualTo(new JsonObject("""
                {"dev":true,"provider":false,"zone":"Asia/Seoul","currency":"KRW","locale":"ko-KR",
                 "bounds":{"south":37.4,"west":126.8,"north":37.7,"east":127.2},
                 "tiles":{"url":"https://tile.example.org/{z}/{x}/{y}.png","attribution":"(c) somebody"}}\
                """));
        }
        JsonObject config = new JsonObject(server.send("showConfig", server.request(null, "GET", "/config", null))
                .body());
        assertThat(config.getString("zone")).isEqualTo("America/New_York");
        assertThat(config.containsKey("tiles")).isFalse();
    }

    private static HttpResponse<String> signIn(String role, @org.jspecify.annotations.Nullable UUID id) {
        JsonObject who = new JsonObject().put("role", role);
        if (id != null) who.put("id", id.toString());
        return server.send("signIn", server.request(null, "POST", "/session", who.encode()));
    }

    /** A cookie as a browser sends it back. */
    private static String session(String role, UUID id) {
        return pair(signIn(role, id).headers().firstValue("set-cookie").orElseThrow());
    }

    private static String pair(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    private static HttpRequest.Builder withCookie(
            String method, String path, String cookie, @org.jspecify.annotations.Nullable String body) {
        return server.request(null, method, path, body).header("Cookie", cookie);
    }

    private static HttpRequest.Builder cookie(WebServer other, String cookie) {
        return other.request(null, "GET", "/session", null).header("Cookie", cookie);
    }

    private static String here(String value) {
        return value.replace("SELF", "http://127.0.0.1:PORT").replace("PORT", Integer.toString(server.port()));
    }

    private static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("code");
    }
}
