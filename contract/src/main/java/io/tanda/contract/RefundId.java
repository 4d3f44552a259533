package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One refund of a charge, and its key at the gateway. */
public record RefundId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RefundId {}

    public static RefundId next() {
        return new RefundId(Id.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
