package io.tanda.notify.notice;

import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.NotificationFeed;
import io.tanda.contract.notify.NotificationPage;
import io.tanda.contract.notify.NotificationPage.Notification;
import io.tanda.contract.notify.NotificationQuery;
import io.tanda.notify.words.Words;
import io.tanda.platform.store.Places;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody was told, in the language that he reads now. */
final class Inbox {
    private static final String SELECT = "SELECT " + Notice.COLUMNS
            + ", r.language FROM notice n JOIN receiver r ON r.receiver_id = n.receiver_id WHERE ";

    /** Along the index notice_newest. */
    private static final String NEWEST = SELECT + "n.receiver_id = ? ORDER BY n.at DESC, n.number DESC LIMIT ?";

    /** The one before is a receiver's own: another's names nothing. */
    private static final String BEFORE = SELECT
            + "n.receiver_id = ? AND (n.at, n.number) < (SELECT b.at, b.number FROM notice b WHERE b.number = ?"
            + " AND b.receiver_id = n.receiver_id) ORDER BY n.at DESC, n.number DESC LIMIT ?";

    /** Along the index notice_next. */
    private static final String NEXT = "(" + SELECT + "n.receiver_id = ? AND n.number > ? ORDER BY n.number LIMIT "
            + NotificationFeed.MAX_ENTRIES_PER_RECIPIENT + ")";

    private static final String END = "SELECT COALESCE(MAX(number), 0) AS number FROM notice WHERE receiver_id = ?";

    /** Receivers in one SELECT. */
    private static final int TOGETHER = 64;

    private final Store store;
    private final Words words;
    private final Language usual;

    Inbox(Store store, Words words, Language usual) {
        this.store = store;
        this.words = words;
        this.usual = usual;
    }

    /** Newest first. @param query with a limit from 1 to 100 */
    Future<NotificationPage> list(NotificationQuery query) {
        Long before = query.before();
        int more = query.limit() + 1;
        return (before == null
                        ? store.query(NEWEST, query.recipient(), more)
                        : store.query(BEFORE, query.recipient(), before, more))
                .map(rows -> {
                    List<Notification> items = new ArrayList<>();
                    for (Row row : rows) items.add(notification(row));
                    if (items.size() <= query.limit()) return new NotificationPage(List.copyOf(items), null);
                    List<Notification> page = List.copyOf(items.subList(0, query.limit()));
                    return new NotificationPage(page, page.getLast().id());
                });
    }

    /** @param after not empty */
    Future<NotificationFeed> feed(Map<UUID, Long> after) {
        return feed(List.copyOf(after.entrySet()), 0, new ArrayList<>());
    }

    private Future<NotificationFeed> feed(
            List<Map.Entry<UUID, Long>> after, int from, List<NotificationFeed.Entry> found) {
        if (from >= after.size()) return Future.succeededFuture(new NotificationFeed(List.copyOf(found)));
        List<Map.Entry<UUID, Long>> some = after.subList(from, Math.min(after.size(), from + TOGETHER));
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Map.Entry<UUID, Long> one : some) {
            arguments.add(one.getKey());
            arguments.add(one.getValue());
        }
        return store.query(Places.text(NEXT, " UNION ALL ", some.size()), arguments.toArray())
                .compose(rows -> {
                    for (Row row : rows)
                        found.add(new NotificationFeed.Entry(Rows.uuid(row, "receiver_id"), notification(row)));
                    return feed(after, from + TOGETHER, found);
                });
    }

    Future<NotificationFeed.End> end(UUID receiver) {
        return store.query(END, receiver)
                .map(rows -> new NotificationFeed.End(rows.iterator().next().getLong("number")));
    }

    private Notification notification(Row row) {
        Notice notice = Notice.read(row);
        String tag = row.getString("language");
        Language language = tag == null ? usual : Language.of(tag);
        return new Notification(
                notice.number(), notice.ride(), notice.kind(), notice.at(), words.text(language, notice));
    }
}
