package io.tanda.platform.store;

import io.tanda.contract.CommandId;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.StoredReply;
import io.tanda.platform.store.Statement.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which units of a batch somebody else was faster with: their command was done before, or their fence is not where they left it. Rows of
 * many units share the statement that failed, so it does not say whose are wrong; one look at the table does, for all of them.
 */
final class Overtaken {
    private final SqlConnection connection;
    private final List<Waiting> batch;
    private final Map<Waiting, CommitFailed> found = new LinkedHashMap<>();

    private Overtaken(SqlConnection connection, List<Waiting> batch) {
        this.connection = connection;
        this.batch = batch;
    }

    /** @param failed the kinds of statements that failed; of others nothing is looked up */
    static Future<Map<Waiting, CommitFailed>> among(SqlConnection connection, List<Waiting> batch, Set<Kind> failed) {
        Overtaken looked = new Overtaken(connection, batch);
        return (failed.contains(Kind.COMMAND) ? looked.commands() : Future.<Void>succeededFuture())
                .compose(known -> failed.contains(Kind.FENCE) ? looked.fences() : Future.succeededFuture())
                .map(known -> looked.found);
    }

    private Future<Void> commands() {
        List<CommandId> ids = batch.stream()
                .map(of -> of.unit().id())
                .filter(Objects::nonNull)
                .toList();
        return StoredReplies.read(connection, ids).map(replies -> {
            for (Waiting of : batch) {
                CommandId id = of.unit().id();
                StoredReply reply = id == null ? null : replies.get(id);
                if (reply != null) found.put(of, new CommitFailed.AlreadyDone(reply));
            }
            return null;
        });
    }

    private Future<Void> fences() {
        Map<String, List<Waiting>> byConsumer = new TreeMap<>();
        for (Waiting of : batch) {
            Unit.Fence fence = of.unit().fence();
            if (fence != null)
                byConsumer
                        .computeIfAbsent(fence.consumer(), first -> new ArrayList<>())
                        .add(of);
        }
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<String, List<Waiting>> entry : byConsumer.entrySet())
            all = all.compose(known -> fences(entry.getKey(), entry.getValue()));
        return all;
    }

    private Future<Void> fences(String consumer, List<Waiting> units) {
        List<Waiting> places = Places.filled(units);
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(consumer);
        for (Waiting of : places) arguments.add(fence(of).aggregate());
        String in = Places.text("?", ", ", places.size());
        return connection
                .preparedQuery(
                        "SELECT aggregate_id, version FROM fence WHERE consumer = ? AND aggregate_id IN (" + in + ")")
                .execute(Values.tuple(arguments.toArray()))
                .map(rows -> {
                    Map<UUID, Integer> stands = new HashMap<>();
                    for (Row row : rows) stands.put(Rows.uuid(row, "aggregate_id"), row.getInteger("version"));
                    for (Waiting of : units) {
                        int version = stands.getOrDefault(fence(of).aggregate(), 0);
                        if (version != fence(of).from())
                            found.putIfAbsent(of, CommitFailed.Stale.fence("the fence stands at " + version));
                    }
                    return null;
                });
    }

    private static Unit.Fence fence(Waiting of) {
        return Objects.requireNonNull(of.unit().fence());
    }
}
