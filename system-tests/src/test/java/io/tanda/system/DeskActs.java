package io.tanda.system;

import static io.tanda.system.TwoNodesIT.book;
import static io.tanda.system.TwoNodesIT.driverOnDuty;
import static io.tanda.system.TwoNodesIT.isOpen;
import static io.tanda.system.TwoNodesIT.onTrip;
import static io.tanda.system.TwoNodesIT.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.DevTokens;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.UUID;

/** What operators do by hand, each once, and what the audit journal has of it. */
final class DeskActs {
    private static final String PLACE = "{\"lat\":40.76088,\"lng\":-73.990784}";

    private final Caller api;
    private final DevTokens tokens;
    private final String operator;
    private final Asking asking;

    /** Asks a command of the contract with a body, and later with another. */
    @FunctionalInterface
    interface Asking {
        void ask(String operation, String path, String token, String body, String otherBody);
    }

    DeskActs(Caller api, DevTokens tokens, String operator, Asking asking) {
        this.api = api;
        this.tokens = tokens;
        this.operator = operator;
        this.asking = asking;
    }

    static String path(String ride, String act) {
        return "/v1/desk/rides/" + ride + "/" + act;
    }

    void play() {
        String rider = tokens.rider(UUID.randomUUID());
        String driver = driverOnDuty();
        String ride = book(rider);
        isOpen(driver, ride);
        assertThat(api.get("/v1/desk/rides?status=requested&limit=100", operator)
                        .body())
                .contains(ride);
        act(ride, "assign", "\"driver\":\"" + subject(driver) + "\",");
        assertThat(api.get("/v1/desk/duty?state=reserved&limit=100", operator).body())
                .contains(ride);
        act(ride, "cancel", "");
        api.until(
                "canceled", "/v1/bookings/" + ride, rider, seen -> status(seen).equals("operator_canceled"));
        act(onTrip(driver), "end", "");
        act(onTrip(driverOnDuty()), "abort", "\"why\":\"breakdown\",\"where\":" + PLACE + ",");
        assertThat(api.get("/v1/desk/audit?about=" + ride, operator).json().path("items"))
                .extracting(entry -> entry.path("act").asText())
                .containsExactly("cancel-booking", "assign-call");
        ask(
                "/v1/desk/bookings",
                "",
                "\"phone\":\"+12125550123\",\"pickup\":" + PLACE
                        + ",\"dropoff\":{\"lat\":40.778847,\"lng\":-73.954185},\"passengers\":1,\"paymentMethod\":\"cash\",");
        standing();
        revoke();
    }

    private void act(String ride, String act, String fields) {
        ask("/v1/desk/rides/{id}/" + act, ride, fields);
    }

    private void standing() {
        String driver = driverOnDuty();
        String taxi = api.get("/v1/drivers/me/duty", driver).json().path("taxi").asText();
        ask("/v1/fleet/taxis/{id}/standing", taxi, "\"standing\":\"removed\",");
        ask("/v1/fleet/drivers/{id}/standing", subject(driver), "\"standing\":\"suspended\",");
        assertThat(api.get("/v1/drivers/me/duty", driver).json().path("state").asText())
                .isEqualTo("non_operational");
    }

    private void revoke() {
        UUID rider = UUID.randomUUID();
        String token = tokens.rider(rider);
        assertThat(api.get("/v1/bookings", token).status()).isEqualTo(200);
        ask("/v1/desk/subjects/{id}/revoke-tokens", rider.toString(), "");
        api.until("refused", "/v1/bookings", token, seen -> seen.status() == 401);
    }

    private void ask(String path, String id, String fields) {
        asking.ask(
                "POST " + path,
                path.replace("{id}", id),
                operator,
                "{" + fields + "\"reason\":\"the hotel called\"}",
                "{" + fields + "\"reason\":\"nobody called\"}");
    }

    /** Whose token it is. */
    private static String subject(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8)).getString("sub");
    }
}
