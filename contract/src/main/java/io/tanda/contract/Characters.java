package io.tanda.contract;

/** How long a text is: in Unicode code points, as JSON Schema and the database count, and never in UTF-16 units. */
public final class Characters {
    private Characters() {}

    /** An emoji is one, or a few that are joined; half of a surrogate pair is one too. */
    public static int in(String text) {
        return text.codePointCount(0, text.length());
    }
}
