package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Place;
import io.tanda.platform.testing.Eventually;
import io.tanda.servers.Folders;
import io.tanda.servers.TandaRoot;
import io.tanda.system.Caller.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The areas of New York, two processes that take requests, and a dispatch that has no taxi (A6). */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
@Tag("A6")
class ServiceAreasIT {
    /** A search of 20 s takes 7, and its end counts for 10. */
    private static final int FAST = 3;

    private static final Place STATEN_ISLAND = new Place(40.6437, -74.0736, null);
    private static final Place MANHATTAN = new Place(40.7580, -73.9855, null);
    private static final Place JERSEY_CITY = new Place(40.7190, -74.0450, null);

    private static TwoNodes nodes;
    private static Caller one;
    private static Caller other;

    private record Asked(String token, String key, Seen seen) {}

    @BeforeAll
    static void start() throws IOException {
        Path folder = TandaRoot.find().resolve("system-tests/target/nodes/clock-areas");
        Folders.recreate(folder);
        long now = System.currentTimeMillis();
        String clock = Files.writeString(
                        folder.resolve("clock.properties"),
                        "realEpochMillis=" + now + "\ndomainEpochMillis=" + now + "\nscale=" + FAST + "\n")
                .toString();
        Map<String, String> front = Map.of("areas.file", "new-york", "clock.file", clock);
        nodes = new TwoNodes("areas", Map.of("clock.file", clock), front);
        one = new Caller(nodes.api());
        other = new Caller(nodes.addFront(front));
    }

    @AfterAll
    static void stop() {
        for (Caller caller : new Caller[] {one, other}) if (caller != null) caller.close();
        if (nodes != null) nodes.close();
    }

    /** Each follows some of the three searches, and one rider's count once: without the other's word none would know enough. */
    @Test
    void where_three_searches_ended_in_vain_both_turn_riders_away_and_elsewhere_they_let_them_in() {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) asked.add(book(one, STATEN_ISLAND));
        for (Asked each : asked)
            one.until(
                    "the end of the search",
                    "/v1/bookings/" + each.seen().json().get("id").asText(),
                    each.token(),
                    seen -> seen.json().path("status").asText().equals("no_drivers_available"));
        String last = asked.getLast().token();
        for (Caller caller : List.of(one, other)) {
            List<Seen> seen = new ArrayList<>();
            Eventually.holds(seen::getLast, () -> {
                seen.add(book(caller, last, UUID.randomUUID().toString(), STATEN_ISLAND));
                return seen.getLast().status() == 503;
            });
            JsonNode problem = seen.getLast().json();
            assertThat(problem.get("code").asText()).isEqualTo("no_taxis_in_area");
            assertThat(problem.get("detail").asText()).contains("staten-island");
            assertThat(book(caller, MANHATTAN).seen().status()).isEqualTo(201);

            Asked first = asked.getFirst();
            Seen again = book(caller, first.token(), first.key(), STATEN_ISLAND);
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.replayed()).isTrue();
            assertThat(again.body()).isEqualTo(first.seen().body());
        }
    }

    @Test
    void a_pickup_outside_every_area_is_refused_with_the_reason() {
        Seen refused = book(one, JERSEY_CITY).seen();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").asText()).isEqualTo("outside_service_area");
        assertThat(refused.json().get("detail").asText()).contains("outside every area");
    }

    private static Asked book(Caller at, Place pickup) {
        String token = nodes.tokens().rider(UUID.randomUUID());
        String key = UUID.randomUUID().toString();
        return new Asked(token, key, book(at, token, key, pickup));
    }

    private static Seen book(Caller at, String token, String key, Place pickup) {
        return at.call(
                "POST",
                "/v1/bookings",
                token,
                key,
                "{\"pickup\":{\"lat\":" + pickup.lat() + ",\"lng\":" + pickup.lng()
                        + "},\"dropoff\":{\"lat\":40.6826,\"lng\":-73.9754},\"passengers\":1,"
                        + "\"paymentMethod\":\"card\",\"searchSeconds\":20}");
    }
}
