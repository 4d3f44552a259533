package io.tanda.message.outbound;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.message.application.Change;
import io.tanda.message.application.Messages;
import io.tanda.message.domain.Message;
import io.tanda.message.domain.MessageDecider.Parties;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Numbered;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The only place that knows the tables but for the view's. */
@NullMarked
public final class MessageRows implements Messages {
    /** The deadlines' kind. */
    public static final String DEADLINE = "message";
    /** Whoever is second began the same command, or the same conversation. */
    public static final Set<String> RACED = Set.of("PRIMARY", "message_command");
    /** Of a fence {@code t}: the ride is over, and no message is there. */
    public static final String OVER =
            "NOT EXISTS (SELECT 1 FROM ride r WHERE r.ride_id = t.aggregate_id AND r.ended_at IS NULL)"
                    + " AND NOT EXISTS (SELECT 1 FROM message m WHERE m.message_id = t.aggregate_id)";

    private static final Duration KEPT = Duration.ofDays(90);

    public static final List<Purge> OLD = List.of(
            Purge.of("message", "message_id", Purge.Age.ID, KEPT, "message_id"),
            Purge.of("mailbox", "message_id", Purge.Age.ID, KEPT, "message_id"),
            Purge.of("ride", "ride_id", Purge.Age.ID, KEPT, "ride_id"),
            Purge.of("message_feed", "at", Purge.Age.DOMAIN_TIME, Duration.ofDays(30), "receiver", "seq"),
            Purge.of("conversation", "made_at", Purge.Age.DOMAIN_TIME, KEPT, "conversation_id")
                    .where("NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = t.conversation_id)"));

    private static final Numbered FEED =
            Numbered.in("message_feed", "message_feed_last", "receiver", "seq", "message_id", "at");
    private static final Insert MESSAGE = Insert.into(
            "message",
            "message_id",
            "command_id",
            "version",
            "kind",
            "ride_id",
            "conversation_id",
            "sender_role",
            "sender_id",
            "receiver_role",
            "receiver_id",
            "minor_units",
            "currency",
            "status",
            "owes_back",
            "written_at",
            "generation",
            "text");
    private static final Insert CONVERSATION =
            Insert.into("conversation", "conversation_id", "one_id", "other_id", "generation", "sealed_key", "made_at");
    private static final String KEY_AGAIN = """
            UPDATE conversation SET generation = ?, sealed_key = ?
            WHERE conversation_id = ? AND generation = ? AND sealed_key IS NULL""";
    private static final String UPDATE = """
            UPDATE message SET version = ?, status = ?, code = ?, owes_back = ?, read_at = ?
            WHERE message_id = ? AND version = ? AND owes_back = ?""";
    private static final String FORGET = "DELETE FROM message WHERE message_id = ? AND version = 0";
    private static final Insert RIDER = Insert.orReplace("ride", "ride_id", "rider_id");
    private static final Insert DRIVER = Insert.orReplace("ride", "ride_id", "driver_id");
    private static final Insert ENDED = Insert.orReplace("ride", "ride_id", "ended_at");
    private static final Insert BLOCK =
            Insert.into("block", "owner_id", "sender_id").onTaken("sender_id = VALUES(sender_id)");
    private static final String DESTROY = "UPDATE conversation SET sealed_key = NULL WHERE ";
    private static final String TEXT = """
            SELECT m.message_id, m.text, m.generation, c.conversation_id, c.generation AS now, c.sealed_key
            FROM message m JOIN conversation c ON c.conversation_id = m.conversation_id WHERE m.message_id = ?""";

    private final Store store;
    private final Vault vault;

    public MessageRows(Store store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /** Rows, events, deadline, and the line of a stream, for one transaction. */
    public static void write(Unit.Builder unit, Change change) {
        switch (change) {
            case Change.OfMessage of -> write(unit, of);
            case Change.Deleted deleted -> {
                write(unit, deleted.of());
                unit.run(
                        "UPDATE message SET " + (deleted.bySender() ? "sender" : "receiver")
                                + "_deleted = TRUE WHERE message_id = ?",
                        Objects.requireNonNull(deleted.of().after()).id());
            }
            case Change.RideOf of -> unit.insert(RIDER, of.ride(), of.rider());
            case Change.RideTaken taken -> unit.insert(DRIVER, taken.ride(), taken.driver());
            case Change.RideOver over -> unit.insert(ENDED, over.ride(), over.at());
            case Change.Blocked blocked -> {
                UUID owner = blocked.by().owner();
                UUID sender = blocked.by().sender();
                if (blocked.by().blocked()) unit.insert(BLOCK, owner, sender);
                else unit.run("DELETE FROM block WHERE owner_id = ? AND sender_id = ?", owner, sender);
            }
            case Change.Erased erased -> {
                unit.run(DESTROY + "one_id = ?", erased.person());
                unit.run(DESTROY + "other_id = ?", erased.person());
            }
            case Change.Shown shown -> MailboxRows.write(unit, shown.event(), shown.version());
        }
    }

    private static void write(Unit.Builder unit, Change.OfMessage change) {
        Message before = change.before();
        Message after = change.after();
        if (before == null && after != null) insert(unit, after, Objects.requireNonNull(change.text()));
        else if (before != null && after == null) unit.change(FORGET, before.id());
        else if (before != null && after != null && (before.version() != after.version() || !before.equals(after)))
            unit.change(
                    UPDATE,
                    after.version(),
                    after.status(),
                    after.code(),
                    after.owesBack(),
                    after.readAt(),
                    after.id(),
                    before.version(),
                    before.owesBack());
        if (!change.events().isEmpty())
            unit.events(
                    MessageEvent.TOPIC,
                    before == null ? 0 : before.version(),
                    change.events(),
                    change.actor(),
                    change.trace());
        for (MessageEvent event : change.events())
            if (event instanceof MessageEvent.MessageSent sent)
                unit.append(FEED, sent.to().id(), sent.message(), sent.at());
        UUID id = Objects.requireNonNull(before == null ? after : before).id().value();
        if (change.due() != null) unit.deadline(id, DEADLINE, change.due());
        else if (before == null || before.status() != Status.SENT) unit.noDeadline(id, DEADLINE);
    }

    private static void insert(Unit.Builder unit, Message message, Change.Sealed text) {
        if (text.fresh() != null) {
            if (text.replaces() == 0)
                unit.insertOnce(
                        CONVERSATION,
                        message.conversation(),
                        message.from().id(),
                        message.to().id(),
                        text.generation(),
                        text.fresh(),
                        message.at());
            else unit.change(KEY_AGAIN, text.generation(), text.fresh(), message.conversation(), text.replaces());
        }
        Money price = message.price();
        unit.insertOnce(
                MESSAGE,
                message.id(),
                message.command(),
                message.version(),
                message.kind(),
                message.ride(),
                message.conversation(),
                message.from().role(),
                message.from().id(),
                message.to().role(),
                message.to().id(),
                price == null ? null : price.minorUnits(),
                price == null ? null : price.currency(),
                message.status(),
                message.owesBack(),
                message.at(),
                text.generation(),
                text.text());
    }

    @Override
    public Future<Optional<Message>> find(MessageId id) {
        return one("message_id", id.value());
    }

    @Override
    public Future<Optional<Message>> ofCommand(CommandId command) {
        return one("command_id", command.value());
    }

    private Future<Optional<Message>> one(String column, UUID id) {
        return store.query("SELECT * FROM message WHERE " + column + " = ?", id)
                .map(rows -> Rows.first(rows).map(MessageRows::message));
    }

    private static Message message(Row row) {
        return new Message(
                new MessageId(Rows.uuid(row, "message_id")),
                new CommandId(Rows.uuid(row, "command_id")),
                MessageKind.valueOf(row.getString("kind")),
                Rows.idOrNull(row, "ride_id", RideId::new),
                actor(row, "sender"),
                actor(row, "receiver"),
                price(row),
                row.getInteger("version"),
                Status.valueOf(row.getString("status")),
                row.getString("code"),
                row.getBoolean("owes_back"),
                Rows.instant(row, "written_at"),
                Rows.instantOrNull(row, "read_at"));
    }

    static Actor actor(Row row, String who) {
        return new Actor(Role.valueOf(row.getString(who + "_role")), Rows.uuid(row, who + "_id"));
    }

    static @Nullable Money price(Row row) {
        Long minorUnits = row.getLong("minor_units");
        return minorUnits == null ? null : new Money(minorUnits, row.getString("currency"));
    }

    @Override
    public Future<Optional<Parties>> parties(RideId ride) {
        return store.query("SELECT * FROM ride WHERE ride_id = ?", ride)
                .map(rows -> Rows.first(rows)
                        .map(row -> new Parties(
                                ride,
                                Rows.idOrNull(row, "rider_id", RiderId::new),
                                Rows.idOrNull(row, "driver_id", DriverId::new),
                                Rows.instantOrNull(row, "ended_at"))));
    }

    @Override
    public Future<Boolean> blocks(UUID owner, UUID sender) {
        return store.query("SELECT 1 FROM block WHERE owner_id = ? AND sender_id = ?", owner, sender)
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Future<Integer> since(UUID sender, Instant at) {
        return count("FROM message WHERE sender_id = ? AND written_at > ?", sender, at);
    }

    @Override
    public Future<Boolean> isDeleted(MessageId id, boolean bySender) {
        return count("FROM message WHERE message_id = ? AND " + (bySender ? "sender" : "receiver") + "_deleted", id)
                .map(found -> found > 0);
    }

    /** One that is about himself counts once. */
    @Override
    public Future<Integer> conversationsOf(UUID person) {
        return count("FROM conversation WHERE (one_id = ? OR other_id = ?) AND sealed_key IS NOT NULL", person, person);
    }

    private Future<Integer> count(String from, @Nullable Object... arguments) {
        return store.query("SELECT COUNT(*) AS found " + from, arguments)
                .map(rows -> rows.iterator().next().getLong("found").intValue());
    }

    @Override
    public Future<Change.Sealed> seal(Message message, String text) {
        UUID conversation = message.conversation();
        return store.query("SELECT generation, sealed_key FROM conversation WHERE conversation_id = ?", conversation)
                .map(rows -> {
                    Optional<Row> there = Rows.first(rows);
                    int generation =
                            there.map(row -> row.getInteger("generation")).orElse(0);
                    Buffer sealed =
                            there.map(row -> row.getBuffer("sealed_key")).orElse(null);
                    if (sealed != null) {
                        byte[] key = vault.openKey(conversation, sealed);
                        return new Change.Sealed(vault.sealText(message.id(), key, text), generation, null, generation);
                    }
                    byte[] key = vault.newKey();
                    return new Change.Sealed(
                            vault.sealText(message.id(), key, text),
                            generation + 1,
                            vault.sealKey(conversation, key),
                            generation);
                });
    }

    @Override
    public Future<Optional<String>> text(MessageId id) {
        return store.query(TEXT, id).map(rows -> Rows.first(rows).map(this::opened));
    }

    /** Of a row with {@code message_id, text, generation, conversation_id, now, sealed_key}. Null: its key was destroyed. */
    @Nullable
    String opened(Row row) {
        Buffer sealed = row.getBuffer("sealed_key");
        if (sealed == null || !row.getInteger("generation").equals(row.getInteger("now"))) return null;
        byte[] key = vault.openKey(Rows.uuid(row, "conversation_id"), sealed);
        return vault.openText(new MessageId(Rows.uuid(row, "message_id")), key, row.getBuffer("text"));
    }
}
