package io.tanda.platform.events.follow;

import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How far the aggregates of a journal have come, page by page. Ids are UUIDv7, so their order is the order in which aggregates began, and
 * a range of ids is a span of real time.
 */
public final class JournalHeads {
    /** Before all that ever began. */
    public static final UUID FIRST = new UUID(0, 0);
    /** After all that will ever begin. */
    public static final UUID LAST = new UUID(-1, -1);

    /** @param version of its last event */
    public record Head(UUID aggregate, int version) {}

    private JournalHeads() {}

    /** The first of the ids that may have been made then. */
    public static UUID since(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    /**
     * Of aggregates past one id and up to another, in their order.
     *
     * @param journal the owner's store
     * @param limit at most so many
     */
    public static Future<List<Head>> page(Store journal, UUID after, UUID upTo, int limit) {
        return journal.query(
                        "SELECT aggregate_id, MAX(version) AS version FROM event WHERE aggregate_id > ? AND aggregate_id <= ?"
                                + " GROUP BY aggregate_id ORDER BY aggregate_id LIMIT ?",
                        after,
                        upTo,
                        limit)
                .map(rows -> {
                    List<Head> heads = new ArrayList<>();
                    for (Row row : rows) heads.add(new Head(Rows.uuid(row, "aggregate_id"), row.getInteger("version")));
                    return heads;
                });
    }
}
