package io.tanda.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People are let in by an OpenID provider, as a browser goes there and back; all of it over real HTTP. */
@Tag("G1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProviderTest {
    private static final String SETTINGS = """
            {"interactiveLogin": true, "tokenProvider": {"keyProvider": {"algorithm": "ES256"}}}
            """;
    private static final String BACK = "http://127.0.0.1/signed-in/";

    private static final MockOAuth2Server provider = new MockOAuth2Server(OAuth2Config.Companion.fromJson(SETTINGS));
    private static final HttpClient browser = HttpClient.newHttpClient();
    private static WebServer server;

    @BeforeAll
    static void start() {
        provider.start();
        server = new WebServer(Map.of(
                "tokens.jwks",
                provider.jwksUrl("city").toString(),
                "tokens.issuer",
                provider.issuerUrl("city").toString(),
                "oidc.issuer",
                provider.issuerUrl("city").toString(),
                "oidc.client.id",
                "tanda-pages",
                "oidc.client.secret",
                "known to both",
                "oidc.redirect",
                BACK));
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.shutdown();
    }

    private static HttpResponse<String> session(String body, String... cookies) {
        HttpRequest.Builder request =
                server.request(null, "POST", "/session", body).header("Sec-Fetch-Site", "same-origin");
        if (cookies.length > 0) request.header("Cookie", String.join("; ", cookies));
        return server.send("signIn", request);
    }

    private static String pair(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name + " in " + answer.headers()));
    }

    private static Map<String, String> query(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** Types a name at the provider, which says so much of it. @return with what it sends back */
    private static Map<String, String> letIn(String at, UUID who, Map<String, Object> claims) throws Exception {
        JsonObject said = new JsonObject();
        claims.forEach(said::put);
        String form = "username=" + who + "&claims=" + URLEncoder.encode(said.encode(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(at))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String location = answer.headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith(BACK + "?");
        return query(URI.create(location));
    }

    private static String back(Map<String, String> sent) {
        return new JsonObject()
                .put("role", "driver")
                .put("back", new JsonObject().put("code", sent.get("code")).put("state", sent.get("state")))
                .encode();
    }

    private record Going(String at, String cookie) {}

    private static Going begin() {
        HttpResponse<String> answer = session("{\"role\":\"driver\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new Going(new JsonObject(answer.body()).getString("at"), pair(answer, "tanda-sign-in"));
    }

    private static Map<String, Object> driver() {
        return Map.of("role", "driver", "aud", "tanda-api");
    }

    @Test
    void who_was_let_in_has_a_session_of_his_role_as_long_as_the_providers_token() throws Exception {
        UUID who = UUID.randomUUID();
        Going going = begin();
        Map<String, String> asked = query(URI.create(going.at()));
        assertThat(going.at()).startsWith(provider.authorizationEndpointUrl("city") + "?");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "tanda-pages")
                .containsEntry("redirect_uri", BACK)
                .containsEntry("code_challenge_method", "S256");
        assertThat(going.cookie()).doesNotContain(asked.get("code_challenge"));

        HttpResponse<String> answer = session(back(letIn(going.at(), who, driver())), going.cookie());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject session = new JsonObject(answer.body());
        assertThat(session.getString("role")).isEqualTo("driver");
        assertThat(session.getString("id")).isEqualTo(who.toString());
        assertThat(session.getBoolean("dev")).isFalse();
        assertThat(pair(answer, "tanda-sign-in")).isEqualTo("tanda-sign-in=");
        String cookie = pair(answer, "tanda-session-driver");
        HttpResponse<String> shown = server.send(
                "showSession", server.request(null, "GET", "/session", null).header("Cookie", cookie));
        assertThat(new JsonObject(shown.body())).isEqualTo(session);
    }

    @Test
    void only_the_browser_that_began_comes_back_and_only_once() throws Exception {
        Going going = begin();
        Map<String, String> sent = letIn(going.at(), UUID.randomUUID(), driver());
        List<HttpResponse<String>> refused = new ArrayList<>();
        refused.add(session(back(sent)));
        refused.add(session(back(sent), begin().cookie()));
        refused.add(
                session(back(sent), going.cookie().substring(0, going.cookie().length() - 1)));
        assertThat(session(back(sent), going.cookie()).statusCode()).isEqualTo(200);
        refused.add(session(back(sent), going.cookie()));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("sign_in_refused");
            assertThat(answer.headers().allValues("set-cookie"))
                    .noneSatisfy(cookie -> assertThat(cookie).startsWith("tanda-session"));
        });
    }

    @Test
    void without_the_verifier_a_code_is_good_for_nothing() throws Exception {
        Going going = begin();
        Map<String, String> sent = letIn(going.at(), UUID.randomUUID(), driver());
        String other = begin().cookie();
        String forged = going.cookie().substring(0, going.cookie().indexOf('.')) + other.substring(other.indexOf('.'));
        assertThat(session(back(sent), forged).statusCode()).isEqualTo(403);
    }

    @Test
    void a_token_that_the_api_does_not_take_is_no_session() throws Exception {
        for (Map<String, Object> claims : List.<Map<String, Object>>of(
                Map.of("role", "driver", "aud", "somebody-else"),
                Map.of("role", "emperor", "aud", "tanda-api"),
                Map.of("aud", "tanda-api"))) {
            Going going = begin();
            HttpResponse<String> answer = session(back(letIn(going.at(), UUID.randomUUID(), claims)), going.cookie());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(new JsonObject(answer.body()).getString("detail")).contains("does not take");
            assertThat(pair(answer, "tanda-sign-in")).isEqualTo("tanda-sign-in=");
        }
    }

    @Test
    void nobody_says_who_he_is() {
        HttpResponse<String> answer = session("{\"role\":\"driver\",\"id\":\"" + UUID.randomUUID() + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().allValues("set-cookie"))
                .noneSatisfy(cookie -> assertThat(cookie).startsWith("tanda-session"));
        JsonObject config = new JsonObject(server.send("showConfig", server.request(null, "GET", "/config", null))
                .body());
        assertThat(config.getBoolean("dev")).isFalse();
        assertThat(config.getBoolean("provider")).isTrue();
    }

    @Test
    void while_the_provider_is_away_signing_in_is_answered_503_and_all_else_goes_on() {
        try (WebServer alone = new WebServer(Map.of(
                "oidc.issuer", "http://127.0.0.1:1/city",
                "oidc.client.id", "tanda-pages",
                "oidc.redirect", BACK))) {
            HttpResponse<String> answer = alone.send(
                    "signIn",
                    alone.request(null, "POST", "/session", "{\"role\":\"driver\"}")
                            .header("Sec-Fetch-Site", "same-origin"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(alone.send("showConfig", alone.request(null, "GET", "/config", null))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
