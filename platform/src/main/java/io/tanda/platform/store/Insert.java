package io.tanda.platform.store;

import java.util.List;

/**
 * A table to insert into. Units that share a commit share multi-row statements, so there is one constant per table and column list.
 *
 * @param columns the first is what rows are sorted by before they are written: the primary key's first column
 */
public record Insert(String table, List<String> columns) {
    public static Insert into(String table, String... columns) {
        return new Insert(table, List.of(columns));
    }
}
