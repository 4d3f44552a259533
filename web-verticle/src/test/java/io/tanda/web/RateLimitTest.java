package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.Role;
import io.tanda.platform.ops.Settings;
import io.tanda.web.http.RateLimits;
import io.tanda.web.testing.WebServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who asks too often is turned away with 429, and nobody else is. A burst is four times the rate, and no test is as slow as a second each. */
class RateLimitTest {
    private final WebServer server = new WebServer(Map.of(
            "http.rate.caller", "1",
            "http.rate.operator", "100000",
            "http.rate.denied.address", "1",
            "http.rate.denied", "10000"));
    private final String rider = server.token(Role.RIDER, UUID.randomUUID());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_caller_who_asks_too_often_is_told_to_wait_and_others_are_not() {
        HttpResponse<String> last = untilTurnedAway(rider);
        assertThat(last.headers().firstValue("retry-after")).contains("1");
        assertThat(last.body()).contains("too_many_requests", "nothing was done");
        int asked = server.backend.seen().size();
        assertThat(asked).isGreaterThanOrEqualTo(4);
        assertThat(bookings(server.token(Role.RIDER, UUID.randomUUID())).statusCode())
                .isEqualTo(200);
        String operator = server.token(Role.OPERATOR, UUID.randomUUID());
        for (int i = 0; i < 20; i++)
            assertThat(server.send("listDrivers", server.request(operator, "GET", "/v1/fleet/drivers", null))
                            .statusCode())
                    .isEqualTo(200);
        assertThat(limited("caller")).isPositive();
    }

    @Test
    void where_too_many_tokens_are_none_new_ones_wait_and_known_ones_do_not() {
        assertThat(bookings(rider).statusCode()).isEqualTo(200);
        String forged = rider.substring(0, rider.length() - 8) + "AAAAAAAA";
        HttpResponse<String> last = untilTurnedAway(forged);
        assertThat(last.headers().firstValue("retry-after")).contains("1");
        assertThat(bookings(rider).statusCode()).isEqualTo(200);
        assertThat(limited("denied")).isPositive();
    }

    private HttpResponse<String> untilTurnedAway(String token) {
        for (int i = 0; i < 1_000; i++) {
            HttpResponse<String> answer = bookings(token);
            if (answer.statusCode() == 429) return answer;
            assertThat(answer.statusCode()).isIn(200, 401);
        }
        throw new AssertionError("a thousand requests were let in");
    }

    private HttpResponse<String> bookings(String token) {
        return server.send("listBookings", server.request(token, "GET", "/v1/bookings", null));
    }

    private double limited(String limit) {
        return server.meters
                .get("tanda.http.limited")
                .tag("limit", limit)
                .counter()
                .count();
    }

    @Test
    void a_rate_out_of_its_range_is_refused_at_start() {
        Settings settings = Settings.of(Map.of("http.rate.caller", "0", "http.rate.denied", "10001"));
        RateLimits.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining(
                        "http.rate.caller (TANDA_HTTP_RATE_CALLER) must be a whole number from 1 to 10000")
                .hasMessageContaining("TANDA_HTTP_RATE_DENIED");
    }
}
