package io.tanda.platform.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Rows of one table that are of no use any more when they are old; how old is written down in {@code docs/kept.md}.
 *
 * @param table as a context's migrations name it; {@code t} in the condition
 * @param column tells a row's age. An index begins with it, or with it behind columns that the condition compares with a constant
 * @param age what the column holds
 * @param kept how long a row stays at least, in the time that the column is of
 * @param key the columns of the primary key
 * @param condition what must hold for an old row to go, blank: nothing more. What it does not hold for stays whatever its age
 */
public record Purge(String table, String column, Age age, Duration kept, List<String> key, String condition) {
    /** What a column tells the age by. */
    public enum Age {
        /** Microseconds of domain time. */
        DOMAIN_TIME,
        /** Microseconds of real time. */
        REAL_TIME,
        /** A UUIDv7: when it was made, in real time. */
        ID
    }

    public Purge {
        if (kept.isZero() || kept.isNegative()) throw new IllegalArgumentException("kept for no time: " + table);
        if (key.isEmpty()) throw new IllegalArgumentException("no key: " + table);
        key = List.copyOf(key);
    }

    public static Purge of(String table, String column, Age age, Duration kept, String... key) {
        return new Purge(table, column, age, kept, List.of(key), "");
    }

    /** The same, of rows for which this holds as well. */
    public Purge where(String more) {
        return new Purge(table, column, age, kept, key, condition.isEmpty() ? more : condition + " AND " + more);
    }

    /** Below all that is in the column. */
    Object lowest() {
        return age == Age.ID ? new UUID(0, 0) : 0L;
    }

    /** What is below this is old. */
    Object before(Instant domainNow, Instant realNow) {
        return switch (age) {
            case DOMAIN_TIME -> domainNow.minus(kept);
            case REAL_TIME -> realNow.minus(kept);
            case ID -> firstIdOf(realNow.minus(kept));
        };
    }

    private static UUID firstIdOf(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    /** The key of old rows, and the column, in its order; arguments: from there on, below that. */
    String select(int rows) {
        return "SELECT t." + String.join(", t.", key) + ", t." + column + " FROM " + table + " t WHERE t." + column
                + " >= ? AND t." + column + " < ?" + (condition.isEmpty() ? "" : " AND " + condition) + " ORDER BY t."
                + column + " LIMIT " + rows;
    }

    /** By their keys; arguments: one key after the other. */
    String delete(int rows) {
        return "DELETE FROM " + table + " WHERE "
                + (key.size() == 1
                        ? key.getFirst() + " IN (" + Places.text("?", ", ", rows) + ")"
                        : Places.text("(" + String.join(" = ? AND ", key) + " = ?)", " OR ", rows));
    }
}
