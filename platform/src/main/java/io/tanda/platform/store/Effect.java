package io.tanda.platform.store;

import io.tanda.contract.Id;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a unit on the context's own tables, or one row of such a statement.
 *
 * @param name what statements are ordered by, and told apart
 * @param insert null: not an insert
 * @param exact the statement must match exactly one row
 * @param values as stored
 * @param high with {@code low} and {@code text} what rows of one statement are sorted by, so that two commits under way lock rows in
 *     the same order
 */
record Effect(
        String name,
        @Nullable InsertSql insert,
        boolean exact,
        List<@Nullable Object> values,
        long high,
        long low,
        String text) {
    static final Comparator<Effect> BY_KEY = (one, other) -> {
        int byHigh = Long.compareUnsigned(one.high, other.high);
        if (byHigh != 0) return byHigh;
        int byLow = Long.compareUnsigned(one.low, other.low);
        return byLow != 0 ? byLow : one.text.compareTo(other.text);
    };

    static Effect insert(InsertSql into, @Nullable Object[] values) {
        if (values.length != into.columns())
            throw new IllegalArgumentException(
                    into.name() + " takes " + into.columns() + " values, not " + values.length);
        return keyed(into.name(), into, true, values, values[into.key()]);
    }

    /** The key is taken from the last id among the arguments: in {@code ... WHERE id = ? AND version = ?} that is the row's. */
    static Effect statement(String sql, boolean exact, @Nullable Object[] arguments) {
        int places = places(sql);
        // The client would answer this as it answers a lost connection, and so fail the unit's companions.
        if (places != arguments.length)
            throw new IllegalArgumentException(places + " places and " + arguments.length + " arguments: " + sql);
        Object key = arguments.length == 0 ? null : arguments[arguments.length - 1];
        for (Object argument : arguments) if (argument instanceof UUID || argument instanceof Id) key = argument;
        return keyed(sql, null, exact, arguments, key);
    }

    /** Question marks outside of quotes. */
    private static int places(String sql) {
        int places = 0;
        boolean quoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'') quoted = !quoted;
            else if (c == '?' && !quoted) places++;
        }
        return places;
    }

    private static Effect keyed(
            String name, @Nullable InsertSql insert, boolean exact, @Nullable Object[] values, @Nullable Object key) {
        List<@Nullable Object> stored = Arrays.asList(Values.stored(values));
        return switch (key) {
            case UUID id ->
                new Effect(name, insert, exact, stored, id.getMostSignificantBits(), id.getLeastSignificantBits(), "");
            case Id id ->
                new Effect(
                        name,
                        insert,
                        exact,
                        stored,
                        id.value().getMostSignificantBits(),
                        id.value().getLeastSignificantBits(),
                        "");
            case Integer number -> new Effect(name, insert, exact, stored, 0, number, "");
            case Long number -> new Effect(name, insert, exact, stored, 0, number, "");
            case String text -> new Effect(name, insert, exact, stored, 0, 0, text);
            case null, default -> new Effect(name, insert, exact, stored, 0, 0, "");
        };
    }
}
