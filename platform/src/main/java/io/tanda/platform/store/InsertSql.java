package io.tanda.platform.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of a multi-row INSERT for 1, 2, 4 ... rows: few texts, so that each connection prepares few statements. */
final class InsertSql {
    /** 2 to this power rows in the largest statement: more rows save nothing measurable and cost a larger packet. */
    static final int MAX_POWER = 6;

    private static final Map<Insert, InsertSql> KNOWN = new ConcurrentHashMap<>();

    private final String[] texts = new String[MAX_POWER + 1];
    private final String name;
    private final int columns;

    private InsertSql(Insert into, String suffix) {
        name = "INSERT INTO " + into.table() + " (" + String.join(", ", into.columns()) + ")";
        columns = into.columns().size();
        String row = "(" + "?, ".repeat(columns - 1) + "?)";
        for (int power = 0; power <= MAX_POWER; power++)
            texts[power] = name + " VALUES " + (row + ", ").repeat((1 << power) - 1) + row + suffix;
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

    String text(int power) {
        return texts[power];
    }
}
