package io.tanda.contract.message;

import io.tanda.contract.Actor;
import io.tanda.contract.MessageId;
import io.tanda.contract.RideId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody writes to somebody. A rider or a driver names the ride, and writes to the other party of it; who acts for the company names the
 * receiver.
 *
 * @param ride whose other party is written to; absent for the company
 * @param to absent for a rider and a driver
 * @param text 1 to {@link #TEXT_MAX_CHARACTERS} code points; for the two of them only
 */
public record SendMessage(
        MessageId message,
        Actor from,
        @Nullable RideId ride,
        @Nullable Actor to,
        String text) {
    public static final int TEXT_MAX_CHARACTERS = 1_000;

    /** The text stays out of logs. */
    @Override
    public String toString() {
        return "SendMessage[message=" + message + ", from=" + from + ", ride=" + ride + ", to=" + to + "]";
    }
}
