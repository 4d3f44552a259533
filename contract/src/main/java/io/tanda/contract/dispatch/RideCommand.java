package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.AbortReason;
import io.tanda.contract.AboutRide;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a driver does with calls and rides. The driver is always the caller: a ride of another driver is not found. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RideCommand.AcceptOffer.class, name = "accept-offer"),
    @JsonSubTypes.Type(value = RideCommand.AcceptCall.class, name = "accept-call"),
    @JsonSubTypes.Type(value = RideCommand.Arrive.class, name = "arrive"),
    @JsonSubTypes.Type(value = RideCommand.Contact.class, name = "contact"),
    @JsonSubTypes.Type(value = RideCommand.MarkNoShow.class, name = "mark-no-show"),
    @JsonSubTypes.Type(value = RideCommand.PickUp.class, name = "pick-up"),
    @JsonSubTypes.Type(value = RideCommand.DropOff.class, name = "drop-off"),
    @JsonSubTypes.Type(value = RideCommand.TakeFare.class, name = "take-fare"),
    @JsonSubTypes.Type(value = RideCommand.Abort.class, name = "abort"),
    @JsonSubTypes.Type(value = RideCommand.GiveBack.class, name = "give-back")
})
public sealed interface RideCommand {
    int REASON_MAX_CHARACTERS = 200;

    DriverId driver();

    /** A3: exactly one driver wins; the others are refused with CALL_ALREADY_DISPATCHED. */
    record AcceptOffer(OfferId offer, DriverId driver) implements RideCommand {}

    /** A3: the same for a call from the list of open calls. */
    record AcceptCall(RideId ride, DriverId driver) implements RideCommand, AboutRide {}

    /**
     * R6: refused where the taxi was seen elsewhere, unless it says why.
     *
     * @param reason absent = the taxi is at the pick-up
     */
    record Arrive(RideId ride, DriverId driver, @Nullable ArrivalReason reason) implements RideCommand, AboutRide {
        public Arrive(RideId ride, DriverId driver) {
            this(ride, driver, null);
        }
    }

    /** R9: the rider is not at the pick-up: he is told that the driver waits. Asking again is harmless. */
    record Contact(RideId ride, DriverId driver) implements RideCommand, AboutRide {}

    /** R9: the rider did not come within the waiting time, and was contacted: the ride is over. */
    record MarkNoShow(RideId ride, DriverId driver) implements RideCommand, AboutRide {}

    record PickUp(RideId ride, DriverId driver) implements RideCommand, AboutRide {}

    /**
     * A7, A8.
     *
     * @param where absent = the drop-off place of the booking
     * @param meters driven, from the taximeter; absent = estimated from the two places
     * @param fare the meter's or an agreed one (G3); absent = the tariff's. Beyond what distance and time allow it is refused
     * @param extras tolls and the like, at most {@link Fare#MAX_EXTRAS}; absent = none
     * @param tender the fare is in the car already, in this; never the card; absent = it is not
     */
    record DropOff(
            RideId ride,
            DriverId driver,
            @Nullable GeoPoint where,
            @Nullable Long meters,
            Fare.@Nullable Told fare,
            @Nullable List<Fare.Extra> extras,
            @Nullable PaymentMethod tender)
            implements RideCommand, AboutRide {
        /** Before anybody has paid. */
        public DropOff(
                RideId ride,
                DriverId driver,
                @Nullable GeoPoint where,
                @Nullable Long meters,
                Fare.@Nullable Told fare,
                @Nullable List<Fare.Extra> extras) {
            this(ride, driver, where, meters, fare, extras, null);
        }

        /** For the tariff's fare, without extras. */
        public DropOff(RideId ride, DriverId driver, @Nullable GeoPoint where, @Nullable Long meters) {
            this(ride, driver, where, meters, null, null);
        }
    }

    /** A8: the fare is in the car. @param method in what; never the card */
    record TakeFare(RideId ride, DriverId driver, PaymentMethod method) implements RideCommand, AboutRide {
        public TakeFare {
            if (!method.inCar()) throw new IllegalArgumentException("a card is no tender in the car");
        }
    }

    /**
     * R16: the ride ends before the place where it should, for the fare of the way until then.
     *
     * @param where absent = where the taxi is, if that is known
     * @param meters {@code fare} and {@code extras}: as with {@link DropOff}
     */
    record Abort(
            RideId ride,
            DriverId driver,
            AbortReason reason,
            @Nullable GeoPoint where,
            @Nullable Long meters,
            Fare.@Nullable Told fare,
            @Nullable List<Fare.Extra> extras)
            implements RideCommand, AboutRide {}

    /** A9: before pick-up only; the call opens again for others. */
    record GiveBack(RideId ride, DriverId driver, String reason) implements RideCommand, AboutRide {}
}
