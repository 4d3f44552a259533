package io.tanda.message.outbound;

import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.message.Mailbox;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageFeed;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessageQuery;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.platform.events.follow.JournalHeads;
import io.tanda.platform.flow.Repeat;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The mailbox: a view of what the events tell. A row shows its message at a version and never goes back, so that what is told twice, or read anew
 * from the journal beside a follower at his work, shows the same.
 */
@NullMarked
public final class MailboxRows {
    /** Messages that are read at once. */
    private static final int TOGETHER = 500;

    private static final List<String> COLUMNS = List.of(
            "message_id kind ride_id sender_role sender_id receiver_role receiver_id minor_units currency status code unread written_at version"
                    .split(" "));
    /** A row never goes back. The version is the last that changes: the others are compared with the one before. */
    private static final Insert ROW = Insert.into("mailbox", COLUMNS.toArray(String[]::new))
            .onTaken(COLUMNS.stream()
                    .skip(1)
                    .map(column -> column + " = IF(VALUES(version) > version, VALUES(" + column + "), " + column + ")")
                    .collect(Collectors.joining(", ")));

    private static final String READ =
            "UPDATE mailbox SET read_at = ?, unread = FALSE, version = ? WHERE message_id = ? AND version < ?";
    private static final String DELETED = """
            UPDATE mailbox SET sender_deleted = sender_deleted OR sender_id = ?,
             receiver_deleted = receiver_deleted OR receiver_id = ?, version = ? WHERE message_id = ? AND version < ?""";
    private static final String ANEW = "DELETE FROM mailbox WHERE message_id = ? AND version <= ?";
    private static final String UNKNOWN =
            "DELETE b FROM mailbox b WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.aggregate_id = b.message_id)";

    private static final String SELECT = """
            SELECT b.*, m.text, m.generation, c.conversation_id, c.generation AS now, c.sealed_key FROM mailbox b
            LEFT JOIN message m ON m.message_id = b.message_id
            LEFT JOIN conversation c ON c.conversation_id = m.conversation_id WHERE\s""";
    private static final String CAME = "b.receiver_id = ? AND b.receiver_deleted = FALSE AND b.status = 'SENT'";
    private static final String SENT = "b.sender_id = ? AND b.sender_deleted = FALSE";

    private final Store store;
    private final MessageRows messages;

    public MailboxRows(Store store, MessageRows messages) {
        this.store = store;
        this.messages = messages;
    }

    static void write(Unit.Builder unit, MessageEvent event, int version) {
        switch (event) {
            case MessageEvent.Written e -> {
                Money price = e.price();
                unit.insert(
                        ROW,
                        e.message(),
                        e.kind(),
                        e.ride(),
                        e.from().role(),
                        e.from().id(),
                        e.to().role(),
                        e.to().id(),
                        price == null ? null : price.minorUnits(),
                        price == null ? null : price.currency(),
                        e.status(),
                        e instanceof MessageEvent.MessageRefused refused ? refused.code() : null,
                        e.status() == Status.SENT,
                        e.writtenAt(),
                        version);
            }
            case MessageEvent.MessageRead e -> unit.run(READ, e.at(), version, e.message(), version);
            case MessageEvent.MessageDeleted e ->
                unit.run(DELETED, e.by().id(), e.by().id(), version, e.message(), version);
        }
    }

    /** Ownership is in the query: another's is not found. */
    public Future<Reply<MessageView>> get(Request<MessageQuery.Get> request) {
        UUID owner = request.body().owner();
        return store.query(
                        SELECT + "b.message_id = ? AND ((" + CAME + ") OR (" + SENT + "))",
                        request.body().message(),
                        owner,
                        owner)
                .map(rows -> Rows.first(rows)
                        .map(row -> Reply.done(view(row)))
                        .orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "no such message of yours")));
    }

    public Future<Reply<Mailbox.Unread>> unread(Request<MessageQuery.CountUnread> request) {
        return store.query(
                        "SELECT COUNT(*) AS found FROM mailbox b WHERE " + CAME + " AND b.unread",
                        request.body().owner())
                .map(rows -> Reply.done(new Mailbox.Unread(
                        rows.iterator().next().getLong("found").intValue())));
    }

    /** Along the indexes mailbox_came and mailbox_sent. */
    public Future<Reply<Mailbox.Page>> list(Request<MessageQuery.Mailbox> request) {
        MessageQuery.Mailbox query = request.body();
        int more = query.limit() + 1;
        MessageId before = query.before();
        Future<RowSet<Row>> rows;
        if (query.sent())
            rows = before == null
                    ? store.query(SELECT + SENT + " ORDER BY b.message_id DESC LIMIT ?", query.owner(), more)
                    : store.query(
                            SELECT + SENT + " AND b.message_id < ? ORDER BY b.message_id DESC LIMIT ?",
                            query.owner(),
                            before,
                            more);
        else {
            String order = " ORDER BY b.unread DESC, b.message_id DESC LIMIT ?";
            rows = before == null
                    ? store.query(SELECT + CAME + order, query.owner(), more)
                    : store.query(
                            SELECT + CAME + " AND (b.unread, b.message_id) < (?, ?)" + order,
                            query.owner(),
                            query.unreadBefore(),
                            before,
                            more);
        }
        return rows.map(found -> {
            List<MessageView> items = new ArrayList<>();
            for (Row row : found) items.add(view(row));
            if (items.size() <= query.limit()) return Reply.done(new Mailbox.Page(List.copyOf(items), null));
            List<MessageView> page = List.copyOf(items.subList(0, query.limit()));
            return Reply.done(new Mailbox.Page(page, page.getLast()));
        });
    }

    private MessageView view(Row row) {
        return new MessageView(
                new MessageId(Rows.uuid(row, "message_id")),
                MessageKind.valueOf(row.getString("kind")),
                Rows.idOrNull(row, "ride_id", RideId::new),
                MessageRows.actor(row, "sender"),
                MessageRows.actor(row, "receiver"),
                Status.valueOf(row.getString("status")),
                row.getString("code"),
                MessageRows.price(row),
                Rows.instant(row, "written_at"),
                Rows.instantOrNull(row, "read_at"),
                row.getBuffer("text") == null ? null : messages.opened(row));
    }

    public Future<Reply<MessageFeed>> feed(Request<MessageFeed.Read> request) {
        List<Future<RowSet<Row>>> asked = new ArrayList<>();
        for (MessageFeed.After after : request.body().after())
            asked.add(store.query(
                    "SELECT * FROM message_feed WHERE receiver = ? AND seq > ? ORDER BY seq LIMIT "
                            + MessageFeed.MAX_ENTRIES_PER_RECEIVER,
                    after.receiver(),
                    after.seq()));
        return Future.all(asked).map(all -> {
            List<MessageFeed.Entry> entries = new ArrayList<>();
            for (Future<RowSet<Row>> rows : asked)
                for (Row row : rows.result())
                    entries.add(new MessageFeed.Entry(
                            Rows.uuid(row, "receiver"),
                            row.getLong("seq"),
                            new MessageId(Rows.uuid(row, "message_id")),
                            Rows.instant(row, "at")));
            return Reply.done(new MessageFeed(List.copyOf(entries)));
        });
    }

    public Future<Reply<MessageFeed.End>> end(Request<MessageFeed.FindEnd> request) {
        return store.query(
                        "SELECT COALESCE(MAX(seq), 0) AS seq FROM message_feed WHERE receiver = ?",
                        request.body().receiver())
                .map(rows ->
                        Reply.done(new MessageFeed.End(rows.iterator().next().getLong("seq"))));
    }

    /**
     * The view as the journal tells it, beside a follower at his work: each message's row at its last version, and none that no journal knows.
     *
     * @param store message's
     * @return how many events were read
     */
    public static Future<Long> rebuild(Store store) {
        UUID[] from = {JournalHeads.FIRST};
        long[] events = {0};
        return Repeat.whileMore(() -> JournalHeads.page(store, from[0], JournalHeads.LAST, TOGETHER)
                        .compose(heads -> {
                            if (heads.isEmpty()) return Future.succeededFuture(false);
                            from[0] = heads.getLast().aggregate();
                            return store.journal(heads.stream()
                                            .map(head -> new Journal.After(head.aggregate(), 0))
                                            .toList())
                                    .compose(all -> {
                                        events[0] += all.size();
                                        Map<UUID, List<Recorded>> each =
                                                all.stream().collect(Collectors.groupingBy(Recorded::aggregate));
                                        return Future.all(each.values().stream()
                                                .map(whole -> store.commit(shown(whole)))
                                                .toList());
                                    })
                                    .map(heads.size() == TOGETHER);
                        }))
                .compose(read -> store.commit(Unit.of().run(UNKNOWN).build()))
                .map(gone -> events[0]);
    }

    /** @param whole a message's events in order */
    private static Unit shown(List<Recorded> whole) {
        Recorded last = whole.getLast();
        Unit.Builder unit = Unit.of().run(ANEW, last.aggregate(), last.version());
        for (Recorded event : whole) write(unit, event.event(MessageEvent.TOPIC), event.version());
        return unit.build();
    }
}
