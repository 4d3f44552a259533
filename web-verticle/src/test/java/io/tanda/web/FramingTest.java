package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Role;
import io.tanda.web.testing.RawConnection;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends must be beyond doubt: what a proxy takes for a body must never be answered as a request. */
class FramingTest {
    private static final String BODY = Samples.body("requestBooking");
    private static WebServer server;
    private static String rider;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of());
        rider = server.token(Role.RIDER, UUID.randomUUID());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.backend.forget();
    }

    /** {@code {length}} is the body's, in the header that is tried. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: {length}\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: {length}",
                "Transfer-Encoding: chunked, xchunked",
                "Transfer-Encoding: xchunked, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\r\n chunked",
                "X-Folded: a\r\n Transfer-Encoding: chunked\r\nContent-Length: {length}",
                "X-Folded: a\r\n\tb\r\nContent-Length: {length}",
                "Content-Length: {length}\r\nContent-Length: 0",
                "Content-Length: {length}, 0",
                "Content-Length: +{length}",
                "Content-Length: {length} 0",
                "Content-Length: 0x10",
                "Content-Length: -1",
                "Sec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\nContent-Length: {length}",
                "Content-Length: {length}\nX: y"
            })
    void a_request_whose_end_can_be_seen_in_two_places_is_refused_and_the_connection_closed(String headers) {
        String body = "0\r\n\r\n" + hidden();
        String request = "POST /v1/bookings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + rider
                + "\r\nContent-Type: application/json\r\n"
                + headers.replace("{length}", Integer.toString(body.length())) + "\r\n\r\n" + body + hidden();
        String answered = RawConnection.exchange(server.port(), request);
        assertThat(answered).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        assertThat(answered.toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
        assertThat(RawConnection.answers(answered)).as(answered).isEqualTo(1);
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void old_web_socket_keys_do_not_make_a_body_of_what_follows() {
        String answered = RawConnection.exchange(
                server.port(),
                "GET /v1/bookings HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\n\r\n12345678"
                        + hidden());
        assertThat(answered).startsWith("HTTP/1.1 400 ");
        assertThat(RawConnection.answers(answered)).isEqualTo(1);
        assertThat(server.backend.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: x\r\nHost: x\r\n",
                "Host: x\r\nHost: y\r\n",
                "Host: x\r\n folded\r\n",
                "Host: x\r\nX-Blank :y\r\n",
                "Host: x\r\nno colon\r\n",
                "Host: x\r\nX: a\u0000b\r\n"
            })
    void a_head_that_is_none_is_refused(String headers) {
        String answered =
                RawConnection.exchange(server.port(), "GET /v1/bookings HTTP/1.1\r\n" + headers + "\r\n" + hidden());
        assertThat(answered).startsWith("HTTP/1.1 400 ");
        assertThat(RawConnection.answers(answered)).as(answered).isEqualTo(1);
        assertThat(server.backend.seen()).isEmpty();
    }

    @Test
    void requests_that_follow_one_another_on_a_connection_are_each_read_for_themselves() {
        String chunked = "POST /v1/bookings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + rider
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                // A line of a body may begin with a blank.
                + Integer.toHexString(BODY.length() + 4) + "\r\n \r\n " + BODY + "\r\n0\r\n\r\n";
        String sized = "\r\nPOST /v1/bookings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + rider
                + "\r\nContent-Type: application/json\r\nContent-Length: " + (BODY.length() + 1) + "\r\n\r\n " + BODY;
        String answered = RawConnection.exchange(server.port(), chunked + sized + hidden());
        assertThat(RawConnection.answers(answered)).as(answered).isEqualTo(3);
        assertThat(answered).startsWith("HTTP/1.1 201 ");
        assertThat(server.backend.seen()).hasSize(3);
    }

    @Test
    void a_folded_line_is_seen_however_the_bytes_come() throws Exception {
        byte[] head = ("\r\n\r\nGET /v1/bookings HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int split = 1; split < head.length; split++) {
            try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(head, 0, split);
                socket.getOutputStream().flush();
                socket.getOutputStream().write(head, split, head.length - split);
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .as("after " + split)
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    /** A whole request that must not be answered where it is hidden in another. */
    private static String hidden() {
        return "GET /v1/bookings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + rider
                + "\r\nConnection: close\r\n\r\n";
    }
}
