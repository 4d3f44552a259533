package io.tanda.platform.store;

import io.tanda.contract.CommandId;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code command}, read. */
final class StoredReplies {
    private StoredReplies() {}

    static Future<Optional<StoredReply>> read(SqlClient client, CommandId id) {
        return read(client, List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
    }

    /** @param ids at least one */
    static Future<Map<CommandId, StoredReply>> read(SqlClient client, List<CommandId> ids) {
        List<CommandId> places = Places.filled(ids);
        String in = Places.text("?", ", ", places.size());
        return client.preparedQuery("SELECT id, fingerprint, reply FROM command WHERE id IN (" + in + ")")
                .execute(Values.tuple(places.toArray()))
                .map(rows -> {
                    Map<CommandId, StoredReply> found = new HashMap<>();
                    for (Row row : rows)
                        found.put(
                                new CommandId(Rows.uuid(row, "id")),
                                new StoredReply(row.getString("fingerprint"), row.getString("reply")));
                    return found;
                });
    }
}
