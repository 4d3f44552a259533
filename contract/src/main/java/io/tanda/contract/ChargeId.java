package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.payment.Purpose;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One charge of a ride: its events are counted by themselves, whatever else the ride is charged for. */
public record ChargeId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChargeId {}

    /** The one charge of a ride for this purpose: whoever asks for it names the same. */
    public static ChargeId of(RideId ride, Purpose purpose) {
        return switch (purpose) {
            // Journals and fences have counted it by the ride's id since before charges had ids of their own.
            case FARE -> new ChargeId(ride.value());
        };
    }

    /** What an event says, or what it meant when events did not say so: then there was the fare's charge alone. */
    public static ChargeId orFare(@Nullable ChargeId told, RideId ride) {
        return told == null ? of(ride, Purpose.FARE) : told;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
