package io.tanda.contract.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a command was refused. The wire name is the problem document's stable {@code code}. */
public enum Refusal {
    /** No such thing, or not yours: the two are not told apart. */
    NOT_FOUND(Kind.NOT_FOUND),
    /** The command contradicts itself or a rule on its values. */
    INVALID(Kind.UNPROCESSABLE),
    /** A6: the pick-up lies outside every area that is served. */
    OUTSIDE_SERVICE_AREA(Kind.UNPROCESSABLE),
    /** A6: no search around the pick-up has ended with a taxi of late. */
    NO_TAXIS_IN_AREA(Kind.NOT_NOW),
    /** C0: what the ride is to be charged to is not registered, or not any more. */
    NO_PAYMENT_METHOD(Kind.UNPROCESSABLE),
    /** C1: the gateway says that it cannot be charged, or did not say in time that it can. */
    METHOD_NOT_VERIFIED(Kind.UNPROCESSABLE),
    /** D1: the receiver does not want to hear from the sender. */
    SENDER_BLOCKED(Kind.CONFLICT),
    /** D1: nobody writes more often than this. */
    TOO_MANY_MESSAGES(Kind.TOO_OFTEN),
    /** C3: the payment gateway is overloaded, or away. */
    GATEWAY_UNAVAILABLE(Kind.NOT_NOW),
    /** Same idempotency key, other request. */
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
    /** If-Match named another version. */
    VERSION_MISMATCH(Kind.PRECONDITION_FAILED),
    /** A3: somebody else has the ride. */
    CALL_ALREADY_DISPATCHED(Kind.CONFLICT),
    /** The call was withdrawn or found no taxi. */
    CALL_CLOSED(Kind.CONFLICT),
    OFFER_CLOSED(Kind.CONFLICT),
    DRIVER_ALREADY_ON_RIDE(Kind.CONFLICT),
    DRIVER_OFF_DUTY(Kind.CONFLICT),
    /** An operator has suspended the driver or the taxi. */
    SUSPENDED(Kind.CONFLICT),
    /** The rider has as many payment methods as there may be. */
    TOO_MANY_METHODS(Kind.CONFLICT),
    /** The rider has this payment method already. */
    METHOD_REGISTERED_ALREADY(Kind.CONFLICT),
    TAXI_IN_USE(Kind.CONFLICT),
    PLATE_IN_USE(Kind.CONFLICT),
    /** R6: the taxi was seen elsewhere. */
    NOT_AT_PICKUP(Kind.CONFLICT),
    /** A9: canceling costs something now, and the rider has not agreed to so much. */
    FEE_NOT_AGREED(Kind.CONFLICT),
    RIDE_ALREADY_STARTED(Kind.CONFLICT),
    RIDE_ALREADY_ENDED(Kind.CONFLICT),
    /** The ride is not in the state from which this step is allowed. */
    STEP_NOT_ALLOWED(Kind.CONFLICT);

    /** What kind of answer it is; the web verticle turns it into a status code. */
    public enum Kind {
        NOT_FOUND,
        UNPROCESSABLE,
        PRECONDITION_FAILED,
        CONFLICT,
        /** Whoever asks asks too much: the same may be done a little later. */
        TOO_OFTEN,
        /** The same may be done a little later. */
        NOT_NOW
    }

    private final Kind kind;

    Refusal(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Refusal of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
