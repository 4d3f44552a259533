package io.tanda.web.message;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.delete;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;
import static io.tanda.web.http.Operation.put;

import io.tanda.contract.MessageId;
import io.tanda.contract.RideId;
import io.tanda.contract.message.BlockSender;
import io.tanda.contract.message.Mailbox;
import io.tanda.contract.message.MessageAddresses;
import io.tanda.contract.message.MessageCommand;
import io.tanda.contract.message.MessageEvent.MessageRefused;
import io.tanda.contract.message.MessageFeed;
import io.tanda.contract.message.MessageQuery;
import io.tanda.contract.message.MessageView;
import io.tanda.platform.Kit;
import io.tanda.web.api.Asking;
import io.tanda.web.api.LastEventId;
import io.tanda.web.api.Pages;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.Query;
import io.tanda.web.stream.StreamLimits;
import io.tanda.web.stream.Streams;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people write to each other. The sender, and whose mailbox it is, is always the caller. */
public final class MessagesApi {
    private static final Map<String, Boolean> BOXES = Map.of("came", false, "sent", true);
    /** What a cursor begins with: the page goes on among the unread, or after them. */
    private static final String UNREAD = "u";

    private static final String READ = "r";

    private final Asking asking;
    private final Streams streams;

    private MessagesApi(Asking asking, Streams streams) {
        this.asking = asking;
        this.streams = streams;
    }

    public static Part part(Kit kit, Asking asking, StreamLimits limits) {
        Streams streams = new Streams(new MessageSource(kit.bus(), kit.clock()), limits, kit.meters());
        return new Part("message", new MessagesApi(asking, streams).operations(), List.of(streams));
    }

    private List<Operation> operations() {
        return List.of(
                post("sendMessage", "/v1/messages")
                        .by(RIDER, DRIVER, DISPATCHER, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::send),
                get("listMessages", "/v1/messages")
                        .by(RIDER, DRIVER)
                        .query("box", "cursor", "limit")
                        .answeredBy(this::list),
                get("priceOfMessage", "/v1/rides/{id}/messages/price")
                        .by(RIDER, DRIVER)
                        .answeredBy(this::price),
                get("getMessage", "/v1/messages/{id}").by(RIDER, DRIVER).answeredBy(this::message),
                post("markMessageRead", "/v1/messages/{id}/read")
                        .by(RIDER, DRIVER)
                        .answeredBy(call -> command(call, MessageCommand.MarkRead::new)),
                delete("deleteMessage", "/v1/messages/{id}")
                        .by(RIDER, DRIVER)
                        .answeredBy(call -> command(call, MessageCommand.Delete::new)),
                get("countUnreadMessages", "/v1/me/messages/unread")
                        .by(RIDER, DRIVER)
                        .answeredBy(this::unread),
                get("followMessages", "/v1/me/messages/events")
                        .by(RIDER, DRIVER)
                        .streaming()
                        .answeredBy(this::follow),
                put("blockSender", "/v1/me/blocked-senders/{id}")
                        .by(RIDER, DRIVER)
                        .answeredBy(call -> block(call, true)),
                delete("unblockSender", "/v1/me/blocked-senders/{id}")
                        .by(RIDER, DRIVER)
                        .answeredBy(call -> block(call, false)),
                post("eraseConversations", "/v1/people/{id}/erase-conversations")
                        .by(ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::erase));
    }

    private Future<Answer> send(HttpCall call) {
        return Asking.with(
                MessageBodies.message(
                        call.body(), MessageId.next(), call.caller().actor()),
                command -> asking.ask(MessageAddresses.SEND, call, command, MessagesApi::sent));
    }

    private static Answer sent(MessageView message) {
        return switch (message.status()) {
            case SENT -> Answer.json(201, message);
            case PENDING_PAYMENT -> Answer.json(202, message);
            case REFUSED ->
                Answer.refused(
                        MessageRefused.BLOCKED.equals(message.code())
                                ? Problem.of(
                                        ProblemCode.SENDER_BLOCKED,
                                        "The receiver does not want to hear from you. You get back what was taken.")
                                : Problem.of(
                                        ProblemCode.PAYMENT_DECLINED,
                                        "The message was not sent: the gateway says " + message.code() + "."));
        };
    }

    private Future<Answer> price(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        MessageAddresses.PRICE,
                        call,
                        new MessageQuery.Price(call.caller().actor(), new RideId(id)),
                        price -> Answer.json(200, price)));
    }

    private Future<Answer> list(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    Boolean sent = query.read("box", BOXES::get, "must be came or sent");
                    Place place = query.read("cursor", MessagesApi::place, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, Pages.MAX_LIMIT);
                    return () -> new MessageQuery.Mailbox(
                            owner(call),
                            sent != null && sent,
                            place != null && place.unread(),
                            place == null ? null : place.before(),
                            limit);
                }),
                search -> asking.ask(
                        MessageAddresses.MAILBOX,
                        call,
                        search,
                        page -> Pages.answer(call, page.items(), cursor(page, search.sent()))));
    }

    private record Place(boolean unread, MessageId before) {}

    private static @Nullable String cursor(Mailbox.Page page, boolean sent) {
        MessageView last = page.next();
        if (last == null) return null;
        return (!sent && last.readAt() == null ? UNREAD : READ) + Cursor.of(last.id());
    }

    private static @Nullable Place place(String cursor) {
        boolean unread = cursor.startsWith(UNREAD);
        if (!unread && !cursor.startsWith(READ)) return null;
        UUID before = Cursor.uuid(cursor.substring(1));
        return before == null ? null : new Place(unread, new MessageId(before));
    }

    private Future<Answer> message(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        MessageAddresses.GET,
                        call,
                        new MessageQuery.Get(new MessageId(id), owner(call)),
                        message -> Answer.json(200, message)));
    }

    private interface Commanding {
        MessageCommand of(MessageId message, UUID owner);
    }

    private Future<Answer> command(HttpCall call, Commanding commanding) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        MessageAddresses.COMMANDS,
                        call,
                        commanding.of(new MessageId(id), owner(call)),
                        message -> Answer.json(200, message)));
    }

    private Future<Answer> unread(HttpCall call) {
        return asking.ask(
                MessageAddresses.UNREAD,
                call,
                new MessageQuery.CountUnread(owner(call)),
                count -> Answer.json(200, count));
    }

    private Future<Answer> follow(HttpCall call) {
        return LastEventId.read(
                call.headers(),
                after -> asking.ask(MessageAddresses.FEED_END, call, new MessageFeed.FindEnd(owner(call)), end -> {
                    if (after != null && after > end.seq()) return LastEventId.ahead();
                    return new Answer.Live(streams, owner(call), after == null ? end.seq() : after);
                }));
    }

    private Future<Answer> block(HttpCall call, boolean blocked) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        MessageAddresses.BLOCK,
                        call,
                        new BlockSender(owner(call), id, blocked),
                        done -> Answer.json(200, done)));
    }

    private Future<Answer> erase(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        MessageBodies.erasure(call.body(), id),
                        command ->
                                asking.ask(MessageAddresses.ERASE, call, command, erased -> Answer.json(200, erased))));
    }

    private static UUID owner(HttpCall call) {
        return call.caller().id();
    }
}
