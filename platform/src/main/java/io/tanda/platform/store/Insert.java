package io.tanda.platform.store;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table to insert into. Units that share a commit share multi-row statements, so there is one constant per table and column list.
 *
 * @param columns of a plain row the first is what rows are sorted by before they are written: the primary key's first column
 * @param row what a row is made of, a place for each value: {@code (?, ?)}, or a SELECT whose last value is what rows are sorted by
 * @param onTaken what changes where the row is there, such as {@code version = VALUES(version)}; empty: it must not be there
 */
public record Insert(String table, List<String> columns, String row, String onTaken) {
    private static final String SELECT = "SELECT ";

    public static Insert into(String table, String... columns) {
        List<String> all = List.of(columns);
        return new Insert(table, all, "(" + String.join(", ", Collections.nCopies(all.size(), "?")) + ")", "");
    }

    /** Where a row of this key, the first column, is there, the others take the new values. */
    public static Insert orReplace(String table, String... columns) {
        Insert plain = into(table, columns);
        return plain.onTaken(plain.columns().stream()
                .skip(1)
                .map(column -> column + " = VALUES(" + column + ")")
                .collect(Collectors.joining(", ")));
    }

    /** What is selected, often no row at all. @param select begins with {@code SELECT}; its last value is an id */
    public static Insert selected(String table, List<String> columns, String select) {
        if (!select.startsWith(SELECT)) throw new IllegalArgumentException(select);
        return new Insert(table, List.copyOf(columns), select, "");
    }

    public Insert onTaken(String assignments) {
        return new Insert(table, columns, row, assignments);
    }

    boolean isSelected() {
        return row.startsWith(SELECT);
    }
}
