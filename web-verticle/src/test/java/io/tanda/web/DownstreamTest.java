package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Role;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.platform.testing.Eventually;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A dispatch that drowns in another process takes its own questions with it, and nothing else. */
class DownstreamTest {
    private static final int QUESTIONS = 3;

    private final WebServer server = new WebServer(Map.of("bus.questions", String.valueOf(QUESTIONS)));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("B1")
    void too_many_questions_under_way_are_answered_503_and_a_booking_is_taken() {
        AtomicInteger unanswered = new AtomicInteger();
        WebServer.await(server.backend.leave(DispatchAddresses.CALLS));
        server.vertx.eventBus().consumer(DispatchAddresses.CALLS.name(), question -> unanswered.incrementAndGet());
        String driver = server.token(Role.DRIVER, UUID.randomUUID());
        for (int i = 0; i < QUESTIONS; i++)
            server.client.sendAsync(
                    server.request(driver, "GET", "/v1/calls", null).build(), HttpResponse.BodyHandlers.discarding());
        Eventually.holds(unanswered::get, () -> unanswered.get() >= QUESTIONS);

        HttpResponse<String> refused = server.send("listCalls", server.request(driver, "GET", "/v1/calls", null));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(refused.body()).contains("overloaded", "nothing was done");

        String rider = server.token(Role.RIDER, UUID.randomUUID());
        HttpResponse<String> booked = server.send(
                "requestBooking",
                server.request(rider, "POST", "/v1/bookings", Samples.body("requestBooking"))
                        .header("Idempotency-Key", UUID.randomUUID().toString()));
        assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
    }
}
