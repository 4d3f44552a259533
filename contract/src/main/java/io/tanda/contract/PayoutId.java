package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One payout to a driver. */
public record PayoutId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PayoutId {}

    public static PayoutId next() {
        return new PayoutId(Id.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
