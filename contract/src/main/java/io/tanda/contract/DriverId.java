package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A driver: the subject of a driver's token. */
public record DriverId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DriverId {}

    public static DriverId next() {
        return new DriverId(Id.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static DriverId parse(String text) {
        return new DriverId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
