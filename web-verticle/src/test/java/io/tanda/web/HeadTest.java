package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Role;
import io.tanda.web.http.Operation;
import io.tanda.web.testing.RawConnection;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD is answered as GET is, without the content (RFC 9110, 9.3.2). */
class HeadTest {
    private static WebServer server;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.backend.forget();
    }

    static Stream<Operation> documents() {
        return Parts.operations().stream().filter(Operation::reads).filter(operation -> !operation.streams());
    }

    static Stream<Operation> streams() {
        return Parts.operations().stream().filter(Operation::streams);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_has_the_same_head(Operation operation) {
        String path = path(operation);
        HttpResponse<String> get = ask(operation, "GET", path);
        HttpResponse<String> head = ask(operation, "HEAD", path);
        assertThat(get.statusCode()).as(get.body()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(names(head)).isEqualTo(names(get));
        assertThat(head.headers().firstValue("content-type"))
                .isEqualTo(get.headers().firstValue("content-type"));
        assertThat(head.headers().firstValueAsLong("content-length").orElseThrow())
                .isEqualTo(get.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void a_streams_head_opens_no_stream(Operation operation) {
        HttpResponse<String> head = ask(operation, "HEAD", path(operation));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(head.body()).isEmpty();
        assertThat(server.meters.find("tanda.http.streams").gauges())
                .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/bookings?limit=0", "/v1/bookings/none", "/v1/nothing", "/problems/none"})
    void a_refusal_has_no_content_either(String path) {
        String token = server.token(Role.RIDER, UUID.randomUUID());
        HttpResponse<String> get = server.send(server.request(token, "GET", path, null));
        HttpResponse<String> head = server.send(server.request(token, "HEAD", path, null));
        assertThat(head.statusCode()).isEqualTo(get.statusCode()).isBetween(400, 404);
        assertThat(head.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void what_follows_a_head_on_its_connection_is_answered() {
        String answered = RawConnection.exchange(
                server.port(),
                "HEAD /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "GET /problems/invalid HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(RawConnection.answers(answered)).isEqualTo(2);
        assertThat(answered).contains("contradicts a rule").doesNotContain("openapi: 3.1.0");
    }

    private static HttpResponse<String> ask(Operation operation, String method, String path) {
        String token = operation.access().roles().stream()
                .findFirst()
                .map(role -> server.token(role, UUID.fromString("0193a000-0000-7000-8000-000000000001")))
                .orElse(null);
        return server.send(server.request(token, method, path, null));
    }

    private static String path(Operation operation) {
        String path = operation
                .path()
                .replace("{code}", "invalid")
                .replaceAll("\\{.*}", UUID.randomUUID().toString());
        return path + Samples.query(operation.id());
    }

    private static Map<String, Integer> names(HttpResponse<String> answer) {
        Map<String, Integer> names = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> names.put(name, values.size()));
        return names;
    }
}
