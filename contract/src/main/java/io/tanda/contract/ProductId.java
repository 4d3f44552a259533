package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A kind of equipment that the depot rents out. */
public record ProductId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProductId {}

    public static ProductId next() {
        return new ProductId(Id.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
