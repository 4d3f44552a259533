package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A rider: the subject of a rider's token. */
public record RiderId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RiderId {}

    public static RiderId next() {
        return new RiderId(Id.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static RiderId parse(String text) {
        return new RiderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
