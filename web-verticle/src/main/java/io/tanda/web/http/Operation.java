package io.tanda.web.http;

import static io.tanda.contract.Role.DRIVER;
import static io.tanda.contract.Role.OPERATOR;
import static io.tanda.contract.Role.RIDER;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.tanda.contract.Role;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Set;

/**
 * Every operation of the API on one screen: who may call it, what body it takes, which query parameters. What is not listed does not
 * exist, and an operation lets nobody in whom it does not name. A test holds this table equal to {@code openapi.yaml}.
 */
@SuppressWarnings("ImmutableEnumChecker") // HttpMethod and Set.of never change, though their types do not say so
public enum Operation {
    REQUEST_BOOKING(POST, "/v1/bookings", only(RIDER), Body.REQUIRED),
    LIST_BOOKINGS(GET, "/v1/bookings", only(RIDER), Body.NONE, "cursor", "limit"),
    GET_BOOKING(GET, "/v1/bookings/{id}", only(RIDER, OPERATOR), Body.NONE),
    CANCEL_BOOKING(POST, "/v1/bookings/{id}/cancel", only(RIDER), Body.OPTIONAL),
    FOLLOW_BOOKING(GET, "/v1/bookings/{id}/events", only(RIDER, OPERATOR), Body.NONE),
    ESTIMATE_RIDE(GET, "/v1/estimates", only(RIDER, OPERATOR), Body.NONE, "pickup", "dropoff"),

    SET_DUTY(PUT, "/v1/drivers/me/duty", only(DRIVER), Body.REQUIRED),
    GET_DUTY(GET, "/v1/drivers/me/duty", only(DRIVER), Body.NONE),
    REPORT_POSITIONS(POST, "/v1/drivers/me/positions", only(DRIVER), Body.BATCH),
    GET_MY_RIDE(GET, "/v1/drivers/me/ride", only(DRIVER), Body.NONE),
    LIST_MY_OFFERS(GET, "/v1/drivers/me/offers", only(DRIVER), Body.NONE),
    FOLLOW_DRIVER(GET, "/v1/drivers/me/events", only(DRIVER), Body.NONE),
    ACCEPT_OFFER(POST, "/v1/offers/{id}/accept", only(DRIVER), Body.NONE),
    DECLINE_OFFER(POST, "/v1/offers/{id}/decline", only(DRIVER), Body.NONE),
    LIST_CALLS(GET, "/v1/calls", only(DRIVER), Body.NONE, "limit"),
    ACCEPT_CALL(POST, "/v1/calls/{id}/accept", only(DRIVER), Body.NONE),
    ARRIVE(POST, "/v1/rides/{id}/arrive", only(DRIVER), Body.NONE),
    PICK_UP(POST, "/v1/rides/{id}/pickup", only(DRIVER), Body.NONE),
    DROP_OFF(POST, "/v1/rides/{id}/dropoff", only(DRIVER), Body.OPTIONAL),
    GIVE_BACK_RIDE(POST, "/v1/rides/{id}/cancel", only(DRIVER), Body.REQUIRED),

    GET_PAYMENT(GET, "/v1/payments/{rideId}", only(RIDER, OPERATOR), Body.NONE),
    SEARCH_RIDES(
            GET,
            "/v1/ride-history",
            only(RIDER, DRIVER, OPERATOR),
            Body.NONE,
            "rider",
            "driver",
            "status",
            "from",
            "to",
            "cursor",
            "limit"),
    LIST_NOTIFICATIONS(GET, "/v1/notifications", only(RIDER, DRIVER), Body.NONE, "cursor", "limit"),

    REGISTER_DRIVER(PUT, "/v1/fleet/drivers/{id}", only(OPERATOR), Body.REQUIRED),
    LIST_DRIVERS(GET, "/v1/fleet/drivers", only(OPERATOR), Body.NONE, "cursor", "limit"),
    REGISTER_TAXI(PUT, "/v1/fleet/taxis/{id}", only(OPERATOR), Body.REQUIRED),
    LIST_TAXIS(GET, "/v1/fleet/taxis", only(OPERATOR), Body.NONE, "cursor", "limit"),
    REPORT_FLEET_POSITIONS(POST, "/v1/fleet/positions", only(OPERATOR), Body.BATCH),

    GET_CONTRACT(GET, "/openapi.yaml", Access.OPEN, Body.NONE),
    EXPLAIN_PROBLEM(GET, "/problems/{code}", Access.OPEN, Body.NONE);

    /** What an operation takes as its body, and how much of it. */
    public enum Body {
        NONE(Body.SMALL_BYTES),
        OPTIONAL(Body.SMALL_BYTES),
        REQUIRED(Body.SMALL_BYTES),
        /** A round of many taxis: {@link io.tanda.contract.dispatch.Positions#MAX_FIXES} fixes of about 120 bytes, and some air. */
        BATCH(Body.BATCH_BYTES);

        public static final int SMALL_BYTES = 64 * 1024;
        public static final int BATCH_BYTES = 256 * 1024;

        private final int maxBytes;

        Body(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        public int maxBytes() {
            return maxBytes;
        }
    }

    /** @param open for everybody, also without a token @param roles who may call it otherwise; nobody else */
    public record Access(boolean open, Set<Role> roles) {
        static final Access OPEN = new Access(true, Set.of());

        public boolean allows(Role role) {
            return open || roles.contains(role);
        }
    }

    private final HttpMethod method;
    private final String path;
    private final Access access;
    private final Body body;
    private final Set<String> queryParameters;

    Operation(HttpMethod method, String path, Access access, Body body, String... queryParameters) {
        this.method = method;
        this.path = path;
        this.access = access;
        this.body = body;
        this.queryParameters = Set.of(queryParameters);
    }

    public HttpMethod method() {
        return method;
    }

    /** As the contract writes it, with at most one {@code {parameter}}. */
    public String path() {
        return path;
    }

    public Access access() {
        return access;
    }

    public Body body() {
        return body;
    }

    public Set<String> queryParameters() {
        return queryParameters;
    }

    /** Answered with a stream of events instead of a document. */
    public boolean streams() {
        return this == FOLLOW_BOOKING || this == FOLLOW_DRIVER;
    }

    /** The contract's operationId: {@code REQUEST_BOOKING} is {@code requestBooking}. */
    public String id() {
        StringBuilder id = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
            id.append(id.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return id.toString();
    }

    private static Access only(Role... roles) {
        return new Access(false, Set.of(roles));
    }
}
