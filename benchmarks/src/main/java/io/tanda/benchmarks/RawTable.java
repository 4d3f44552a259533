package io.tanda.benchmarks;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows as one accepted booking left them, to be written again under other ids.
 *
 * @param idColumn where in {@code columns} the id stands
 * @param rows of one booking, each with as many values as there are columns
 */
record RawTable(String name, List<String> columns, int idColumn, List<List<@Nullable Object>> rows) {
    /** @throws IllegalStateException when nothing was written there: the copy would be less work than the original */
    static RawTable of(String name, String idName, RowSet<Row> found) {
        List<String> columns = found.columnsNames();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row row : found) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) values.add(row.getValue(column));
            rows.add(values);
        }
        if (rows.isEmpty()) throw new IllegalStateException("an accepted booking has left no row in " + name);
        return new RawTable(name, columns, columns.indexOf(idName), rows);
    }

    /** One INSERT for so many bookings. */
    String insert(int bookings) {
        String row = "(?" + ", ?".repeat(columns.size() - 1) + ")";
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES " + row
                + (", " + row).repeat(bookings * rows.size() - 1);
    }

    /** Its arguments. @param ids of the bookings */
    Tuple arguments(List<UUID> ids) {
        List<@Nullable Object> values = new ArrayList<>(ids.size() * rows.size() * columns.size());
        for (UUID id : ids)
            for (List<@Nullable Object> row : rows)
                for (int column = 0; column < row.size(); column++)
                    values.add(column == idColumn ? bytes(id) : row.get(column));
        return Tuple.wrap(values);
    }

    static Buffer bytes(UUID id) {
        return Buffer.buffer(Long.BYTES * 2)
                .appendLong(id.getMostSignificantBits())
                .appendLong(id.getLeastSignificantBits());
    }
}
