package io.tanda.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Money;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Wire;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.invariants.story.Replay;
import io.tanda.system.Caller.Seen;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** A ride whose every question crosses from one node to another, and every command of the API asked twice. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class TwoNodesIT {
    private static final String PLACE = "{\"lat\":40.76088,\"lng\":-73.990784}";
    private static final String TRIP = "{\"pickup\":" + PLACE
            + ",\"dropoff\":{\"lat\":40.778847,\"lng\":-73.954185},\"passengers\":1,\"paymentMethod\":\"card\"}";

    /** As short as may be. */
    private static final int NO_SHOW_SECONDS = 30;

    private static TwoNodes nodes;
    private static Caller api;
    private static String operator;

    /** A command of the API as it was first asked and answered. */
    private record Asked(
            String operation,
            String path,
            String token,
            String key,
            @Nullable String body,
            @Nullable String otherBody,
            Seen answer) {}

    private final List<Asked> asked = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        nodes = new TwoNodes(
                "two", Map.of("dispatch.rides.no-show-seconds", Integer.toString(NO_SHOW_SECONDS)), Map.of());
        api = new Caller(nodes.api());
        operator = nodes.tokens().operator(UUID.randomUUID());
    }

    @AfterAll
    static void stop() {
        if (api != null) api.close();
        if (nodes != null) nodes.close();
    }

    @Test
    @Tag("B6")
    void a_ride_is_played_across_two_nodes() {
        String driver = driverOnDuty();
        String rider = nodes.tokens().rider(UUID.randomUUID());

        String ride = book(rider);
        accept(driver, ride);
        api.until(
                "accepted", "/v1/bookings/" + ride, rider, seen -> status(seen).equals("accepted"));
        expect(200, api.call("POST", "/v1/rides/" + ride + "/arrive", driver, key(), null));
        expect(200, api.call("POST", "/v1/rides/" + ride + "/pickup", driver, key(), null));
        Seen end = api.call("POST", "/v1/rides/" + ride + "/dropoff", driver, key(), "{\"meters\":6341}");
        assertThat(end.status()).as(end.body()).isIn(200, 202);
        Seen done = api.until(
                "completed", "/v1/bookings/" + ride, rider, seen -> status(seen).equals("completed"));

        assertThat(done.json().get("paid")).isEqualTo(done.json().get("fare"));
        api.until(
                "in history",
                "/v1/ride-history?limit=1",
                rider,
                seen -> seen.json()
                        .path("items")
                        .path(0)
                        .path("payment")
                        .asText()
                        .equals("captured"));
        api.until(
                "on his page",
                "/v1/me",
                rider,
                seen -> seen.json()
                        .path("spending")
                        .path(0)
                        .path("paid")
                        .equals(done.json().get("paid")));
        isSigned(ride, rider, done.json().get("paid"));
        replaysTo(done, ride);
    }

    /** For a third party that has the JDK and the published key; for nobody else's rider. */
    private static void isSigned(String ride, String rider, JsonNode paid) {
        String path = "/v1/rides/" + ride + "/receipt";
        Seen receipt = api.call("GET", path, rider, null, null);
        expect(200, receipt);
        assertThat(receipt.json().path("receipt").path("paid").path(0)).isEqualTo(paid);
        Seen keys = api.call("GET", "/.well-known/jwks.json", null, null, null);
        assertThat(SignedReceipt.verifies(receipt.json().path("jws").asText(), keys.json()))
                .isTrue();
        expect(404, api.call("GET", path, nodes.tokens().rider(UUID.randomUUID()), null, null));
        expect(200, api.call("GET", path, operator, null, null));
    }

    /** The ride's record, from contexts of both nodes, is whole and comes to what the rider was told. */
    private static void replaysTo(Seen done, String ride) {
        Seen seen = api.call("GET", "/v1/rides/" + ride + "/record", operator, null, null);
        expect(200, seen);
        BlackBox box = Wire.decode(seen.body(), BlackBox.class);
        assertThat(box.missing()).isEmpty();
        Replay replay = Replay.of(box.steps());
        assertThat(replay.status()).contains(RideStatus.COMPLETED);
        assertThat(replay.paid()).contains(Wire.decode(done.json().get("paid").toString(), Money.class));
        assertThat(box.steps()).extracting(BlackBox.Step::type).contains("asked", "dispatch.call-accepted.v1");
    }

    /** Each as soon as it was answered, again when the ride is over, and once with another body. */
    @Test
    void every_command_that_is_repeated_with_its_key_is_answered_as_the_first_time() {
        String driver = driverOnDuty();
        String rider = nodes.tokens().rider(UUID.randomUUID());

        String ride = field(ask("POST /v1/bookings", "/v1/bookings", rider, TRIP, TRIP.replace(":1,", ":2,")), "id");
        ask("POST /v1/offers/{id}/decline", "/v1/offers/" + offer(driver, ride) + "/decline", driver, null, null);
        ask("POST /v1/calls/{id}/accept", "/v1/calls/" + ride + "/accept", driver, null, null);
        ask(
                "POST /v1/rides/{id}/cancel",
                "/v1/rides/" + ride + "/cancel",
                driver,
                "{\"reason\":\"flat tyre\"}",
                "{\"reason\":\"no reason\"}");
        expect(200, api.call("PUT", "/v1/drivers/me/duty", driver, null, "{\"onDuty\":false}"));

        String second = driverOnDuty();
        ask("POST /v1/offers/{id}/accept", "/v1/offers/" + offer(second, ride) + "/accept", second, null, null);
        ask("POST /v1/rides/{id}/arrive", "/v1/rides/" + ride + "/arrive", second, null, null);
        ask("POST /v1/rides/{id}/pickup", "/v1/rides/" + ride + "/pickup", second, null, null);
        ask(
                "POST /v1/rides/{id}/dropoff",
                "/v1/rides/" + ride + "/dropoff",
                second,
                "{\"meters\":6341}",
                "{\"meters\":7000}");
        api.until(
                "completed", "/v1/bookings/" + ride, rider, seen -> status(seen).equals("completed"));
        expect(200, api.call("PUT", "/v1/drivers/me/duty", second, null, "{\"onDuty\":false}"));
        String unwanted = book(rider);
        ask(
                "POST /v1/bookings/{id}/cancel",
                "/v1/bookings/" + unwanted + "/cancel",
                rider,
                "{\"reason\":\"plans changed\"}",
                "{\"reason\":\"other plans\"}");
        String third = driverOnDuty();
        String noShow = boarding(third, nodes.tokens().rider(UUID.randomUUID()), TRIP);
        ask("POST /v1/rides/{id}/contact", "/v1/rides/" + noShow + "/contact", third, null, null);
        payOtherwise();
        registerMethods(rider);
        rent();
        breakOff();
        String missed = boarding(driverOnDuty(), nodes.tokens().rider(UUID.randomUUID()), TRIP);
        new DeskActs(api, nodes.tokens(), operator, this::ask).play();
        askWhenItIsTime("POST /v1/rides/{id}/no-show", "/v1/rides/" + noShow + "/no-show", third, null);
        askWhenItIsTime(
                "POST /v1/desk/rides/{id}/no-show",
                DeskActs.path(missed, "no-show"),
                operator,
                "{\"reason\":\"away\"}");

        for (Asked command : asked) {
            repeat(command);
            if (command.otherBody() == null) continue;
            Seen other = api.call("POST", command.path(), command.token(), command.key(), command.otherBody());
            assertThat(other.status())
                    .as("%s with another body: %s", command.operation(), other.body())
                    .isEqualTo(422);
            assertThat(field(other, "code")).isEqualTo("idempotency_key_reused");
        }
        assertThat(asked.stream().map(Asked::operation)).containsExactlyInAnyOrderElementsOf(keyedOperations());
    }

    /** What the gateway does not take: the driver has it, the operator has it or forgives it, or the rider pays by card after all and gets a part back. */
    private void payOtherwise() {
        String driver = driverOnDuty();
        String inCash = TRIP.replace("\"card\"", "\"cash\"");
        String rider = nodes.tokens().rider(UUID.randomUUID());
        String cash = "/v1/rides/" + driven(driver, rider, inCash);
        ask("POST /v1/rides/{id}/cash", cash + "/cash", driver, null, null);
        String terminal = "/v1/rides/" + driven(driver, rider, TRIP.replace("\"card\"", "\"terminal\""));
        ask("POST /v1/rides/{id}/terminal", terminal + "/terminal", driver, null, null);
        ask(
                "POST /v1/rides/{id}/collect",
                "/v1/rides/" + awaited(rider, driven(driver, rider, inCash)) + "/collect",
                operator,
                "{\"tender\":\"cash\",\"reason\":\"paid at the desk\"}",
                "{\"tender\":\"terminal\",\"reason\":\"paid at the desk\"}");
        String another = driverOnDuty();
        ask(
                "POST /v1/rides/{id}/write-off",
                "/v1/rides/" + awaited(rider, driven(another, rider, inCash)) + "/write-off",
                operator,
                "{\"reason\":\"the driver lost his way\"}",
                "{\"reason\":\"no reason\"}");
        String last = driverOnDuty();
        String byCard = awaited(rider, driven(last, rider, inCash));
        ask(
                "POST /v1/payments/{rideId}/pay",
                "/v1/payments/" + byCard + "/pay",
                rider,
                "{\"paymentMethod\":\"card\"}",
                "{\"paymentMethod\":\"terminal\"}");
        ask(
                "POST /v1/payments/{rideId}/tip",
                "/v1/payments/" + byCard + "/tip",
                rider,
                "{\"amount\":{\"minorUnits\":100,\"currency\":\"USD\"}}",
                "{\"amount\":{\"minorUnits\":200,\"currency\":\"USD\"}}");
        ask(
                "POST /v1/rides/{id}/refund",
                "/v1/rides/" + byCard + "/refund",
                operator,
                "{\"amount\":{\"minorUnits\":100,\"currency\":\"USD\"},\"reason\":\"the taxi was cold\"}",
                "{\"reason\":\"the taxi was cold\"}");
        ask(
                "POST /v1/fleet/drivers/{id}/payouts",
                "/v1/fleet/drivers/" + subject(last) + "/payouts",
                operator,
                "{\"amount\":{\"minorUnits\":1,\"currency\":\"USD\"},\"reference\":\"T-1\",\"reason\":\"week 5\"}",
                "{\"amount\":{\"minorUnits\":1,\"currency\":\"USD\"},\"reference\":\"T-2\",\"reason\":\"week 5\"}");
        write(rider, last, byCard);
        endDoubts();
    }

    /** The ride is over: its rider pays for what he writes, and its driver reads it. */
    private void write(String rider, String hisDriver, String ride) {
        Seen sent = ask(
                "POST /v1/messages",
                "/v1/messages",
                rider,
                "{\"ride\":\"" + ride + "\",\"text\":\"My umbrella is on the back seat.\"}",
                "{\"ride\":\"" + ride + "\",\"text\":\"My hat is on the back seat.\"}");
        String message = field(sent, "id");
        ask("POST /v1/messages/{id}/read", "/v1/messages/" + message + "/read", hisDriver, null, null);
        ask(
                "POST /v1/people/{id}/erase-conversations",
                "/v1/people/" + subject(hisDriver) + "/erase-conversations",
                operator,
                "{\"reason\":\"he asked for it\"}",
                "{\"reason\":\"no reason\"}");
    }

    /** What the gateway says of a capture is not what it was asked for: an operator finds out what it took. */
    private void endDoubts() {
        nodes.gatewayBehaves("{\"delayMillis\":[0,0],\"mistakeRate\":1}");
        String taken = doubted();
        String notTaken = doubted();
        nodes.gatewayBehaves("{\"delayMillis\":[0,0]}");
        ask(
                "POST /v1/rides/{id}/confirm-capture",
                "/v1/rides/" + taken + "/confirm-capture",
                operator,
                "{\"gatewayReference\":\"ch_1\",\"reason\":\"it is on their statement\"}",
                "{\"gatewayReference\":\"ch_2\",\"reason\":\"it is on their statement\"}");
        ask(
                "POST /v1/rides/{id}/deny-capture",
                "/v1/rides/" + notTaken + "/deny-capture",
                operator,
                "{\"reason\":\"they know nothing of it\"}",
                "{\"reason\":\"no reason\"}");
    }

    private void registerMethods(String rider) {
        String methods = "/v1/me/payment-methods";
        ask(
                "POST /v1/me/payment-methods",
                methods,
                rider,
                "{\"kind\":\"card\",\"token\":\"tok_visa_4242\"}",
                "{\"kind\":\"card\",\"token\":\"tok_visa_1881\"}");
        Seen cash = api.call("POST", methods, rider, key(), "{\"kind\":\"cash\"}");
        expect(201, cash);
        String path = methods + "/" + field(cash, "id");
        ask("POST /v1/me/payment-methods/{id}/default", path + "/default", rider, null, null);
        Seen left = api.call("DELETE", path, rider, null, null);
        expect(200, left);
        assertThat(left.json().path("items")).hasSize(1);
        assertThat(left.json().path("items").path(0).path("default").asBoolean())
                .isTrue();
    }

    /** What the depot's staff and its drivers do. */
    private void rent() {
        String seat = field(
                ask(
                        "POST /v1/products",
                        "/v1/products",
                        operator,
                        "{\"name\":\"Child seat\",\"quantity\":9}",
                        "{\"name\":\"Child seat\"}"),
                "id");
        String driver = nodes.tokens().driver(UUID.randomUUID());
        String order = "{\"product\":\"" + seat + "\",\"quantity\":3}";
        String kept = field(ask("POST /v1/orders", "/v1/orders", driver, order, order.replace(":3}", ":4}")), "id");
        String unwanted = field(api.call("POST", "/v1/orders", driver, key(), order), "id");
        api.until("delivered", "/v1/orders", driver, seen -> !seen.body().contains("\"ordered\""));
        ask("POST /v1/orders/{id}/cancel", "/v1/orders/" + unwanted + "/cancel", driver, null, null);
        ask("POST /v1/orders/{id}/return", "/v1/orders/" + kept + "/return", driver, null, null);
    }

    private void breakOff() {
        String driver = driverOnDuty();
        String ride = onTrip(driver);
        ask(
                "POST /v1/rides/{id}/abort",
                "/v1/rides/" + ride + "/abort",
                driver,
                "{\"reason\":\"breakdown\"}",
                "{\"reason\":\"accident\"}");
    }

    /** @return the ride, to whose pick-up the driver has come */
    static String boarding(String driver, String rider, String trip) {
        Seen booked = api.call("POST", "/v1/bookings", rider, key(), trip);
        expect(201, booked);
        String ride = field(booked, "id");
        accept(driver, ride);
        expect(200, api.call("POST", "/v1/rides/" + ride + "/arrive", driver, key(), null));
        return ride;
    }

    /** @return the ride, whose passenger is on board */
    static String onTrip(String driver) {
        String ride = boarding(driver, nodes.tokens().rider(UUID.randomUUID()), TRIP);
        expect(200, api.call("POST", "/v1/rides/" + ride + "/pickup", driver, key(), null));
        return ride;
    }

    /** @return the ride, that the driver has ended */
    private static String driven(String driver, String rider, String trip) {
        String ride = boarding(driver, rider, trip);
        expect(200, api.call("POST", "/v1/rides/" + ride + "/pickup", driver, key(), null));
        Seen end = api.call("POST", "/v1/rides/" + ride + "/dropoff", driver, key(), "{\"meters\":6341}");
        assertThat(end.status()).as(end.body()).isIn(200, 202);
        return ride;
    }

    /** @return the ride, as soon as payment knows that it is paid in the car */
    private static String awaited(String rider, String ride) {
        api.until("awaited", "/v1/payments/" + ride, rider, seen -> status(seen).equals("awaited"));
        return ride;
    }

    /** @return a ride, as soon as payment does not believe what the gateway says of its charge */
    private static String doubted() {
        String rider = nodes.tokens().rider(UUID.randomUUID());
        String ride = driven(driverOnDuty(), rider, TRIP);
        api.until("doubted", "/v1/payments/" + ride, rider, seen -> status(seen).equals("owed"));
        return ride;
    }

    /** The operations that take an Idempotency-Key, as the served contract says. */
    @SuppressWarnings("unchecked")
    private static Set<String> keyedOperations() {
        Map<String, Map<String, Object>> paths = (Map<String, Map<String, Object>>) new Yaml()
                .<Map<String, Object>>load(api.get("/openapi.yaml", null).body())
                .get("paths");
        Set<String> keyed = new TreeSet<>();
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (operation instanceof Map && String.valueOf(operation).contains("IdempotencyKey"))
                keyed.add(method.toUpperCase(Locale.ROOT) + " " + path);
        }));
        return keyed;
    }

    private Seen ask(String operation, String path, String token, @Nullable String body, @Nullable String otherBody) {
        String key = key();
        Seen answer = api.call("POST", path, token, key, body);
        return took(new Asked(operation, path, token, key, body, otherBody, answer));
    }

    /** Asks, with another key each time, until it is not refused as too early. */
    private void askWhenItIsTime(String operation, String path, String token, @Nullable String body) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(NO_SHOW_SECONDS + 30);
        Asked command;
        do {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            String key = key();
            command = new Asked(operation, path, token, key, body, null, api.call("POST", path, token, key, body));
        } while (command.answer().status() == 409 && System.nanoTime() < giveUp);
        took(command);
    }

    private Seen took(Asked command) {
        Seen answer = command.answer();
        assertThat(answer.status())
                .as("%s: %s", command.operation(), answer.body())
                .isBetween(200, 299);
        assertThat(answer.replayed()).isFalse();
        asked.add(command);
        repeat(command);
        return answer;
    }

    private static void repeat(Asked command) {
        Seen again = api.call("POST", command.path(), command.token(), command.key(), command.body());
        assertThat(again)
                .as(command.operation())
                .isEqualTo(new Seen(command.answer().status(), command.answer().body(), true));
    }

    /** Whose token it is. */
    private static String subject(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
        return new JsonObject(claims).getString("sub");
    }

    static String driverOnDuty() {
        UUID id = UUID.randomUUID();
        String taxi = UUID.randomUUID().toString();
        String driver = nodes.tokens().driver(id);
        expect(200, api.call("PUT", "/v1/fleet/drivers/" + id, operator, null, "{\"name\":\"Test driver\"}"));
        expect(
                200,
                api.call(
                        "PUT",
                        "/v1/fleet/taxis/" + taxi,
                        operator,
                        null,
                        "{\"plate\":\"T" + taxi.substring(24) + "\",\"seats\":4}"));
        expect(
                200,
                api.call("PUT", "/v1/drivers/me/duty", driver, null, "{\"onDuty\":true,\"taxi\":\"" + taxi + "\"}"));
        Seen seen = api.call("POST", "/v1/drivers/me/positions", driver, null, "{\"fixes\":[" + PLACE + "]}");
        assertThat(seen.status()).as(seen.body()).isBetween(200, 299);
        return driver;
    }

    static String book(String rider) {
        Seen booked = api.call("POST", "/v1/bookings", rider, key(), TRIP);
        expect(201, booked);
        return field(booked, "id");
    }

    static void isOpen(String driver, String ride) {
        api.until(
                "on the list of calls", "/v1/calls", driver, seen -> seen.body().contains(ride));
    }

    /** Until the call is open there is nothing to accept. */
    private static void accept(String driver, String ride) {
        isOpen(driver, ride);
        expect(200, api.call("POST", "/v1/calls/" + ride + "/accept", driver, key(), null));
    }

    /** The driver's offer of this ride, as soon as there is one. */
    private static String offer(String driver, String ride) {
        Seen offers = api.until("offered", "/v1/drivers/me/offers", driver, seen -> offerOf(seen, ride) != null);
        return String.valueOf(offerOf(offers, ride));
    }

    private static @Nullable String offerOf(Seen offers, String ride) {
        for (JsonNode offer : offers.json().path("items"))
            if (offer.path("ride").asText().equals(ride)) return offer.get("id").asText();
        return null;
    }

    private static void expect(int status, Seen seen) {
        assertThat(seen.status()).as(seen.body()).isEqualTo(status);
    }

    static String status(Seen seen) {
        return field(seen, "status");
    }

    private static String field(Seen seen, String name) {
        return seen.json().path(name).asText();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
