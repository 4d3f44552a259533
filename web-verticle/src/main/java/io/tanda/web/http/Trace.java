package io.tanda.web.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C Trace Context: a request's trace is taken from {@code traceparent}, or begun here. @param id 32 hex digits */
record Trace(String id, String traceparent) {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final String NO_ID = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final HexFormat HEX = HexFormat.of();

    /** @return null for what is none */
    static @Nullable Trace read(@Nullable String traceparent) {
        if (traceparent == null) return null;
        var match = TRACEPARENT.matcher(traceparent);
        boolean isOne = match.matches()
                && !match.group(1).equals(NO_ID)
                && !match.group(2).equals(NO_SPAN);
        return isOne ? new Trace(match.group(1), traceparent) : null;
    }

    static Trace begin() {
        // Ids need to be different, not secret.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
        String span = HEX.toHexDigits(random.nextLong() | 1);
        return new Trace(id, "00-" + id + "-" + span + "-01");
    }
}
