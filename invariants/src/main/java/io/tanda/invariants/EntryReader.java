package io.tanda.invariants;

import io.tanda.contract.RideId;
import io.tanda.invariants.Snapshot.Booked;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What payment's ledger has booked. */
final class EntryReader {
    /** Some 2 MB. */
    private static final int PAGE = 10_000;

    private final Pool pool;

    EntryReader(Pool pool) {
        this.pool = pool;
    }

    /** Of what was made since then: its ids say when. */
    Future<List<Booked>> since(Since since) {
        List<Booked> all = new ArrayList<>();
        return page(since.firstId(), all).map(all);
    }

    private Future<Void> page(UUID from, List<Booked> all) {
        return pool.preparedQuery("SELECT * FROM tanda_payment.entry WHERE aggregate_id >= ?"
                        + " ORDER BY aggregate_id, purpose, attempt, leg LIMIT " + PAGE)
                .execute(Tuple.of(bytes(from)))
                .compose(rows -> {
                    List<Booked> page = new ArrayList<>(rows.size());
                    for (Row row : rows) page.add(booked(row));
                    if (page.size() < PAGE) {
                        all.addAll(page);
                        return Future.succeededFuture();
                    }
                    // The last one of a full page may go on: the next page begins with it.
                    UUID last = page.getLast().aggregate();
                    page.removeIf(entry -> entry.aggregate().equals(last));
                    all.addAll(page);
                    return page(last, all);
                });
    }

    private static Booked booked(Row row) {
        UUID ride = uuid(row, "ride_id");
        UUID aggregate = uuid(row, "aggregate_id");
        if (aggregate == null) throw new IllegalStateException("an entry is about nothing");
        return new Booked(
                aggregate,
                row.getString("purpose"),
                row.getInteger("attempt"),
                row.getInteger("leg"),
                row.getString("account"),
                ride == null ? null : new RideId(ride),
                row.getLong("minor_units"),
                row.getString("currency"),
                row.getString("reference"));
    }

    private static @Nullable UUID uuid(Row row, String column) {
        Buffer value = row.getBuffer(column);
        if (value == null) return null;
        ByteBuffer bytes = ByteBuffer.wrap(value.getBytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Buffer bytes(UUID id) {
        return Buffer.buffer(16).appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
    }
}
