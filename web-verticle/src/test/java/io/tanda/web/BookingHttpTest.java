package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BookingHttpTest {
    private static final UUID RIDER = UUID.randomUUID();
    private static final String BODY = Samples.body("requestBooking");
    private static WebServer server;
    private static String rider;

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of());
        rider = server.token(Role.RIDER, RIDER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.backend.forget();
    }

    @Test
    @Tag("A1")
    void a_request_is_answered_with_the_booking_its_address_and_its_version() {
        HttpResponse<String> answer =
                server.send("requestBooking", server.request(rider, "POST", "/v1/bookings", BODY));
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonObject booking = new JsonObject(answer.body());
        assertThat(answer.headers().firstValue("location")).contains("/v1/bookings/" + booking.getString("id"));
        assertThat(answer.headers().firstValue("etag")).contains("\"v1\"");
        assertThat(answer.headers().firstValue("idempotency-replayed")).isEmpty();
        assertThat(booking.getString("status")).isEqualTo("requested");

        Request<?> asked = server.backend.last();
        assertThat(asked.actor().role()).isEqualTo(Role.RIDER);
        assertThat(asked.actor().id()).isEqualTo(RIDER);
        assertThat(asked.fingerprint()).isNull();
        BookingCommand.RequestRide command = (BookingCommand.RequestRide) asked.body();
        assertThat(command.rider().value()).isEqualTo(RIDER);
        assertThat(command.pickup().label()).isEqualTo("Gangnam Station exit 3");
        assertThat(command.passengers()).isEqualTo(2);
        assertThat(command.searchSeconds()).isEqualTo(90);
    }

    @Test
    void the_search_lasts_sixty_seconds_unless_told_otherwise() {
        server.send(
                "requestBooking",
                server.request(rider, "POST", "/v1/bookings", BODY.replace(",\"searchSeconds\":90", "")));
        assertThat(((BookingCommand.RequestRide) server.backend.last().body()).searchSeconds())
                .isEqualTo(60);
    }

    @Test
    void the_same_key_and_body_give_the_same_status_and_body_and_say_so() {
        HttpResponse<String> first = keyed("k-1", BODY);
        HttpResponse<String> again = keyed("k-1", BODY);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("idempotency-replayed")).contains("true");
        assertThat(again.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"));

        assertThat(server.backend.seen().get(0).id())
                .isEqualTo(server.backend.seen().get(1).id());
        assertThat(server.backend.seen().get(0).fingerprint()).hasSize(64);

        HttpResponse<String> other = keyed("k-1", BODY.replace("\"passengers\":2", "\"passengers\":3"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(code(other)).isEqualTo("idempotency_key_reused");
        assertThat(new JsonObject(keyed("k-2", BODY).body()).getString("id"))
                .isNotEqualTo(new JsonObject(first.body()).getString("id"));
    }

    @Test
    void a_key_belongs_to_its_caller_and_its_address() {
        keyed("shared", BODY);
        String somebody = server.token(Role.RIDER, UUID.randomUUID());
        server.send(server.request(somebody, "POST", "/v1/bookings", BODY).header("Idempotency-Key", "shared"));
        String path = "/v1/bookings/" + UUID.randomUUID() + "/cancel";
        server.send(server.request(rider, "POST", path, null).header("Idempotency-Key", "shared"));
        assertThat(server.backend.seen().stream().map(Request::id).distinct()).hasSize(3);
    }

    @Test
    void a_key_has_at_most_255_visible_characters() {
        assertThat(keyed("k".repeat(255), BODY).statusCode()).isEqualTo(201);
        HttpResponse<String> tooLong = keyed("k".repeat(256), BODY);
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(tooLong.body())
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("header"))
                .isEqualTo("Idempotency-Key");
        assertThat(keyed("two words", BODY).statusCode()).isEqualTo(400);
    }

    @Test
    void a_booking_that_has_not_changed_is_answered_with_304() {
        String path = "/v1/bookings/" + UUID.randomUUID();
        HttpResponse<String> first = server.send("getBooking", server.request(rider, "GET", path, null));
        assertThat(first.statusCode()).isEqualTo(200);
        String etag = first.headers().firstValue("etag").orElseThrow();
        assertThat(etag).isEqualTo("\"v3\"");
        HttpResponse<String> same = server.send(
                "getBooking", server.request(rider, "GET", path, null).header("If-None-Match", "W/" + etag));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.headers().firstValue("etag")).contains(etag);
        assertThat(server.send(server.request(rider, "GET", path, null).header("If-None-Match", "\"v2\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_search_window_that_was_moved_without_a_new_version_is_shown() {
        String path = "/v1/bookings/" + UUID.randomUUID();
        BookingView searched = searched(false, 60);
        List<String> tags = new ArrayList<>();
        for (BookingView shown : List.of(searched, searched(true, 60), searched(false, 90))) {
            server.backend.reply(BookingAddresses.GET, request -> Reply.done(shown));
            HttpRequest.Builder asked = server.request(rider, "GET", path, null);
            if (!tags.isEmpty()) asked.header("If-None-Match", tags.getLast());
            HttpResponse<String> answer = server.send("getBooking", asked);
            assertThat(answer.statusCode()).isEqualTo(200);
            tags.add(answer.headers().firstValue("etag").orElseThrow());
        }
        assertThat(tags).doesNotHaveDuplicates();
        assertThat(server.send(
                                "getBooking",
                                server.request(rider, "GET", path, null).header("If-None-Match", tags.getLast()))
                        .statusCode())
                .isEqualTo(304);

        server.send(server.request(rider, "POST", path + "/cancel", null).header("If-Match", tags.getFirst()));
        assertThat(cancel().ifVersionIn()).containsExactly(searched.version());
    }

    private static BookingView searched(boolean delayed, int seconds) {
        BookingView booking = Samples.booking(RideId.next(), new RiderId(RIDER), 1, RideStatus.REQUESTED);
        return new BookingView(
                booking.id(),
                booking.rider(),
                booking.version(),
                booking.status(),
                booking.pickup(),
                booking.dropoff(),
                booking.passengers(),
                booking.paymentMethod(),
                booking.requestedAt(),
                booking.requestedAt().plusSeconds(seconds),
                delayed,
                null,
                null,
                null,
                null,
                null,
                booking.updatedAt(),
                null,
                null,
                null,
                null);
    }

    @Test
    void a_rider_asks_for_their_own_and_an_operator_for_any() {
        String path = "/v1/bookings/" + UUID.randomUUID();
        server.send(server.request(rider, "GET", path, null));
        assertThat(((BookingQuery.Get) server.backend.last().body()).rider()).isEqualTo(new RiderId(RIDER));
        server.send(server.request(server.token(Role.OPERATOR, UUID.randomUUID()), "GET", path, null));
        assertThat(((BookingQuery.Get) server.backend.last().body()).rider()).isNull();

        server.backend.reply(BookingAddresses.GET, request -> Reply.refused(Refusal.NOT_FOUND, "no such booking"));
        HttpResponse<String> others = server.send("getBooking", server.request(rider, "GET", path, null));
        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(code(others)).isEqualTo("not_found");
    }

    @Test
    void a_cancellation_is_on_its_way_and_may_depend_on_a_version() {
        String path = "/v1/bookings/" + UUID.randomUUID() + "/cancel";
        HttpResponse<String> answer = server.send("cancelBooking", server.request(rider, "POST", path, null));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("cancel_pending");
        assertThat(cancel().ifVersionIn()).isNull();
        assertThat(cancel().reason()).isNull();

        server.send(server.request(rider, "POST", path, "{\"reason\":\"found a bus\"}")
                .header("If-Match", "\"v3\""));
        assertThat(cancel().ifVersionIn()).containsExactly(3);
        assertThat(cancel().reason()).isEqualTo("found a bus");

        server.send(server.request(rider, "POST", path, null).header("If-Match", "*"));
        assertThat(cancel().ifVersionIn()).isNull();

        int asked = server.backend.seen().size();
        HttpResponse<String> foreign = server.send(
                "cancelBooking", server.request(rider, "POST", path, null).header("If-Match", "\"other\""));
        assertThat(foreign.statusCode()).isEqualTo(412);
        assertThat(server.backend.seen()).hasSize(asked);
    }

    @Test
    void a_page_leads_to_the_next_by_cursor_and_link() {
        HttpResponse<String> page =
                server.send("listBookings", server.request(rider, "GET", "/v1/bookings?limit=1", null));
        String next = new JsonObject(page.body()).getString("next");
        assertThat(page.headers().firstValue("link"))
                .contains("</v1/bookings?limit=1&cursor=" + next + ">; rel=\"next\"");
        server.send("listBookings", server.request(rider, "GET", "/v1/bookings?limit=1&cursor=" + next, null));
        BookingQuery.OfRider query =
                (BookingQuery.OfRider) server.backend.last().body();
        assertThat(query.before())
                .isEqualTo(RideId.parse(new JsonObject(page.body())
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("id")));
        assertThat(query.limit()).isEqualTo(1);
        for (String wrong : new String[] {"cursor=x", "cursor=AAAA", "limit=0", "limit=101", "limit=x", "rider=1"})
            assertThat(server.send("listBookings", server.request(rider, "GET", "/v1/bookings?" + wrong, null))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
    }

    @Test
    void a_drop_off_is_settling_until_the_capture_is_committed() {
        String driver = server.token(Role.DRIVER, UUID.randomUUID());
        String path = "/v1/rides/" + UUID.randomUUID() + "/dropoff";
        assertThat(server.send("dropOff", server.request(driver, "POST", path, null))
                        .statusCode())
                .isEqualTo(202);
        server.backend.reply(
                DispatchAddresses.RIDES,
                request -> Reply.done(
                        Samples.driverRide(RideId.next(), request.body().driver(), RideStatus.COMPLETED)));
        assertThat(server.send("dropOff", server.request(driver, "POST", path, Samples.body("dropOff")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_a_driver_says_of_the_fare_is_taken_along() {
        String driver = server.token(Role.DRIVER, UUID.randomUUID());
        String path = "/v1/rides/" + UUID.randomUUID() + "/dropoff";
        server.send("dropOff", server.request(driver, "POST", path, Samples.body("dropOff")));
        RideCommand.DropOff command =
                (RideCommand.DropOff) server.backend.last().body();
        assertThat(command.fare()).isEqualTo(new Fare.Told(Fare.Basis.METER, Money.usd(1_250)));
        assertThat(command.extras()).containsExactly(new Fare.Extra("toll", Money.usd(480)));
    }

    @Test
    void a_fare_that_is_refused_is_a_problem_that_says_what_to_mend() {
        String why = "fare/amount/minorUnits must be from 250 to 3750 for 8000 m in 1200 s, not 9999";
        server.backend.reply(DispatchAddresses.RIDES, request -> Reply.refused(Refusal.INVALID, why));
        String driver = server.token(Role.DRIVER, UUID.randomUUID());
        HttpResponse<String> refused = server.send(
                "dropOff",
                server.request(driver, "POST", "/v1/rides/" + UUID.randomUUID() + "/dropoff", Samples.body("dropOff")));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(refused.body()).getString("detail")).contains(why);
    }

    @Test
    void an_estimate_is_a_range_for_the_time_that_was_asked_for() {
        String query = "/v1/estimates?pickup=40.758,-73.9855&dropoff=40.7061,-74.0087";
        String when = "&when=2026-01-01T21:00:00%2B09:00";
        JsonObject estimate =
                new JsonObject(server.send("estimateRide", server.request(rider, "GET", query + when, null))
                        .body());
        assertThat(((DispatchQuery.EstimateRide) server.backend.last().body()).when())
                .isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(estimate.getJsonObject("least").getString("currency")).isEqualTo("USD");
        assertThat(estimate.getJsonObject("least").getLong("minorUnits"))
                .isLessThan(estimate.getJsonObject("most").getLong("minorUnits"));
        server.send("estimateRide", server.request(rider, "GET", query, null));
        assertThat(((DispatchQuery.EstimateRide) server.backend.last().body()).when())
                .isNull();
    }

    @Test
    void a_trace_is_taken_along_or_begun() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        server.send(server.request(rider, "POST", "/v1/bookings", BODY).header("traceparent", traceparent));
        assertThat(server.backend.last().trace()).isEqualTo(traceparent);
        server.send(server.request(rider, "POST", "/v1/bookings", BODY).header("traceparent", "nonsense"));
        assertThat(server.backend.last().trace()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    private static BookingCommand.CancelBooking cancel() {
        return (BookingCommand.CancelBooking) server.backend.last().body();
    }

    private static HttpResponse<String> keyed(String key, String body) {
        return server.send(
                "requestBooking",
                server.request(rider, "POST", "/v1/bookings", body).header("Idempotency-Key", key));
    }

    private static String code(HttpResponse<String> problem) {
        return new JsonObject(problem.body()).getString("code");
    }
}
