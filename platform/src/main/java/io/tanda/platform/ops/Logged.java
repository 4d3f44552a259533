package io.tanda.platform.ops;

import org.jspecify.annotations.Nullable;

/**
 * What lines of the log are found by: their pairs of key and value, which the text shows in words and the JSON as fields. A ride's id, a
 * trace's; of people at most an id, never a name, a place or a token.
 */
public final class Logged {
    public static final String RIDE = "ride";
    public static final String TRACE = "trace";

    /** Where in a W3C traceparent the trace's id stands: version, then 32 hex digits. */
    private static final int ID_BEGINS = 3;

    private static final int ID_ENDS = 35;

    private Logged() {}

    /** @return empty where there is none */
    public static String traceId(@Nullable String traceparent) {
        return traceparent == null || traceparent.length() < ID_ENDS ? "" : traceparent.substring(ID_BEGINS, ID_ENDS);
    }
}
