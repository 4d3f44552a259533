package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.AboutRide;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Act;
import java.util.UUID;
import java.util.regex.Pattern;

/** What riders give, and what people do about a charge that is not paid (A8). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PaymentCommand.GiveTip.class, name = "give-tip"),
    @JsonSubTypes.Type(value = PaymentCommand.PayFare.class, name = "pay-fare"),
    @JsonSubTypes.Type(value = PaymentCommand.Collect.class, name = "collect"),
    @JsonSubTypes.Type(value = PaymentCommand.WriteOff.class, name = "write-off"),
    @JsonSubTypes.Type(value = PaymentCommand.ConfirmCapture.class, name = "confirm-capture"),
    @JsonSubTypes.Type(value = PaymentCommand.DenyCapture.class, name = "deny-capture")
})
public sealed interface PaymentCommand extends AboutRide {
    /**
     * What the rider gives the driver beside the fare, once it is paid, and once for a ride. It is charged to what the ride was booked with.
     *
     * @param amount above zero, in the fare's currency, and at most {@link #MOST_TIMES_FARE} times the fare
     */
    record GiveTip(RideId ride, RiderId rider, Money amount) implements PaymentCommand {
        /** More is a slip of the finger. */
        public static final int MOST_TIMES_FARE = 2;
    }

    /**
     * The rider tries again.
     *
     * @param method the card: a new attempt, with a key of its own; in the car: the gateway is asked no more, and the driver says when
     *     it is paid
     * @param purpose which charge of the ride; absent = the fare's. A fee is paid by card, for there is no car
     */
    record PayFare(RideId ride, RiderId rider, PaymentMethod method, Purpose purpose) implements PaymentCommand {
        public PayFare {
            purpose = Purpose.orFare(purpose);
            if (method.inCar() && purpose != Purpose.FARE)
                throw new IllegalArgumentException("only a fare is paid in the car");
        }

        /** The fare. */
        public PayFare(RideId ride, RiderId rider, PaymentMethod method) {
            this(ride, rider, method, Purpose.FARE);
        }
    }

    /** An operator has the money. @param method in what; never the card @param reason whence, as it is kept @param purpose absent = the fare */
    record Collect(RideId ride, PaymentMethod method, String reason, Purpose purpose) implements PaymentCommand, Act {
        public Collect {
            purpose = Purpose.orFare(purpose);
            if (!method.inCar()) throw new IllegalArgumentException("an operator takes no cards");
        }

        /** Of the fare. */
        public Collect(RideId ride, PaymentMethod method, String reason) {
            this(ride, method, reason, Purpose.FARE);
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

    /** An operator forgives it. @param purpose absent = the fare */
    record WriteOff(RideId ride, String reason, Purpose purpose) implements PaymentCommand, Act {
        public WriteOff {
            purpose = Purpose.orFare(purpose);
        }

        /** The fare. */
        public WriteOff(RideId ride, String reason) {
            this(ride, reason, Purpose.FARE);
        }

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
     * @param purpose absent = the fare
     */
    record ConfirmCapture(RideId ride, String gatewayReference, String reason, Purpose purpose)
            implements PaymentCommand, Act {
        public static final int REFERENCE_MAX_CHARACTERS = 128;

        private static final Pattern SOMETHING = Pattern.compile("\\S");

        public ConfirmCapture {
            purpose = Purpose.orFare(purpose);
            int characters = gatewayReference.codePointCount(0, gatewayReference.length());
            if (characters > REFERENCE_MAX_CHARACTERS || !saysSomething(gatewayReference))
                throw new IllegalArgumentException("a reference has 1 to " + REFERENCE_MAX_CHARACTERS
                        + " characters, not " + characters + ", and not only spaces");
        }

        /** Whether it is more than spaces. */
        public static boolean saysSomething(String reference) {
            return SOMETHING.matcher(reference).find();
        }

        /** Of the fare. */
        public ConfirmCapture(RideId ride, String gatewayReference, String reason) {
            this(ride, gatewayReference, reason, Purpose.FARE);
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

    /** An operator has found out that the gateway took nothing. What is due is tried again, under a new key. @param purpose absent = the fare */
    record DenyCapture(RideId ride, String reason, Purpose purpose) implements PaymentCommand, Act {
        public DenyCapture {
            purpose = Purpose.orFare(purpose);
        }

        /** Of the fare. */
        public DenyCapture(RideId ride, String reason) {
            this(ride, reason, Purpose.FARE);
        }

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
