package io.tanda.web.http;

import io.tanda.contract.bus.Refusal;
import io.tanda.platform.ops.FailureClass;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every way to be refused, with its stable code (the wire name), status and what to do about it (the page at /problems/CODE). */
public enum ProblemCode {
    MALFORMED_BODY(400, "The body is not JSON", "Send one JSON object in UTF-8, with each name once."),
    INVALID_PARAMETER(
            400,
            "A parameter does not fit",
            "The errors name the query parameter or header and what it must look like."),
    UNAUTHENTICATED(
            401,
            "No valid token",
            "Send \"Authorization: Bearer TOKEN\" with a token that is signed, meant for this API and not expired."),
    PAYMENT_DECLINED(
            402,
            "Not paid",
            "Nothing was taken and nothing was done. The detail says why; ask with a new Idempotency-Key when it can be paid."),
    FORBIDDEN(403, "Not for this role", "The token is valid, but its role may not do this."),
    ORIGIN_NOT_ALLOWED(403, "Not from this web page", "Pages of this origin may not call; an operator can let them."),
    SIGN_IN_NOT_CONFIGURED(
            403,
            "Nobody can sign in here",
            "No identity provider is configured: use a token of the issuer that this server trusts, as a bearer."),
    SIGN_IN_REFUSED(403, "Not signed in", "The identity provider let nobody in here: begin again."),
    NOT_FOUND(404, "Not found", "There is no such thing, or it is not yours; the two are not told apart."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The Allow header lists what this path takes."),
    NOT_ACCEPTABLE(
            406, "Nothing acceptable to send", "Accept application/json, or text/event-stream for streams of events."),
    REQUEST_TIMEOUT(408, "The body did not come in time", "Send the whole request within 10 seconds."),
    BODY_TOO_LARGE(413, "The body is too large", "A body may have 64 KiB, a batch of positions 256 KiB."),
    URI_TOO_LONG(414, "The address is too long", "An address may have 2,048 bytes."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not declared as JSON", "Send Content-Type: application/json."),
    TOO_MANY_STREAMS(
            429, "Too many streams", "Close streams that are not needed; each caller may hold 5, a process 10,000."),
    TOO_MANY_REQUESTS(429, "Too many requests", "Ask less often, and again after Retry-After; nothing was done."),
    TOO_MANY_MESSAGES(
            429, "Too many messages", "Write less often, and again after Retry-After; nothing was sent or charged."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "All headers together may have 8 KiB."),

    INVALID(422, "The request contradicts a rule", "The errors name each field and what it must look like."),
    CARD_NUMBER(
            422,
            "A text holds a card number",
            "Card numbers do not belong into texts: leave it out. Nothing of the request was kept."),
    OUTSIDE_SERVICE_AREA(
            422,
            "Outside the service area",
            "Taxis are sent to certain areas: choose a pickup that lies in one of them."),
    NO_PAYMENT_METHOD(
            422,
            "No such payment method",
            "Register one with POST /v1/me/payment-methods, or ask for a ride that is paid in cash. One that was"
                    + " registered a moment ago is known a moment later."),
    METHOD_NOT_VERIFIED(
            422,
            "The payment method was not verified",
            "The gateway did not let it be charged, so it was not registered. Register another one, or the same with a"
                    + " new Idempotency-Key."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used for another request",
            "Make a new key for a new request; repeat a request with exactly the same body."),
    VERSION_MISMATCH(412, "It has changed meanwhile", "Read it again and decide again with the new ETag."),
    CALL_ALREADY_DISPATCHED(409, "Call already dispatched", "Another driver was faster."),
    CALL_CLOSED(409, "The call is closed", "The rider canceled it, or its search time is over."),
    OFFER_CLOSED(409, "The offer is closed", "It was answered, withdrawn or has expired."),
    DRIVER_ALREADY_ON_RIDE(409, "The driver is on a ride", "One ride at a time: drop off or give back first."),
    DRIVER_OFF_DUTY(409, "The driver is off duty", "Go on duty with a taxi first: PUT /v1/drivers/me/duty."),
    SUSPENDED(409, "Suspended", "An operator has suspended the driver or the taxi: ask there."),
    TOO_MANY_METHODS(409, "Too many payment methods", "A rider may have 10: remove one first."),
    METHOD_REGISTERED_ALREADY(409, "Registered already", "You have this payment method: it is in the list."),
    TAXI_IN_USE(409, "The taxi is in use", "Another driver is on duty with it."),
    PLATE_IN_USE(409, "The plate is in use", "Another taxi of the fleet has it."),
    NOT_AT_PICKUP(409, "The taxi is not at the pick-up", "Drive there, or say in reason why you do not."),
    FEE_NOT_AGREED(
            409,
            "Canceling costs a fee",
            "The booking says from when on canceling costs what. Send that amount in feeUpTo to agree; nothing was changed."),
    SENDER_BLOCKED(409, "The receiver has blocked you", "He does not want to hear from you; it costs nothing."),
    RIDE_ALREADY_STARTED(409, "The ride has started", "The passenger is on board: it cannot be canceled any more."),
    RIDE_ALREADY_ENDED(409, "The ride has ended", "Nothing changes a ride that is over."),
    STEP_NOT_ALLOWED(409, "Not in this state", "The ride is not in the state from which this step is allowed."),
    CONTENDED(
            409,
            "Others were faster",
            "Others changed the same thing again and again; nothing was done. Ask again after Retry-After."),

    INTERNAL(500, "A bug", "This is our fault. Tell us the traceId."),
    UNAVAILABLE(
            503,
            "Unavailable",
            "A part this needs is down; nothing was done. Ask again after Retry-After, a command with the same"
                    + " Idempotency-Key."),
    OVERLOADED(
            503,
            "Overloaded",
            "Too much at once; nothing was done. Ask again after Retry-After, a command with the same"
                    + " Idempotency-Key."),
    NO_TAXIS_IN_AREA(
            503,
            "No taxis in this area",
            "Every search around the pickup ended without a taxi; nothing was done. Ask again after Retry-After with"
                    + " the same Idempotency-Key: now and then one request is let in to find out."),
    GATEWAY_UNAVAILABLE(
            503,
            "The payment gateway does not answer",
            "Nothing was registered, sent or charged. Ask again after Retry-After with the same Idempotency-Key: it is done"
                    + " once."),
    OUTCOME_UNKNOWN(
            503,
            "Outcome unknown",
            "It may have been done. Ask again after Retry-After with the same Idempotency-Key: it is done once.");

    private static final Map<String, ProblemCode> BY_WIRE_NAME = new HashMap<>();

    static {
        for (ProblemCode code : values()) BY_WIRE_NAME.put(code.wireName(), code);
    }

    private final int status;
    private final String title;
    private final String remedy;

    ProblemCode(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What to do about it; for a person. */
    public String remedy() {
        return remedy;
    }

    /** Whether the same request may be answered otherwise a little later: then the answer says how much later. */
    boolean mayBeRepeated() {
        return status == 503 || status == 429 || this == CONTENDED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static @Nullable ProblemCode find(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }

    static ProblemCode of(Refusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> NOT_FOUND;
            case INVALID -> INVALID;
            case OUTSIDE_SERVICE_AREA -> OUTSIDE_SERVICE_AREA;
            case NO_TAXIS_IN_AREA -> NO_TAXIS_IN_AREA;
            case NO_PAYMENT_METHOD -> NO_PAYMENT_METHOD;
            case METHOD_NOT_VERIFIED -> METHOD_NOT_VERIFIED;
            case SENDER_BLOCKED -> SENDER_BLOCKED;
            case TOO_MANY_MESSAGES -> TOO_MANY_MESSAGES;
            case GATEWAY_UNAVAILABLE -> GATEWAY_UNAVAILABLE;
            case IDEMPOTENCY_KEY_REUSED -> IDEMPOTENCY_KEY_REUSED;
            case VERSION_MISMATCH -> VERSION_MISMATCH;
            case CALL_ALREADY_DISPATCHED -> CALL_ALREADY_DISPATCHED;
            case CALL_CLOSED -> CALL_CLOSED;
            case OFFER_CLOSED -> OFFER_CLOSED;
            case DRIVER_ALREADY_ON_RIDE -> DRIVER_ALREADY_ON_RIDE;
            case DRIVER_OFF_DUTY -> DRIVER_OFF_DUTY;
            case SUSPENDED -> SUSPENDED;
            case TOO_MANY_METHODS -> TOO_MANY_METHODS;
            case METHOD_REGISTERED_ALREADY -> METHOD_REGISTERED_ALREADY;
            case TAXI_IN_USE -> TAXI_IN_USE;
            case PLATE_IN_USE -> PLATE_IN_USE;
            case NOT_AT_PICKUP -> NOT_AT_PICKUP;
            case FEE_NOT_AGREED -> FEE_NOT_AGREED;
            case RIDE_ALREADY_STARTED -> RIDE_ALREADY_STARTED;
            case RIDE_ALREADY_ENDED -> RIDE_ALREADY_ENDED;
            case STEP_NOT_ALLOWED -> STEP_NOT_ALLOWED;
        };
    }

    static ProblemCode of(FailureClass failure) {
        return switch (failure) {
            case CONFLICT -> CONTENDED;
            case UNKNOWN -> OUTCOME_UNKNOWN;
            case UNAVAILABLE -> UNAVAILABLE;
            case OVERLOADED -> OVERLOADED;
            case BUG -> INTERNAL;
        };
    }
}
