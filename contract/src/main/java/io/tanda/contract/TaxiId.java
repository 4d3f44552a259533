package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A taxi of the fleet. */
public record TaxiId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TaxiId {}

    public static TaxiId next() {
        return new TaxiId(Id.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static TaxiId parse(String text) {
        return new TaxiId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
