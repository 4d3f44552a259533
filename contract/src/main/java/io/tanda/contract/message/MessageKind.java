package io.tanda.contract.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a message is, by which it costs something or nothing. */
public enum MessageKind {
    /** Between rider and driver, while the ride binds them: free. */
    RIDE,
    /** Between the same two, when the ride is over: a rider pays for it, and the driver has a part. */
    CONTACT,
    /** From people of the company to anybody: by account, and free for the receiver. */
    COMPANY;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    @JsonCreator
    public static MessageKind of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
