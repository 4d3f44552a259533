package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.web.testing.RawConnection;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value may look like in body, query and header is what the contract says, and nothing that some parser takes besides. */
class GrammarTest {
    private static final String BODY = Samples.body("requestBooking");
    private static final String DRIVER_EVENTS = "/v1/drivers/me/events";
    private static WebServer server;
    private static String rider;
    private static String driver;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of());
        rider = server.token(Role.RIDER, UUID.randomUUID());
        driver = server.token(Role.DRIVER, UUID.randomUUID());
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
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE", "UTF-32"})
    void a_body_in_another_encoding_than_utf_8_is_refused(String charset) {
        assertMalformed(BODY.getBytes(Charset.forName(charset)));
    }

    @Test
    void a_body_is_utf_8_to_the_last_byte() {
        byte[] label = "Gangnam".getBytes(StandardCharsets.US_ASCII);
        // Cut short, too long for what it says (twice), half of a pair, beyond Unicode, Latin-1, and a mark of the byte
        // order.
        for (int[] bytes : new int[][] {
            {0xEA, 0xB0}, {0xC0, 0xAF}, {0xE0, 0x80, 0xAF}, {0xED, 0xA0, 0xBD}, {0xF5, 0x80, 0x80, 0x80}, {0xE9}
        }) {
            byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
            int at = BODY.indexOf("Gangnam");
            for (int i = 0; i < bytes.length; i++) body[at + i] = (byte) bytes[i];
            assertThat(bytes.length).isLessThan(label.length);
            assertMalformed(body);
        }
        assertMalformed(("\uFEFF" + BODY).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(byte[] body) {
        HttpRequest.Builder request =
                server.request(rider, "POST", "/v1/bookings", "").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HttpResponse<String> answer = server.send("requestBooking", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("malformed_body");
        assertThat(server.backend.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/estimates?pickup=40.7d,-73.9f&dropoff=40.7,-74",
                "/v1/estimates?pickup=0x1p5,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=%2040.7,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=40.7,%20-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=+40.7,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=%2B40.7,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=40.7,-73.9%0A&dropoff=40.7,-74",
                "/v1/estimates?pickup=40.7,-73.9&dropoff=40.7,-74%0D",
                "/v1/estimates?pickup=40.,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=.7,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=4e1,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=%D9%A4%D9%A0,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=40.7,-73.9,1&dropoff=40.7,-74",
                "/v1/estimates?pickup=Infinity,-73.9&dropoff=40.7,-74",
                "/v1/estimates?pickup=40.7,-73.9;dropoff=40.7,-74",
                "/v1/estimates?pickup=40.7,-73.9&dropoff=40.7,-74&when=",
                "/v1/estimates?pickup=40.7,-73.9&dropoff=40.7,-74&when=tomorrow",
                "/v1/estimates?pickup=40.7,-73.9&dropoff=40.7,-74&when=2026-02-30T00:00:00Z",
                "/v1/bookings?limit=+5",
                "/v1/bookings?limit=%2B5",
                "/v1/bookings?limit=05",
                "/v1/bookings?limit=%D9%A5",
                "/v1/bookings?limit=5%0A",
                "/v1/bookings?limit=5.0",
                "/v1/bookings?limit=",
                "/v1/bookings?limit",
                "/v1/bookings?limit=5;x=1",
                "/v1/bookings?LIMIT=5",
                "/v1/bookings?limit=5&limit=5",
                "/v1/bookings?cursor=",
                "/v1/bookings?cursor=AQGToAAAAHAAgAAAAAAAAAc%3D",
                "/v1/bookings?cursor=AQGToAAAAHAAgAAAAAAAAAd",
                "/v1/ride-history?from=2026-01-01T24:00:00Z",
                "/v1/ride-history?from=2026-01-01T23:59:60Z",
                "/v1/ride-history?from=2026-02-30T00:00:00Z",
                "/v1/ride-history?from=2026-01-01T00:00:00%2B18:01",
                "/v1/ride-history?from=2026-01-01t00:00:00z",
                "/v1/ride-history?status=REQUESTED",
                "/v1/ride-history?status=requested%20"
            })
    void a_value_of_a_query_that_is_not_as_the_contract_writes_it_is_refused(String address) {
        HttpResponse<String> answer = server.send(server.request(rider, "GET", address, null));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("invalid_parameter");
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void an_escape_that_is_none_is_refused() {
        String answered = RawConnection.exchange(
                server.port(),
                "GET /v1/bookings?limit=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + rider
                        + "\r\n\r\n");
        assertThat(answered).startsWith("HTTP/1.1 400 ").contains("invalid_parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pickup=40.7580,-73.9855&dropoff=-0.5,174", "pickup=40,-73&dropoff=040.70,-074"})
    void a_value_of_a_query_that_is_as_the_contract_writes_it_is_taken(String query) {
        assertThat(server.send("estimateRide", server.request(rider, "GET", "/v1/estimates?" + query, null))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "01", "1.0", "one", "", "9999999999999999999", "1 2"})
    void a_last_event_that_is_no_number_is_refused(String id) {
        for (String path : List.of("/v1/bookings/" + UUID.randomUUID() + "/events", DRIVER_EVENTS)) {
            String token = path.equals(DRIVER_EVENTS) ? driver : rider;
            assertThat(server.send(server.request(token, "GET", path, null).header("Last-Event-ID", id))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key: a|Idempotency-Key: b",
                "Idempotency-Key: b|Idempotency-Key: a",
                "Idempotency-Key: a|idempotency-key: a",
                "Content-Type: application/json|Content-Type: text/plain",
                "Authorization: Bearer x|X: y",
                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01|traceparent: none",
                "Origin: https://a.example|Origin: https://b.example",
                "Last-Event-ID: 1|Last-Event-ID: 2"
            })
    void a_header_of_which_only_one_can_count_is_given_once(String headers) {
        String answered = RawConnection.exchange(
                server.port(),
                "POST /v1/bookings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + rider
                        + (headers.contains("Content-Type") ? "" : "\r\nContent-Type: application/json")
                        + "\r\nContent-Length: " + BODY.length()
                        + "\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n" + BODY);
        assertThat(answered).startsWith("HTTP/1.1 400 ").contains("must be given once");
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void any_tag_of_a_list_may_match() {
        cancelIf("\"a\", \"v5\"", 202);
        assertThat(ifVersionIn()).containsExactly(5);
        cancelIf("\"v3\",\"v4\" , ,W/\"v5\"", 202);
        assertThat(ifVersionIn()).containsExactly(3, 4);
        cancelIf("\"a,\", \"v7\"", 202);
        assertThat(ifVersionIn()).containsExactly(7);
        int asked = server.backend.seen().size();
        for (String none : List.of("\"a\"", "W/\"v3\"", "\"v03\"", "\"v+3\"", "\"v0\"", "\"3\"")) cancelIf(none, 412);
        for (String malformed : List.of("v3", "\"v3", "\"v3\" \"v4\"", "", ",", "*, \"v3\"", "\"v3\"; x"))
            cancelIf(malformed, 400);
        assertThat(server.backend.seen()).hasSize(asked);
    }

    @Test
    void tags_on_several_lines_are_one_list() {
        String path = "/v1/bookings/" + UUID.randomUUID();
        HttpRequest.Builder cancel = server.request(rider, "POST", path + "/cancel", null)
                .header("If-Match", "\"v3\"")
                .header("If-Match", "\"v4\"");
        assertThat(server.send("cancelBooking", cancel).statusCode()).isEqualTo(202);
        assertThat(ifVersionIn()).containsExactly(3, 4);
        HttpRequest.Builder get = server.request(rider, "GET", path, null)
                .header("If-None-Match", "\"v1\"")
                .header("If-None-Match", "\"v3\"");
        assertThat(server.send("getBooking", get).statusCode()).isEqualTo(304);
    }

    @Test
    void a_booking_is_known_by_any_tag_of_a_list() {
        String path = "/v1/bookings/" + UUID.randomUUID();
        for (String known : List.of("\"x\", \"v3\"", "\"v3\",\"x\"", "W/\"v3\"", "*", "\"x,\",\t\"v3\""))
            assertThat(getIfNone(path, known)).as(known).isEqualTo(304);
        for (String other : List.of("\"x\"", "\"v33\"", "\"x\", \"y\""))
            assertThat(getIfNone(path, other)).as(other).isEqualTo(200);
        for (String malformed : List.of("v3", "\"v3"))
            assertThat(getIfNone(path, malformed)).as(malformed).isEqualTo(400);
        // RFC 9110, 13.1.3: beside If-None-Match a date does not count.
        HttpRequest.Builder dated = server.request(rider, "GET", path, null)
                .header("If-None-Match", "\"v3\"")
                .header("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT");
        assertThat(server.send("getBooking", dated).statusCode()).isEqualTo(304);
    }

    @Test
    void accepting_on_several_lines_is_one_list() {
        HttpRequest.Builder request = server.request(rider, "GET", "/v1/bookings", null)
                .header("Accept", "text/html")
                .header("Accept", "application/json");
        assertThat(server.send("listBookings", request).statusCode()).isEqualTo(200);
    }

    @Test
    void half_a_media_type_is_refused() {
        for (String half : List.of("a/b;c=\"", "application/json; q=\"0", "application/json, \"", "/", "a/", "a/b;c"))
            assertThat(server.send(
                                    "listBookings",
                                    server.request(rider, "GET", "/v1/bookings", null)
                                            .header("Accept", half))
                            .statusCode())
                    .as(half)
                    .isEqualTo(400);
        for (String whole :
                List.of("*", "*/*; q=.2", "a/b;c=\"d,e\", application/json", "application/json;", ",application/json"))
            assertThat(server.send(
                                    "listBookings",
                                    server.request(rider, "GET", "/v1/bookings", null)
                                            .header("Accept", whole))
                            .statusCode())
                    .as(whole)
                    .isIn(200, 406);
        for (String type :
                List.of("application/json; charset=\"", "application/json; charset", "\"", ";", "application/json,a/b"))
            assertThat(server.send(
                                    "requestBooking",
                                    server.request(rider, "POST", "/v1/bookings", BODY)
                                            .setHeader("Content-Type", type))
                            .statusCode())
                    .as(type)
                    .isEqualTo(415);
    }

    private static int getIfNone(String path, String tags) {
        return server.send(
                        "getBooking", server.request(rider, "GET", path, null).header("If-None-Match", tags))
                .statusCode();
    }

    private static void cancelIf(String tags, int status) {
        String path = "/v1/bookings/" + UUID.randomUUID() + "/cancel";
        HttpResponse<String> answer = server.send(
                "cancelBooking", server.request(rider, "POST", path, null).header("If-Match", tags));
        assertThat(answer.statusCode()).as(tags).isEqualTo(status);
    }

    private static List<Integer> ifVersionIn() {
        return ((BookingCommand.CancelBooking) server.backend.last().body()).ifVersionIn();
    }
}
