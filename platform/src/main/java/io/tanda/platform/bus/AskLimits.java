package io.tanda.platform.bus;

import io.tanda.platform.ops.Settings;

/**
 * How much a process asks of others at once.
 *
 * @param underWay questions of this process to one context in other processes; one more is refused as overloaded. About 10 kB each with
 *     the HTTP request behind it. All contexts that web asks in other processes have together fewer than the 10,000 requests that it
 *     takes, so that bookings find room however long the others take to answer
 */
public record AskLimits(int underWay) {
    public static final int MOST_UNDER_WAY = 3_000;
    public static final AskLimits USUAL = new AskLimits(1_100);

    public AskLimits {
        if (underWay < 1 || underWay > MOST_UNDER_WAY)
            throw new IllegalArgumentException("not 1 to " + MOST_UNDER_WAY + " questions: " + underWay);
    }

    /** Reads {@code bus.questions}. */
    public static AskLimits of(Settings settings) {
        return new AskLimits(settings.number("bus.questions", USUAL.underWay(), 1, MOST_UNDER_WAY));
    }
}
