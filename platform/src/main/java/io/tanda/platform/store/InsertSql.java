package io.tanda.platform.store;

import io.tanda.platform.store.Statement.Kind;
import java.util.Arrays;
import java.util.Collections;
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
    private final int key;

    private InsertSql(Kind kind, Insert insert) {
        this.kind = kind;
        String head = "INSERT INTO " + insert.table() + " (" + String.join(", ", insert.columns()) + ")";
        String values = insert.isSelected() ? " " : " VALUES ";
        String and = insert.isSelected() ? " UNION ALL " : ", ";
        String tail = insert.onTaken().isEmpty() ? "" : " ON DUPLICATE KEY UPDATE " + insert.onTaken();
        for (int i = 0; i < SIZES.length; i++)
            texts[i] = head + values + String.join(and, Collections.nCopies(SIZES[i], insert.row())) + tail;
        name = kind == Kind.FIRST ? texts[0] + " FIRST" : texts[0];
        columns = (int) insert.row().chars().filter(c -> c == '?').count();
        key = insert.isSelected() ? columns - 1 : 0;
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
    static InsertSql of(Kind kind, Insert insert) {
        return new InsertSql(kind, insert);
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

    /** Which argument the rows are sorted by. */
    int key() {
        return key;
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
