package io.tanda.history;

import io.tanda.contract.RideId;
import io.tanda.contract.history.NotificationPage;
import io.tanda.contract.history.NotificationPage.Notification;
import io.tanda.contract.history.NotificationQuery;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** What somebody was told, newest first, along the index notification_recipient. */
final class Notifications {
    static final String LIST =
            "SELECT id, ride_id, kind, at FROM notification WHERE recipient_id = ? AND id < ? ORDER BY id DESC LIMIT ?";

    private final Store store;

    Notifications(Store store) {
        this.store = store;
    }

    /** @param query with a limit from 1 to 100 */
    Future<NotificationPage> list(NotificationQuery query) {
        long before = query.before() == null ? Long.MAX_VALUE : query.before();
        return store.query(LIST, query.recipient(), before, query.limit() + 1).map(rows -> page(rows, query.limit()));
    }

    private static NotificationPage page(RowSet<Row> rows, int limit) {
        List<Notification> items = new ArrayList<>();
        for (Row row : rows)
            items.add(new Notification(
                    row.getLong("id"),
                    new RideId(Rows.uuid(row, "ride_id")),
                    row.getString("kind"),
                    Rows.instant(row, "at")));
        if (items.size() <= limit) return new NotificationPage(List.copyOf(items), null);
        List<Notification> page = List.copyOf(items.subList(0, limit));
        return new NotificationPage(page, page.getLast().id());
    }
}
