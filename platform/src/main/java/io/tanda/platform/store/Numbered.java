package io.tanda.platform.store;

import io.tanda.platform.store.Statement.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of entries that are numbered for each owner: 1, 2, 3 without a gap, in the order in which they become visible. Whoever reads
 * past a number misses nothing that is committed later.
 *
 * <p>Units that share a commit share multi-row statements: one moves each owner's last number on, one writes the entries. The first
 * locks the owners' rows in one order, and nothing that others have is locked after it; so two commits that tell the same owners wait
 * for each other, and never in a circle. One constant for each table.
 */
public final class Numbered {
    private final String table;
    private final int columns;
    private final InsertSql moving;
    private final InsertSql entries;

    private Numbered(String table, String last, String owner, String number, List<String> columns) {
        this.table = table;
        this.columns = columns.size();
        // Where there is no last number, or an older one than the entries', the entries count.
        String next = "(?, 1 + (SELECT COALESCE(MAX(" + number + "), 0) FROM " + table + " WHERE " + owner + " = ?))";
        this.moving = InsertSql.of(
                Kind.EFFECT,
                new Insert(
                        last,
                        List.of(owner, number),
                        next,
                        number + " = GREATEST(" + number + " + 1, VALUES(" + number + "))"));
        List<String> all = new ArrayList<>(List.of(owner, number));
        all.addAll(columns);
        String entry = "(?, (SELECT " + number + " FROM " + last + " WHERE " + owner + " = ?) - ?"
                + ", ?".repeat(columns.size()) + ")";
        this.entries = InsertSql.of(Kind.EFFECT, new Insert(table, List.copyOf(all), entry, ""));
    }

    /**
     * @param table its primary key is owner and number
     * @param last the table of each owner's last number, with the same two columns; its primary key is the owner
     * @param owner column of ids, BINARY(16)
     * @param columns the others
     */
    public static Numbered in(String table, String last, String owner, String number, String... columns) {
        return new Numbered(table, last, owner, number, List.of(columns));
    }

    String table() {
        return table;
    }

    /** Without owner and number. */
    int columns() {
        return columns;
    }

    /** A row for each entry: the owner twice. */
    InsertSql moving() {
        return moving;
    }

    /** A row for each entry: the owner twice, how many entries of his follow in this commit, the other columns. */
    InsertSql entries() {
        return entries;
    }
}
