package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.AboutRide;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Act;
import java.util.UUID;

/** What people do about a fare that is not paid (A8). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PaymentCommand.PayFare.class, name = "pay-fare"),
    @JsonSubTypes.Type(value = PaymentCommand.Collect.class, name = "collect"),
    @JsonSubTypes.Type(value = PaymentCommand.WriteOff.class, name = "write-off"),
    @JsonSubTypes.Type(value = PaymentCommand.ConfirmCapture.class, name = "confirm-capture"),
    @JsonSubTypes.Type(value = PaymentCommand.DenyCapture.class, name = "deny-capture")
})
public sealed interface PaymentCommand extends AboutRide {
    /**
     * The rider tries again.
     *
     * @param method the card: a new attempt, with a key of its own; in the car: the gateway is asked no more, and the driver says when
     *     it is paid
     */
    record PayFare(RideId ride, RiderId rider, PaymentMethod method) implements PaymentCommand {}

    /** An operator has the money. @param method in what; never the card @param reason whence, as it is kept */
    record Collect(RideId ride, PaymentMethod method, String reason) implements PaymentCommand, Act {
        public Collect {
            if (!method.inCar()) throw new IllegalArgumentException("an operator takes no cards");
        }

        @Override
        public String act() {
            return "collect-fare";
        }

        @Override
        public UUID about() {
            return ride.value();
        }
    }

    /** An operator forgives it. */
    record WriteOff(RideId ride, String reason) implements PaymentCommand, Act {
        @Override
        public String act() {
            return "write-off-fare";
        }

        @Override
        public UUID about() {
            return ride.value();
        }
    }

    /**
     * An operator has found out that the gateway took what nobody knew of, and no other amount.
     *
     * @param gatewayReference the gateway's own id of it, at most {@link #REFERENCE_MAX_CHARACTERS}
     */
    record ConfirmCapture(RideId ride, String gatewayReference, String reason) implements PaymentCommand, Act {
        public static final int REFERENCE_MAX_CHARACTERS = 128;

        public ConfirmCapture {
            int characters = gatewayReference.codePointCount(0, gatewayReference.length());
            if (gatewayReference.isBlank() || characters > REFERENCE_MAX_CHARACTERS)
                throw new IllegalArgumentException(
                        "a reference has 1 to " + REFERENCE_MAX_CHARACTERS + " characters, not " + characters);
        }

        @Override
        public String act() {
            return "confirm-capture";
        }

        @Override
        public UUID about() {
            return ride.value();
        }
    }

    /** An operator has found out that the gateway took nothing. What is due is tried again, under a new key. */
    record DenyCapture(RideId ride, String reason) implements PaymentCommand, Act {
        @Override
        public String act() {
            return "deny-capture";
        }

        @Override
        public UUID about() {
            return ride.value();
        }
    }
}
