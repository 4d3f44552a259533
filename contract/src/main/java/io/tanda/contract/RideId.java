package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A ride, from the booking to the receipt: booking, call, ride and payment of one journey share this id. */
public record RideId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RideId {}

    public static RideId next() {
        return new RideId(Id.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static RideId parse(String text) {
        return new RideId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
