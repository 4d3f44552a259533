package io.tanda.web.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, 8.8.3): {@code "v3"} is version 3, and {@code "v3-k2"} version 3 with what changes without a new one. */
public final class ETags {
    /** An instant and some flags. */
    static final int MAX_BESIDE = 20;

    private static final Pattern BESIDE = Pattern.compile("[a-z0-9]{1," + MAX_BESIDE + "}");
    private static final Pattern TAG = Pattern.compile("\"v([0-9]{1,9})(?:-" + BESIDE + ")?\"");

    private ETags() {}

    public static String of(int version) {
        return "\"v" + version + "\"";
    }

    /** @param beside the version, what else the answer shows: letters and digits, at most {@link #MAX_BESIDE} */
    public static String of(int version, String beside) {
        if (!BESIDE.matcher(beside).matches()) throw new IllegalArgumentException("not for a tag: " + beside);
        return "\"v" + version + "-" + beside + "\"";
    }

    /** What If-Match asks for: of a tag its version counts. */
    public sealed interface Condition {
        /** Whatever it is: no header, or {@code *}. */
        record Any() implements Condition {}

        record Version(int version) implements Condition {}

        /** A tag that none of our versions can have. */
        record Never() implements Condition {}
    }

    /** A list of tags cannot be decided by one conditional update: it never matches, and the client reads again. */
    public static Condition ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) return new Condition.Any();
        Integer version = version(header.strip());
        return version == null ? new Condition.Never() : new Condition.Version(version);
    }

    private static @Nullable Integer version(String tag) {
        Matcher found = TAG.matcher(tag);
        if (!found.matches()) return null;
        int version = Integer.parseInt(found.group(1));
        return version > 0 ? version : null;
    }
}
