package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One offer of one call to one driver. */
public record OfferId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OfferId {}

    public static OfferId next() {
        return new OfferId(Id.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static OfferId parse(String text) {
        return new OfferId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
