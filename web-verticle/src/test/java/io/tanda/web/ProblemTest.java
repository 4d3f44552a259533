package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to be refused, over real HTTP; each document is held against the contract. */
class ProblemTest {
    private static final String BODY = Samples.body("requestBooking");
    private static WebServer server;
    private static String rider;
    private static String driver;
    private static String operator;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of("cors.origins", "https://app.example.org,https://ops.example.org"));
        rider = server.token(Role.RIDER, UUID.randomUUID());
        driver = server.token(Role.DRIVER, UUID.randomUUID());
        operator = server.token(Role.OPERATOR, UUID.randomUUID());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.backend.forget();
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void each_refusal_is_a_problem_of_its_kind(Refusal refusal) {
        server.backend.reply(DispatchAddresses.RIDES, request -> Reply.refused(refusal, "because of a rule"));
        HttpResponse<String> answer = server.send("arrive", server.request(driver, "POST", ride("arrive"), null));
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("code")).isEqualTo(refusal.wireName());
        assertThat(problem.getString("type")).isEqualTo("/problems/" + refusal.wireName());
        assertThat(problem.getInteger("status")).isEqualTo(answer.statusCode());
        assertThat(problem.getString("detail")).isEqualTo("because of a rule");
        assertThat(problem.getString("instance")).startsWith("/v1/rides/").endsWith("/arrive");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void a_refusal_that_may_be_repeated_says_when() {
        server.backend.reply(
                BookingAddresses.COMMANDS,
                request -> new Reply.Refused<>(Refusal.NO_TAXIS_IN_AREA, "No taxi can be had.", 7));
        HttpResponse<String> answer = booking();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("no_taxis_in_area");
        assertThat(answer.headers().allValues("retry-after")).containsExactly("7");
    }

    @Test
    void a_problem_names_the_trace_it_happened_in() {
        HttpResponse<String> answer = server.send(
                "listBookings",
                server.request(null, "GET", "/v1/bookings", null)
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        assertThat(new JsonObject(answer.body()).getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void an_outage_says_nothing_of_our_insides() {
        server.backend.answer(
                BookingAddresses.COMMANDS,
                request -> Future.failedFuture(new CommitFailed.Unavailable("jdbc secret at 10.0.0.1", null)));
        HttpResponse<String> answer = booking();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("10.0.0.1");
    }

    /** What happened to a command, as its client learns it. */
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new CommitFailed.Stale("a row"), 409, "contended", "nothing was done"),
                Arguments.of(new CommitFailed.Unavailable("down", null), 503, "unavailable", "nothing was done"),
                Arguments.of(new CommitFailed.Overloaded("queue full"), 503, "overloaded", "nothing was done"),
                Arguments.of(
                        new CommitFailed.Unknown("lost", null),
                        503,
                        "outcome_unknown",
                        "may have been done. Ask again after Retry-After with the same Idempotency-Key"),
                Arguments.of(new IllegalStateException("a bug"), 500, "internal", "our fault"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_says_whether_something_was_done(Throwable failure, int status, String code, String says) {
        server.backend.answer(BookingAddresses.COMMANDS, request -> Future.failedFuture(failure));
        HttpResponse<String> answer = booking();
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(says);
        if (status == 500)
            assertThat(answer.headers().firstValue("retry-after")).isEmpty();
        else assertThat(answer.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void where_nobody_is_nothing_was_done() {
        WebServer.await(server.backend.leave(BookingAddresses.COMMANDS));
        try {
            HttpResponse<String> answer = booking();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(code(answer)).isEqualTo("unavailable");
            assertThat(new JsonObject(answer.body()).getString("detail")).contains("nothing was done");
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
        } finally {
            WebServer.await(server.backend.comeBack());
        }
    }

    @Test
    void no_answer_in_time_is_503_and_tells_to_ask_again_with_the_same_key() {
        Promise<Reply<io.tanda.contract.dispatch.Estimate>> never = Promise.promise();
        server.backend.answer(DispatchAddresses.ESTIMATE, request -> never.future());
        HttpResponse<String> answer = server.send(
                "estimateRide",
                server.request(rider, "GET", "/v1/estimates?pickup=40.758,-73.9855&dropoff=40.7061,-74.0087", null));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("outcome_unknown");
        assertThat(answer.body()).contains("same Idempotency-Key");
    }

    @Test
    void what_there_is_not_is_404() {
        assertThat(code(server.send(server.request(rider, "GET", "/v1/nothing", null))))
                .isEqualTo("not_found");
        assertThat(server.send("getBooking", server.request(rider, "GET", "/v1/bookings/1-1-1-1-1", null))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.backend.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "/v1",
                "/v1/",
                "/v1/bookings/",
                "/v1//bookings",
                "/v1/./bookings",
                "/v1/%62ookings",
                "/v1/bookings/a/b",
                "/V1/bookings",
                "/v1/bookings/a/cancel/",
                "/v1/offers/a"
            })
    void a_path_that_is_almost_one_is_none(String path) throws Exception {
        for (String method : new String[] {"GET", "DELETE"})
            assertThat(raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .contains(" 404 ");
    }

    @Test
    void a_method_that_a_path_does_not_have_is_405_and_learns_which_it_has() {
        HttpResponse<String> answer = server.send(server.request(rider, "DELETE", "/v1/bookings", null));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, POST");
        assertThat(code(answer)).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1",
                "{\"passengers\":01}",
                "{\"reason\":\"a\",\"reason\":\"b\"}",
                "{} {}",
                "{\"a\":\"\u0001\"}",
                "nonsense",
                "{\"reason\":[[[[[[[[[[\"deep\"]]]]]]]]]]}",
                "{\"reason\":11111111111111111111111111111111111111111111111111}"
            })
    void what_is_not_json_is_400(String body) {
        HttpResponse<String> answer = server.send("giveBackRide", server.request(driver, "POST", ride("cancel"), body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("malformed_body");
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void every_flaw_of_a_body_is_named_with_its_place_and_no_value() {
        HttpResponse<String> answer = server.send("requestBooking", server.request(rider, "POST", "/v1/bookings", """
            {"pickup":{"lat":91,"lng":"secret-1","colour":1},"passengers":9,"paymentMethod":"secret-2","x secret-3":1}\
            """));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(code(answer)).isEqualTo("invalid");
        assertThat(new JsonObject(answer.body())
                        .getJsonArray("errors").stream().map(error -> ((JsonObject) error).getString("pointer")))
                .containsExactlyInAnyOrder(
                        "#/pickup/lat",
                        "#/pickup/lng",
                        "#/pickup/colour",
                        "#/dropoff",
                        "#/passengers",
                        "#/paymentMethod",
                        "#");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "my card 4111 1111 1111 1111 thanks",
                "5500-0000-0000-0004",
                "340000000000009",
                "4111 1111 1111 1111 5",
                "6011000990139424"
            })
    void a_card_number_in_any_text_is_refused_and_not_repeated(String text) {
        String[][] requests = {
            {rider, "POST", "/v1/bookings", BODY.replace("Gangnam Station exit 3", text)},
            {rider, "POST", "/v1/bookings/" + UUID.randomUUID() + "/cancel", "{\"reason\":\"" + text + "\"}"},
            {driver, "POST", ride("cancel"), "{\"reason\":\"" + text + "\"}"},
            {operator, "PUT", "/v1/fleet/drivers/" + UUID.randomUUID(), "{\"name\":\"" + text + "\"}"},
            {operator, "PUT", "/v1/fleet/taxis/" + UUID.randomUUID(), "{\"plate\":\"" + text + "\",\"seats\":4}"}
        };
        for (String[] request : requests) {
            HttpResponse<String> answer = server.send(server.request(request[0], request[1], request[2], request[3]));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(code(answer)).isEqualTo("card_number");
            JsonObject said = new JsonObject(answer.body());
            // What was asked, and the trace id, are random here: they may hold any digits.
            assertThat(said.remove("instance")).isEqualTo(request[2]);
            assertThat((String) said.remove("traceId")).matches("[0-9a-f]{32}");
            assertThat(said.encode()).doesNotContainPattern("\\d{4}");
        }
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void half_a_character_is_refused_because_it_could_never_be_sent_back() {
        HttpResponse<String> answer = server.send(
                "requestBooking", server.request(rider, "POST", "/v1/bookings", BODY.replace("Gangnam", "\\ud83d")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(server.send(server.request(rider, "POST", "/v1/bookings", BODY.replace("Gangnam", "\\ud83d\\ude95")))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_body_must_be_declared_as_json() {
        for (String type : new String[] {"text/plain", "application/xml", "application/json; charset=latin1"}) {
            HttpRequest.Builder request =
                    server.request(rider, "POST", "/v1/bookings", BODY).setHeader("Content-Type", type);
            assertThat(server.send("requestBooking", request).statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        HttpRequest.Builder request = server.request(rider, "POST", "/v1/bookings", BODY)
                .setHeader("Content-Type", "application/json; charset=UTF-8");
        assertThat(server.send("requestBooking", request).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void a_form_is_not_taken_for_no_body(String type) {
        String cancel = "/v1/bookings/" + UUID.randomUUID() + "/cancel";
        HttpRequest.Builder form =
                server.request(rider, "POST", cancel, "--b\r\n\r\n\r\n--b--").setHeader("Content-Type", type);
        assertThat(server.send("cancelBooking", form).statusCode()).isEqualTo(415);
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void an_answer_must_be_acceptable() {
        assertThat(accept("/v1/bookings", "text/html")).isEqualTo(406);
        assertThat(accept("/v1/bookings", "application/json;q=0")).isEqualTo(406);
        assertThat(accept("/v1/bookings", "text/html, */*;q=0.1")).isEqualTo(200);
        assertThat(accept("/v1/bookings", "application/*")).isEqualTo(200);
        assertThat(accept("/v1/bookings/" + UUID.randomUUID() + "/events", "application/json"))
                .isEqualTo(406);
    }

    @Test
    void a_body_may_have_64_kib_and_a_batch_of_positions_256() {
        assertThat(server.send("requestBooking", server.request(rider, "POST", "/v1/bookings", padded(65_536)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.send("requestBooking", server.request(rider, "POST", "/v1/bookings", padded(65_537)))
                        .statusCode())
                .isEqualTo(413);
        String batch = "/v1/fleet/positions";
        assertThat(server.send("reportFleetPositions", server.request(operator, "POST", batch, padded(262_144)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.send("reportFleetPositions", server.request(operator, "POST", batch, padded(262_145)))
                        .statusCode())
                .isEqualTo(413);
        HttpRequest.Builder chunked = server.request(rider, "POST", "/v1/bookings", "")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(padded(70_000).getBytes(StandardCharsets.UTF_8))));
        assertThat(server.send("requestBooking", chunked).statusCode()).isEqualTo(413);
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void a_thousand_positions_fit_into_a_batch() {
        StringBuilder fixes = new StringBuilder("{\"fixes\":[");
        for (int i = 0; i < 1_000; i++) {
            if (i > 0) fixes.append(',');
            fixes.append(
                    "{\"driver\":\"%s\",\"lat\":40.758%04d123456,\"lng\":-73.9855%04d123456,\"at\":\"2026-01-01T12:00:00.123456789Z\"}"
                            .formatted(UUID.randomUUID(), i, i));
        }
        HttpResponse<String> answer = server.send(
                "reportFleetPositions",
                server.request(
                        operator,
                        "POST",
                        "/v1/fleet/positions",
                        fixes.append("]}").toString()));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(answer.body()).getInteger("taken")).isEqualTo(1_000);
    }

    @Test
    void an_address_or_headers_that_are_too_long_are_refused() throws Exception {
        assertThat(raw("GET /v1/bookings?cursor=" + "x".repeat(3_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ")
                .contains("application/problem+json");
        assertThat(raw("GET /v1/bookings HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(raw("NONSENSE\r\n\r\n")).contains(" 400 ");
    }

    @Test
    void only_an_operator_searches_by_people() {
        String query = "/v1/ride-history?rider=" + UUID.randomUUID();
        assertThat(server.send("searchRides", server.request(rider, "GET", query, null))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send("searchRides", server.request(driver, "GET", query, null))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send("searchRides", server.request(operator, "GET", query, null))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=cancelled",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "limit=1e2",
                "status=requested&status=accepted",
                "unknown=1"
            })
    void a_parameter_that_does_not_fit_is_400(String query) {
        HttpResponse<String> answer =
                server.send("searchRides", server.request(rider, "GET", "/v1/ride-history?" + query, null));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("invalid_parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pickup=1,1", "pickup=91,0&dropoff=1,1", "pickup=0,0&dropoff=1,1", "pickup=NaN,1&dropoff=1,1"
            })
    void an_estimate_needs_two_places(String query) {
        assertThat(server.send("estimateRide", server.request(rider, "GET", "/v1/estimates?" + query, null))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void each_problem_has_a_page(ProblemCode code) {
        HttpResponse<String> page =
                server.send("explainProblem", server.request(null, "GET", "/problems/" + code.wireName(), null));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(code.title()).contains(code.wireName());
        assertThat(server.send("explainProblem", server.request(null, "GET", "/problems/none", null))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_true_contract_is_served() {
        HttpResponse<String> contract = server.send("getContract", server.request(null, "GET", "/openapi.yaml", null));
        assertThat(contract.body()).startsWith("openapi: 3.1.0").contains("application/problem+json");
        assertThat(contract.body().lines().filter(line -> line.contains("operationId:")))
                .hasSize(Parts.operations().size());
    }

    @Test
    void the_contract_of_the_topics_is_served() {
        HttpResponse<String> events =
                server.send("getEventsContract", server.request(null, "GET", "/asyncapi.yaml", null));
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.body()).startsWith("asyncapi: 3.0.0").contains("tanda.booking.events.v1");
    }

    @Test
    void only_listed_origins_may_call_from_a_browser() {
        HttpResponse<String> ours = preflight("https://app.example.org");
        assertThat(ours.statusCode()).isEqualTo(204);
        assertThat(ours.headers().firstValue("access-control-allow-origin")).contains("https://app.example.org");
        assertThat(ours.headers().firstValue("access-control-allow-headers").orElseThrow())
                .contains("Idempotency-Key");
        assertThat(ours.headers().firstValue("access-control-allow-credentials"))
                .isEmpty();
        HttpResponse<String> theirs = preflight("https://evil.example.org");
        assertThat(theirs.statusCode()).isEqualTo(403);
        assertThat(code(theirs)).isEqualTo("origin_not_allowed");
        assertThat(theirs.headers().firstValue("access-control-allow-origin")).isEmpty();

        HttpResponse<String> called = server.send(
                server.request(rider, "GET", "/v1/bookings", null).header("Origin", "https://ops.example.org"));
        assertThat(called.statusCode()).isEqualTo(200);
        assertThat(called.headers().firstValue("access-control-allow-origin")).contains("https://ops.example.org");
        assertThat(called.headers().firstValue("access-control-expose-headers").orElseThrow())
                .contains("Idempotency-Replayed");
        // A cache must not hand one origin's answer to another.
        assertThat(called.headers().firstValue("vary")).contains("origin");
        HttpResponse<String> stranger = server.send(
                server.request(rider, "GET", "/v1/bookings", null).header("Origin", "https://evil.example.org"));
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void answers_are_guarded_against_browsers_and_caches() {
        HttpResponse<String> answer = booking();
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.headers().firstValue("date").orElseThrow()).endsWith(" GMT");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'");
    }

    private static HttpResponse<String> preflight(String origin) {
        return server.send(HttpRequest.newBuilder(server.uri("/v1/bookings"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST"));
    }

    private static HttpResponse<String> booking() {
        return server.send("requestBooking", server.request(rider, "POST", "/v1/bookings", BODY));
    }

    private static int accept(String path, String types) {
        return server.send(server.request(rider, "GET", path, null).header("Accept", types))
                .statusCode();
    }

    private static String ride(String step) {
        return "/v1/rides/" + UUID.randomUUID() + "/" + step;
    }

    private static String padded(int bytes) {
        return "{\"x\":\"" + "x".repeat(bytes - 8) + "\"}";
    }

    private static String code(HttpResponse<String> problem) {
        return new JsonObject(problem.body()).getString("code");
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
