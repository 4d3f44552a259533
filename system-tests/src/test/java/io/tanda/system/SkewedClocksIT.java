package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.servers.Folders;
import io.tanda.servers.TandaRoot;
import io.tanda.system.Caller.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One process that takes requests is half a minute ahead, another half a minute behind: offers and rides keep dispatch's time. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class SkewedClocksIT {
    private static final long SKEW_MILLIS = 30_000;
    private static final String PLACE = "{\"lat\":40.76088,\"lng\":-73.990784}";
    private static final String TRIP = "{\"pickup\":" + PLACE
            + ",\"dropoff\":{\"lat\":40.778847,\"lng\":-73.954185},\"passengers\":1,\"paymentMethod\":\"card\"}";

    private static TwoNodes nodes;
    private static Caller ahead;
    private static Caller behind;

    @BeforeAll
    static void start() throws IOException {
        nodes = new TwoNodes(
                "skewed",
                Map.of("dispatch.offers.offer-millis", "10000", "dispatch.offers.round-millis", "10000"),
                Map.of("clock.file", clock("ahead", SKEW_MILLIS)));
        ahead = new Caller(nodes.api());
        behind = new Caller(nodes.addFront(Map.of("clock.file", clock("behind", -SKEW_MILLIS))));
    }

    @AfterAll
    static void stop() {
        for (Caller caller : Stream.of(ahead, behind).toList()) caller.close();
        if (nodes != null) nodes.close();
    }

    private static String clock(String name, long skewMillis) throws IOException {
        Path folder = TandaRoot.find().resolve("system-tests/target/nodes/clock-" + name);
        Folders.recreate(folder);
        return Files.writeString(
                        folder.resolve("clock.properties"),
                        "realEpochMillis=0\ndomainEpochMillis=" + skewMillis + "\nscale=1\n")
                .toString();
    }

    @Test
    void a_ride_has_dispatchs_times_whoever_takes_its_requests() {
        String driver = driverOnDuty();
        String rider = nodes.tokens().rider(UUID.randomUUID());
        String ride = field(expect(201, ahead.call("POST", "/v1/bookings", rider, key(), TRIP)), "id");
        String offer = offer(driver, ride);
        Instant began = Instant.now();

        // Twenty seconds too late, were it for the clock of whom the driver asks.
        JsonNode accepted = expect(200, ahead.call("POST", "/v1/offers/" + offer + "/accept", driver, key(), null))
                .json();
        expect(200, behind.call("POST", "/v1/rides/" + ride + "/arrive", driver, key(), null));
        expect(200, ahead.call("POST", "/v1/rides/" + ride + "/pickup", driver, key(), null));
        Seen end = behind.call("POST", "/v1/rides/" + ride + "/dropoff", driver, key(), "{\"meters\":6341}");
        assertThat(end.status()).as(end.body()).isIn(200, 202);
        Instant over = Instant.now();

        assertThat(accepted.path("id").asText()).isEqualTo(ride);
        List<Instant> times = Stream.of("acceptedAt", "arrivedAt", "pickedUpAt", "droppedOffAt")
                .map(name -> Instant.parse(end.json().path(name).asText()))
                .toList();
        assertThat(times).isSorted().allSatisfy(at -> assertThat(at).isBetween(began, over));
    }

    @Test
    void an_offer_that_is_over_is_not_taken_for_who_is_behind() {
        String driver = driverOnDuty();
        String rider = nodes.tokens().rider(UUID.randomUUID());
        String ride = field(expect(201, ahead.call("POST", "/v1/bookings", rider, key(), TRIP)), "id");
        String offer = offer(driver, ride);
        behind.until("over", "/v1/drivers/me/offers", driver, seen -> offerOf(seen, ride) == null);

        Seen late = expect(409, behind.call("POST", "/v1/offers/" + offer + "/accept", driver, key(), null));
        assertThat(field(late, "code")).isEqualTo("offer_closed");
        expect(200, behind.call("PUT", "/v1/drivers/me/duty", driver, null, "{\"onDuty\":false}"));
    }

    private static String driverOnDuty() {
        String operator = nodes.tokens().operator(UUID.randomUUID());
        UUID id = UUID.randomUUID();
        String taxi = UUID.randomUUID().toString();
        String driver = nodes.tokens().driver(id);
        expect(200, ahead.call("PUT", "/v1/fleet/drivers/" + id, operator, null, "{\"name\":\"Test driver\"}"));
        String plated = "{\"plate\":\"T" + taxi.substring(24) + "\",\"seats\":4}";
        expect(200, ahead.call("PUT", "/v1/fleet/taxis/" + taxi, operator, null, plated));
        String duty = "{\"onDuty\":true,\"taxi\":\"" + taxi + "\"}";
        expect(200, ahead.call("PUT", "/v1/drivers/me/duty", driver, null, duty));
        Seen seen = ahead.call("POST", "/v1/drivers/me/positions", driver, null, "{\"fixes\":[" + PLACE + "]}");
        assertThat(seen.status()).as(seen.body()).isBetween(200, 299);
        return driver;
    }

    private static String offer(String driver, String ride) {
        Seen offers = ahead.until("offered", "/v1/drivers/me/offers", driver, seen -> offerOf(seen, ride) != null);
        return String.valueOf(offerOf(offers, ride));
    }

    private static @Nullable String offerOf(Seen offers, String ride) {
        for (JsonNode offer : offers.json().path("items"))
            if (offer.path("ride").asText().equals(ride)) return offer.get("id").asText();
        return null;
    }

    private static Seen expect(int status, Seen seen) {
        assertThat(seen.status()).as(seen.body()).isEqualTo(status);
        return seen;
    }

    private static String field(Seen seen, String name) {
        return seen.json().path(name).asText();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
