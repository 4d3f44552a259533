package io.tanda.contract.bus;

import io.tanda.contract.event.Recorded;
import java.util.List;
import java.util.UUID;

/** Reading a context's journal: to mend a gap, and to feed a rider's stream. */
public final class Journal {
    /** Aggregates asked for at once. */
    public static final int MAX_AGGREGATES = 500;

    private Journal() {}

    /** Where a context's journal is asked for. @param context its name */
    public static Address<Read, Events> of(String context) {
        return Address.of(context + ".journal", Read.class, Events.class);
    }

    /** All events of these aggregates past a version; at most {@link #MAX_AGGREGATES} of them. */
    public record Read(List<After> after) {}

    public record After(UUID aggregate, int version) {}

    /** In order of version within each aggregate. */
    public record Events(List<Recorded> events) {}
}
