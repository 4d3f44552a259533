package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One payment method of a rider, and the keys of its verification at the gateway. */
public record MethodId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MethodId {}

    public static MethodId next() {
        return new MethodId(Id.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
