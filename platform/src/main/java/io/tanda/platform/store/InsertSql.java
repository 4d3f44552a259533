package io.tanda.platform.store;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of a multi-row INSERT for some numbers of rows: few texts, so that each connection prepares few statements. */
final class InsertSql {
    /**
     * Any number of rows up to 128 is made of at most four of these, most often two. More than 64 rows in one save nothing measurable
     * and cost a larger packet.
     */
    private static final int[] SIZES = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

    private static final Map<Insert, InsertSql> KNOWN = new ConcurrentHashMap<>();

    private final String[] texts = new String[SIZES.length];
    private final String name;
    private final int columns;

    private InsertSql(Insert into, String suffix) {
        name = "INSERT INTO " + into.table() + " (" + String.join(", ", into.columns()) + ")";
        columns = into.columns().size();
        String row = "(" + "?, ".repeat(columns - 1) + "?)";
        for (int i = 0; i < SIZES.length; i++)
            texts[i] = name + " VALUES " + (row + ", ").repeat(SIZES[i] - 1) + row + suffix;
    }

    static InsertSql of(Insert into) {
        InsertSql known = KNOWN.get(into);
        return known != null ? known : KNOWN.computeIfAbsent(into, insert -> new InsertSql(insert, ""));
    }

    /** Where the row is there, these columns take the new values. */
    static InsertSql orReplace(Insert into, String... columns) {
        StringBuilder suffix = new StringBuilder(" ON DUPLICATE KEY UPDATE ");
        for (String column : columns) {
            if (!column.equals(columns[0])) suffix.append(", ");
            suffix.append(column).append(" = VALUES(").append(column).append(')');
        }
        return new InsertSql(into, suffix.toString());
    }

    /** What statements are ordered by. */
    String name() {
        return name;
    }

    int columns() {
        return columns;
    }

    /** The most rows, of so many, that one statement takes. @param rows at least 1 */
    static int most(int rows) {
        return SIZES[at(rows)];
    }

    /** @param rows as {@link #most} says */
    String text(int rows) {
        return texts[at(rows)];
    }

    private static int at(int rows) {
        int found = Arrays.binarySearch(SIZES, rows);
        return found >= 0 ? found : -found - 2;
    }
}
