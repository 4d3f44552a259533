package io.tanda.platform.store;

import io.tanda.platform.store.Statement.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on many rows of a table that are named by their keys, for some numbers of rows as {@link InsertSql} has them. */
final class RowsSql {
    private RowsSql() {}

    /** Each matches where its fence stands: as many rows as fences, or one of them was overtaken. @param fences of one consumer */
    static Statement moved(List<Unit.Fence> fences) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Unit.Fence fence : fences) {
            arguments.add(fence.aggregate());
            arguments.add(fence.version());
        }
        arguments.add(fences.getFirst().consumer());
        for (Unit.Fence fence : fences) {
            arguments.add(fence.aggregate());
            arguments.add(fence.from());
        }
        String sql = "UPDATE fence SET version = CASE aggregate_id"
                + " WHEN ? THEN ?".repeat(fences.size())
                + " END WHERE consumer = ? AND ("
                + Places.text("aggregate_id = ? AND version = ?", " OR ", fences.size())
                + ")";
        return new Statement(Kind.FENCE, sql, Values.tuple(arguments.toArray()), null, fences.size());
    }

    static Statement without(List<Unit.Deadline> deadlines) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Unit.Deadline deadline : deadlines) {
            arguments.add(deadline.aggregate());
            arguments.add(deadline.kind());
        }
        String sql =
                "DELETE FROM deadline WHERE " + Places.text("aggregate_id = ? AND kind = ?", " OR ", deadlines.size());
        return new Statement(Kind.DEADLINE, sql, Values.tuple(arguments.toArray()), null, Statement.ANY);
    }
}
