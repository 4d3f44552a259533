package io.tanda.notify.delivery;

import io.tanda.contract.Id;
import io.tanda.contract.notify.Language;
import io.tanda.notify.notice.Notice;
import io.tanda.platform.store.Places;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery}. */
public final class MySqlDeliveries implements Deliveries {
    private static final String DUE =
            "SELECT number FROM delivery WHERE channel = ? AND due_at <= ? ORDER BY due_at LIMIT ?";
    private static final String CLAIMED = "SELECT d.tries, d.unanswered, d.holder, c.address, r.language, "
            + Notice.COLUMNS
            + " FROM delivery d JOIN notice n ON n.number = d.number"
            + " JOIN receiver r ON r.receiver_id = n.receiver_id"
            + " LEFT JOIN contact c ON c.receiver_id = n.receiver_id AND c.channel = d.channel"
            + " WHERE d.holder = ? ORDER BY d.made_at, d.number";
    private static final String OVER = "UPDATE delivery SET outcome = ?, due_at = NULL, holder = NULL"
            + " WHERE number = ? AND channel = ? AND holder = ?";
    private static final String AGAIN = "UPDATE delivery SET due_at = ?, unanswered = ?, holder = NULL"
            + " WHERE number = ? AND channel = ? AND holder = ?";
    private static final String WAITING = "SELECT COUNT(*) AS waiting, MIN(made_at) AS oldest FROM delivery"
            + " WHERE channel = ? AND due_at IS NOT NULL";

    /** Longer than anybody asks what became of a message. */
    static final Purge OLD =
            Purge.of("delivery", "made_at", Purge.Age.REAL_TIME, Duration.ofDays(30), "number", "channel");

    private final Store store;

    public MySqlDeliveries(Store store) {
        this.store = store;
    }

    @Override
    public Future<List<Claimed>> claim(String channel, Instant now, int limit) {
        return store.query(DUE, channel, now, limit).compose(due -> {
            if (due.size() == 0) return Future.succeededFuture(List.of());
            List<Long> numbers = new ArrayList<>();
            for (Row row : due) numbers.add(row.getLong("number"));
            UUID claim = Id.next();
            return store.commit(claiming(channel, now, claim, numbers))
                    .compose(claimed -> store.query(CLAIMED, claim))
                    .map(rows -> {
                        List<Claimed> all = new ArrayList<>();
                        for (Row row : rows) all.add(claimed(claim, row));
                        return all;
                    });
        });
    }

    private static Unit claiming(String channel, Instant now, UUID claim, List<Long> numbers) {
        List<Long> places = Places.filled(numbers);
        List<@Nullable Object> arguments = new ArrayList<>(List.of(claim, now.plus(LEASE), channel, now));
        arguments.addAll(places);
        return Unit.of()
                .run(
                        "UPDATE delivery SET holder = ?, due_at = ?, tries = tries + 1, unanswered = unanswered + 1"
                                + " WHERE channel = ? AND due_at <= ? AND number IN ("
                                + Places.text("?", ", ", places.size()) + ")",
                        arguments.toArray())
                .build();
    }

    private static Claimed claimed(UUID claim, Row row) {
        String tag = row.getString("language");
        return new Claimed(
                claim,
                Notice.read(row),
                row.getString("address"),
                tag == null ? null : Language.of(tag),
                row.getInteger("tries"),
                row.getInteger("unanswered"));
    }

    @Override
    public Future<Void> over(String channel, Claimed delivery, Tries.Outcome outcome) {
        return store.commit(Unit.of()
                .run(OVER, outcome, delivery.notice().number(), channel, delivery.claim())
                .build());
    }

    @Override
    public Future<Void> again(String channel, Claimed delivery, Instant due, int unanswered) {
        return store.commit(Unit.of()
                .run(AGAIN, due, unanswered, delivery.notice().number(), channel, delivery.claim())
                .build());
    }

    @Override
    public Future<Backlog> backlog(String channel) {
        return store.query(WAITING, channel).map(rows -> {
            Row row = rows.iterator().next();
            return new Backlog(row.getLong("waiting"), Rows.instantOrNull(row, "oldest"));
        });
    }
}
