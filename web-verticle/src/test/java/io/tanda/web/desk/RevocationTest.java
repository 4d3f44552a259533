package io.tanda.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.TokenRole;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.bus.Reply;
import io.tanda.platform.testing.Eventually;
import io.tanda.web.testing.WebServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose tokens count no more, as a process with HTTP comes to know it. */
@Tag("G2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RevocationTest {
    @Test
    void a_token_is_refused_as_soon_as_all_are_told_that_it_is_revoked() {
        try (WebServer server = new WebServer(Map.of())) {
            UUID rider = UUID.randomUUID();
            String token = server.token(TokenRole.RIDER, rider);
            assertThat(list(server, token).statusCode()).isEqualTo(200);
            server.bus.tell(
                    Revocations.BROADCAST,
                    new Revocations.Entry(rider, Instant.now().plusSeconds(1)));
            Eventually.holds(() -> "let in", () -> list(server, token).statusCode() == 401);
            assertThat(list(server, token).body()).contains("revoked");
            assertThat(list(server, server.token(TokenRole.RIDER, UUID.randomUUID()))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_telling_that_was_lost_is_made_up_for_by_the_list() {
        try (WebServer server = new WebServer(Map.of())) {
            UUID rider = UUID.randomUUID();
            String token = server.token(TokenRole.RIDER, rider);
            server.backend.reply(
                    BookingAddresses.REVOKED,
                    request -> Reply.done(new Revocations.All(
                            List.of(new Revocations.Entry(rider, Instant.now().plusSeconds(1))))));
            Eventually.holds(() -> "let in", () -> list(server, token).statusCode() == 401);
        }
    }

    private static HttpResponse<String> list(WebServer server, String token) {
        return server.send("listBookings", server.request(token, "GET", "/v1/bookings", null));
    }
}
