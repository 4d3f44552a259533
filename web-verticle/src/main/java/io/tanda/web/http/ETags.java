package io.tanda.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, 8.8.3): {@code "v3"} is version 3, and {@code "v3-k2"} version 3 with what changes without a new one. */
public final class ETags {
    /** An instant and some flags. */
    static final int MAX_BESIDE = 20;

    static final String EXPECTED = "must be * or entity tags, such as \"v3\" or \"v3\", \"v4\"";

    private static final Pattern BESIDE = Pattern.compile("[a-z0-9]{1," + MAX_BESIDE + "}");

    /** One tag, and what parts it from the next: a tag may itself hold a comma. */
    private static final Pattern TAG =
            Pattern.compile("[ \\t,]*+(?<tag>(?:W/)?+\"[!#-~\\x80-\\xFF]*+\")[ \\t]*+(?:,|$)[ \\t,]*+");

    private static final Pattern VERSION = Pattern.compile("\"v(?<version>[1-9][0-9]{0,8})(?:-" + BESIDE + ")?\"");

    private ETags() {}

    public static String of(int version) {
        return "\"v" + version + "\"";
    }

    /** @param beside the version, what else the answer shows: letters and digits, at most {@link #MAX_BESIDE} */
    public static String of(int version, String beside) {
        if (!BESIDE.matcher(beside).matches()) throw new IllegalArgumentException("not for a tag: " + beside);
        return "\"v" + version + "-" + beside + "\"";
    }

    /** What If-Match asks for (RFC 9110, 13.1.1): of a tag its version counts. */
    public sealed interface Condition {
        /** Whatever it is: no header, or {@code *}. */
        record Any() implements Condition {}

        /** Any of these; none of them where no tag can be one of ours. A weak tag never matches. */
        record Versions(List<Integer> versions) implements Condition {}
    }

    /** @param lines of the header, which the doorkeeper has found well formed */
    public static Condition ifMatch(List<String> lines) {
        if (lines.isEmpty() || isAny(lines)) return new Condition.Any();
        List<Integer> versions = new ArrayList<>();
        for (String tag : tags(lines)) {
            Matcher ours = VERSION.matcher(tag);
            if (ours.matches()) versions.add(Integer.valueOf(ours.group("version")));
        }
        return new Condition.Versions(versions);
    }

    /** Whether If-None-Match names this tag, weak or strong (RFC 9110, 13.1.2): the client has what it would get. */
    static boolean names(List<String> lines, String etag) {
        if (isAny(lines)) return true;
        for (String tag : tags(lines)) if (opaque(tag).equals(opaque(etag))) return true;
        return false;
    }

    /** Whether a header that came is one that can be compared. */
    static boolean areWellFormed(List<String> lines) {
        return isAny(lines) || read(lines) != null;
    }

    private static boolean isAny(List<String> lines) {
        return lines.size() == 1 && lines.getFirst().strip().equals("*");
    }

    private static List<String> tags(List<String> lines) {
        List<String> tags = read(lines);
        return tags == null ? List.of() : tags;
    }

    /** A header on several lines is one list (RFC 9110, 5.3). @return null where they are no tags */
    private static @Nullable List<String> read(List<String> lines) {
        String list = String.join(",", lines);
        Matcher matcher = TAG.matcher(list);
        List<String> tags = new ArrayList<>();
        int end = 0;
        while (end < list.length()) {
            matcher.region(end, list.length());
            if (!matcher.lookingAt()) return null;
            tags.add(matcher.group("tag"));
            end = matcher.end();
        }
        return tags.isEmpty() ? null : tags;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
