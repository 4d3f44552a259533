package io.tanda.platform.store;

import io.tanda.contract.CommandId;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The table {@code command}, read. */
final class StoredReplies {
    private static final String READ = "SELECT fingerprint, reply FROM command WHERE id = ?";

    private StoredReplies() {}

    static Future<Optional<StoredReply>> read(SqlClient client, CommandId id) {
        return client.preparedQuery(READ)
                .execute(Tuple.of(Values.stored(id.value())))
                .map(rows -> Rows.first(rows)
                        .map(row -> new StoredReply(row.getString("fingerprint"), row.getString("reply"))));
    }
}
