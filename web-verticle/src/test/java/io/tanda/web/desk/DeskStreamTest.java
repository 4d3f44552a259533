package io.tanda.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.RideStatus;
import io.tanda.contract.TokenRole;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator's stream shows of what dispatch has. */
// On a thread of its own: a read that waits for an event that never comes cannot be interrupted.
@Tag("G2")
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeskStreamTest {
    private static final Contract CONTRACT = new Contract();

    private final WebServer server = new WebServer(Map.of());
    private final RidesUnderWay.Item one = ride("manhattan");
    private final RidesUnderWay.Item other = ride("queens");
    private volatile List<RidesUnderWay.Item> underWay = List.of(one, other);

    @BeforeEach
    void serve() {
        server.backend.reply(
                DispatchAddresses.UNDER_WAY,
                request -> "atlantis".equals(request.body().area())
                        ? Reply.refused(Refusal.INVALID, "there is no such area")
                        : Reply.done(page(request.body())));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void it_begins_with_all_that_is_under_way_and_goes_on_with_what_changes() throws Exception {
        BufferedReader lines = open("", null);
        assertThat(List.of(id(next(lines, "ride.changed")), id(next(lines, "ride.changed"))))
                .containsExactlyInAnyOrder(one.id().toString(), other.id().toString());
        next(lines, "all.shown");
        RidesUnderWay.Item moved = moved(one);
        underWay = List.of(moved, other);
        JsonObject changed = next(lines, "ride.changed");
        assertThat(changed.getJsonObject("ride").getString("status")).isEqualTo("arrived");
        assertThat(CONTRACT.flaw("DeskUpdate", CONTRACT.schema("DeskUpdate"), changed))
                .isNull();
        underWay = List.of(other);
        assertThat(id(next(lines, "ride.over"))).isEqualTo(one.id().toString());
    }

    @Test
    void it_shows_one_area_where_that_is_asked_for() throws Exception {
        BufferedReader lines = open("?area=queens", null);
        assertThat(id(next(lines, "ride.changed"))).isEqualTo(other.id().toString());
        next(lines, "all.shown");
        underWay = List.of(moved(one));
        assertThat(id(next(lines, "ride.over"))).isEqualTo(other.id().toString());
    }

    @Test
    void who_comes_back_begins_again_with_all_of_them() throws Exception {
        BufferedReader lines = open("", "7");
        next(lines, "ride.changed");
        next(lines, "ride.changed");
        next(lines, "all.shown");
    }

    @Test
    void an_area_that_is_none_is_refused_before_anything_is_shown() {
        HttpResponse<String> answer = server.send(
                "followDesk",
                server.request(token(), "GET", "/v1/desk/events?area=atlantis", null)
                        .header("Accept", "text/event-stream"));
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    private RidesUnderWay page(RidesUnderWay.Ask ask) {
        List<RidesUnderWay.Item> rest = underWay.stream()
                .dropWhile(item -> ask.after() != null && !item.id().equals(ask.after()))
                .skip(ask.after() == null ? 0 : 1)
                .toList();
        // A page of one, whatever was asked for: there is always another.
        return rest.isEmpty()
                ? new RidesUnderWay(List.of(), null)
                : new RidesUnderWay(rest.subList(0, 1), rest.getFirst().id());
    }

    private BufferedReader open(String query, @Nullable String lastEventId) throws IOException, InterruptedException {
        var request = server.request(token(), "GET", "/v1/desk/events" + query, null);
        if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
        HttpResponse<InputStream> response =
                server.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private String token() {
        return server.token(TokenRole.DISPATCHER, UUID.randomUUID());
    }

    private static String id(JsonObject update) {
        return update.getString("id");
    }

    /** The next event's data. */
    private static JsonObject next(BufferedReader lines, String type) throws IOException {
        String event = "";
        while (true) {
            String line = lines.readLine();
            if (line == null) throw new AssertionError("the stream has ended");
            if (line.startsWith("event: ")) event = line.substring(7);
            if (!line.startsWith("data: ")) continue;
            assertThat(event).isEqualTo(type);
            return new JsonObject(line.substring(6));
        }
    }

    private static RidesUnderWay.Item ride(String area) {
        RidesUnderWay.Item item = Samples.ridesUnderWay().items().getFirst();
        return item(item, area, item.version(), item.status());
    }

    private static RidesUnderWay.Item moved(RidesUnderWay.Item item) {
        return item(item, item.area(), item.version() + 1, RideStatus.ARRIVED);
    }

    private static RidesUnderWay.Item item(
            RidesUnderWay.Item item, @Nullable String area, int version, RideStatus status) {
        return new RidesUnderWay.Item(
                item.id(),
                version,
                status,
                item.rider(),
                item.driver(),
                item.taxi(),
                item.plate(),
                item.pickup(),
                item.dropoff(),
                area,
                item.passengers(),
                item.since(),
                item.searchUntil(),
                item.pickupAt(),
                item.overdue());
    }
}
