package io.tanda.booking.domain;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Refusal;
import java.util.List;

/** What comes of a command. A refusal is a value; an exception is a bug. */
public sealed interface Decision {
    /** What comes of a request: there is nothing yet that it could meet. */
    sealed interface OfRequest extends Decision {}

    /**
     * @param events in order, at least one; a later one is decided on the state that the earlier ones made
     * @param after the state that they make
     */
    record Happened(List<BookingEvent> events, Booking after) implements OfRequest {}

    /** @param after the booking that remembers it */
    record Noted(Fact fact, Booking after) implements Decision {}

    /** Nothing to do. @param why for the log */
    record Nothing(String why) implements Decision {}

    /** Nothing this context could do by itself, but somebody should look. @param what for the log */
    record Alarm(String what) implements Decision {}

    /** @param detail what was wrong and how to mend it, for the rider */
    record Refused(Refusal refusal, String detail) implements OfRequest {}
}
