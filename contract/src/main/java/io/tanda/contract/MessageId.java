package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One message. Where it costs something, also what payment charges it by. */
public record MessageId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MessageId {}

    public static MessageId next() {
        return new MessageId(Id.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
