package io.tanda.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.TokenRole;
import io.tanda.platform.ops.Settings;
import io.tanda.web.testing.RawConnection;
import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers load, over real HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SiteTest {
    private static WebServer server;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of("map.tiles", "https://{s}.tile.example.org/{z}/{x}/{y}.png"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> files() {
        return ShippedSite.load("").paths().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_file_is_shown_to_everybody_and_guarded(String path) {
        for (TokenRole role : TokenRole.values())
            assertThat(get(path, "Authorization", "Bearer " + server.token(role, UUID.randomUUID()))
                            .statusCode())
                    .isEqualTo(200);
        HttpResponse<byte[]> file = get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(file, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(header(file, "cache-control")).isEqualTo("no-cache");
        assertThat(header(file, "content-security-policy"))
                .startsWith("default-src 'self'; script-src 'self'")
                .contains("img-src 'self' data: https://*.tile.example.org;")
                .contains("object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(file.headers().allValues("cache-control")).hasSize(1);
        assertThat(file.headers().allValues("content-security-policy")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_that_the_browser_has_is_not_sent_again(String path) {
        for (String encoding : new String[] {"identity", "gzip"}) {
            HttpResponse<byte[]> first = get(path, "Accept-Encoding", encoding);
            HttpResponse<byte[]> second =
                    get(path, "Accept-Encoding", encoding, "If-None-Match", header(first, "etag"));
            assertThat(second.statusCode()).isEqualTo(304);
            assertThat(second.body()).isEmpty();
            assertThat(header(second, "etag")).isEqualTo(header(first, "etag"));
            assertThat(header(second, "cache-control")).isEqualTo("no-cache");
        }
    }

    @Test
    void a_text_is_sent_compressed_to_whoever_takes_that() throws IOException {
        String path = "/lib/leaflet/dist/leaflet.js";
        HttpResponse<byte[]> plain = get(path, "Accept-Encoding", "identity");
        HttpResponse<byte[]> small = get(path, "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(header(small, "content-encoding")).isEqualTo("gzip");
        assertThat(header(small, "vary")).isEqualTo("accept-encoding");
        assertThat(header(plain, "vary")).isEqualTo("accept-encoding");
        assertThat(small.body().length).isLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(plain.body());
        // Two forms are two things to a cache.
        assertThat(header(small, "etag")).isNotEqualTo(header(plain, "etag"));
        for (String refused : new String[] {"gzip;q=0", "br", "gzip;q=0.0, deflate", "identity, *;q=0"})
            assertThat(get(path, "Accept-Encoding", refused).headers().firstValue("content-encoding"))
                    .as(refused)
                    .isEmpty();
    }

    @Test
    void a_pages_head_is_that_of_the_page() {
        HttpResponse<String> get = server.send(server.request(null, "GET", "/", null));
        HttpResponse<String> head = server.send(server.request(null, "HEAD", "/", null));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("etag")).isEqualTo(get.headers().firstValue("etag"));
        assertThat(head.headers().firstValueAsLong("content-length").orElseThrow())
                .isEqualTo(get.body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void a_page_is_for_whoever_takes_one() {
        assertThat(get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/", "Accept", "*/*").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> refused = get("/", "Accept", "application/json");
        assertThat(refused.statusCode()).isEqualTo(406);
        JsonObject problem = new JsonObject(new String(refused.body(), StandardCharsets.UTF_8));
        assertThat(problem.getString("code")).isEqualTo("not_acceptable");
        assertThat(problem.getString("detail")).contains("/openapi.yaml");
    }

    @Test
    void a_page_is_only_read() {
        HttpResponse<String> posted = server.send(server.request(null, "POST", "/", "{}"));
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../conf/tanda.properties",
                "/%2e%2e/openapi/about.yaml",
                "/lib/leaflet/dist/../../../io/tanda/web/WebVerticle.class",
                "/index.html/",
                "//index.html",
                "/./",
                "/lib/",
                "/lib/leaflet/package.json",
                "/pages/index.html",
                "/META-INF/MANIFEST.MF"
            })
    void what_is_no_file_of_the_site_is_none(String path) {
        assertThat(RawConnection.exchange(
                        server.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .as(path)
                .contains(" 404 ")
                .contains("application/problem+json");
    }

    @Test
    void an_unknown_path_of_the_api_is_still_a_problem() {
        HttpResponse<String> answer =
                server.send(server.request(null, "GET", "/v1/nothing", null).header("Accept", "text/html"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("content-security-policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void a_folder_that_is_being_written_is_shown_as_it_is_now() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pages");
        Files.createDirectories(folder.resolve("rider"));
        Files.writeString(folder.resolve("rider/index.html"), "<p>one");
        Files.writeString(folder.resolve("secret"), "no type");
        try (WebServer dev = new WebServer(Map.of("pages.dir", folder.toString()))) {
            assertThat(dev.send(dev.request(null, "GET", "/rider/", null)).body())
                    .isEqualTo("<p>one");
            Files.writeString(folder.resolve("rider/index.html"), "<p>two");
            assertThat(dev.send(dev.request(null, "GET", "/rider/", null)).body())
                    .isEqualTo("<p>two");
            HttpResponse<String> moved = dev.send(dev.request(null, "GET", "/rider?a=b", null));
            assertThat(moved.statusCode()).isEqualTo(308);
            assertThat(moved.headers().firstValue("location")).contains("/rider/?a=b");
            assertThat(dev.send(dev.request(null, "GET", "/lib/leaflet/dist/leaflet.css", null))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(RawConnection.exchange(
                            dev.port(),
                            "GET /rider/../../classes/pages/index.html HTTP/1.1\r\n"
                                    + "Host: x\r\n"
                                    + "Connection: close\r\n\r\n"))
                    .contains(" 404 ");
        }
        assertThatThrownBy(() -> PagesConfig.of(Settings.of(Map.of("pages.dir", folder.toString()))))
                .hasMessageContaining("pages.dir (TANDA_PAGES_DIR)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tile.example.org/",
                "tile.example.org/{z}/{x}/{y}",
                "https://a b/{z}/{x}/{y}",
                "https://x/{z}/{x}/{y}; script-src *"
            })
    void a_tile_server_is_an_address_and_nothing_else(String tiles) {
        assertThatThrownBy(() -> PagesConfig.of(Settings.of(Map.of("map.tiles", tiles))))
                .hasMessageContaining("map.tiles (TANDA_MAP_TILES)");
    }

    @Test
    void no_script_within_a_page_is_run_and_pictures_come_from_the_tile_server_alone() {
        assertThat(PagePolicy.with("").text()).contains("script-src 'self'; ").contains("img-src 'self' data:; ");
        assertThat(PagePolicy.with("https://tile.example.org").text())
                .contains("script-src 'self'; ")
                .contains("img-src 'self' data: https://tile.example.org; ");
    }

    private static HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = server.request(null, "GET", path, null);
        if (headers.length > 0) request.headers(headers);
        try {
            return server.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
