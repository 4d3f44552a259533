package io.tanda.platform.store;

import io.tanda.platform.store.Statement.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of a multi-row INSERT for some numbers of rows: few texts, so that each connection prepares few statements. */
final class InsertSql {
    /**
     * Any number of rows up to 128 is made of at most four of these, most often two. More than 64 rows in one save nothing measurable
     * and cost a larger packet.
     */
    private static final int[] SIZES = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

    private static final Map<Insert, InsertSql> EFFECTS = new ConcurrentHashMap<>();
    private static final Map<Insert, InsertSql> FIRSTS = new ConcurrentHashMap<>();

    private final String[] texts = new String[SIZES.length];
    private final Kind kind;
    private final String name;
    private final int columns;

    private InsertSql(Kind kind, String table, List<String> into, String row, String suffix) {
        this.kind = kind;
        String head = "INSERT INTO " + table + " (" + String.join(", ", into) + ")";
        name = kind == Kind.FIRST ? head + " FIRST" : head;
        columns = (int) row.chars().filter(c -> c == '?').count();
        for (int i = 0; i < SIZES.length; i++)
            texts[i] = head + " VALUES " + (row + ", ").repeat(SIZES[i] - 1) + row + suffix;
    }

    static InsertSql effect(Insert into) {
        InsertSql known = EFFECTS.get(into);
        return known != null ? known : EFFECTS.computeIfAbsent(into, insert -> of(Kind.EFFECT, insert));
    }

    /** The same text under another name: the rows are not mixed with those that may be wrong in another way. */
    static InsertSql first(Insert into) {
        InsertSql known = FIRSTS.get(into);
        return known != null ? known : FIRSTS.computeIfAbsent(into, insert -> of(Kind.FIRST, insert));
    }

    /** For a constant. */
    static InsertSql of(Kind kind, Insert into) {
        return of(kind, into, "");
    }

    private static InsertSql of(Kind kind, Insert into, String suffix) {
        String row = "(" + "?, ".repeat(into.columns().size() - 1) + "?)";
        return of(kind, into.table(), into.columns(), row, suffix);
    }

    /** For a constant. @param row such as {@code (?, 1 + ?)}: a place is a column of the arguments */
    static InsertSql of(Kind kind, String table, List<String> columns, String row, String suffix) {
        return new InsertSql(kind, table, columns, row, suffix);
    }

    /** Where the row is there, these columns take the new values. */
    static InsertSql orReplace(Kind kind, Insert into, String... columns) {
        StringBuilder suffix = new StringBuilder(" ON DUPLICATE KEY UPDATE ");
        for (String column : columns) {
            if (!column.equals(columns[0])) suffix.append(", ");
            suffix.append(column).append(" = VALUES(").append(column).append(')');
        }
        return of(kind, into, suffix.toString());
    }

    Kind kind() {
        return kind;
    }

    /** What statements are ordered by, and told apart. */
    String name() {
        return name;
    }

    /** Arguments of one row. */
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
