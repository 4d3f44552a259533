package io.tanda.platform.store;

import io.tanda.contract.Actor;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Audit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code audit}. The database refuses whatever is neither of these two. */
final class AuditRows {
    private static final Insert ENTRY =
            Insert.into("audit", "id", "at", "actor_role", "actor_id", "act", "about", "reason", "trace");

    private AuditRows() {}

    static void write(Unit.Builder unit, Audit.Entry entry) {
        unit.insert(
                ENTRY,
                entry.id(),
                entry.at(),
                entry.by().role(),
                entry.by().id(),
                entry.act(),
                entry.about(),
                entry.reason(),
                Unit.Builder.storable(entry.trace()));
    }

    static Future<List<Audit.Entry>> read(Store store, Audit.Read question) {
        StringBuilder sql = new StringBuilder("SELECT * FROM audit WHERE TRUE");
        List<@Nullable Object> arguments = new ArrayList<>();
        narrow(sql, arguments, " AND id < ?", question.before());
        narrow(sql, arguments, " AND actor_id = ?", question.by());
        narrow(sql, arguments, " AND about = ?", question.about());
        arguments.add(question.limit());
        return store.query(sql.append(" ORDER BY id DESC LIMIT ?").toString(), arguments.toArray())
                .map(rows -> {
                    List<Audit.Entry> entries = new ArrayList<>(rows.size());
                    for (Row row : rows) entries.add(entry(row));
                    return entries;
                });
    }

    private static void narrow(
            StringBuilder sql, List<@Nullable Object> arguments, String condition, @Nullable UUID value) {
        if (value == null) return;
        sql.append(condition);
        arguments.add(value);
    }

    private static Audit.Entry entry(Row row) {
        return new Audit.Entry(
                Rows.uuid(row, "id"),
                Rows.instant(row, "at"),
                new Actor(Role.valueOf(row.getString("actor_role")), Rows.uuid(row, "actor_id")),
                row.getString("act"),
                Rows.uuid(row, "about"),
                row.getString("reason"),
                row.getString("trace"));
    }
}
