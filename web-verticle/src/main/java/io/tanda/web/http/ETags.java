package io.tanda.web.http;

import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, 8.8.3): {@code "v3"} is version 3. */
public final class ETags {
    private ETags() {}

    public static String of(int version) {
        return "\"v" + version + "\"";
    }

    /** What If-Match asks for. */
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
        if (tag.length() < 4 || tag.length() > 12 || !tag.startsWith("\"v") || !tag.endsWith("\"")) return null;
        try {
            int version = Integer.parseInt(tag.substring(2, tag.length() - 1));
            return version > 0 ? version : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
