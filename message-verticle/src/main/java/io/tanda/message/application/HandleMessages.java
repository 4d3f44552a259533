package io.tanda.message.application;

import io.tanda.contract.MessageId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.message.BlockSender;
import io.tanda.contract.message.EraseConversations;
import io.tanda.contract.message.MessageCommand;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.message.domain.Message;
import io.tanda.message.domain.MessageDecider;
import io.tanda.message.domain.MessageDecider.Decision;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** What people do with messages that are there. Whose it is not finds none. */
@NullMarked
public final class HandleMessages {
    private final Messages messages;
    private final Once<Change> once;

    public HandleMessages(Messages messages, Commits<Change> commits) {
        this.messages = messages;
        this.once = new Once<>(commits);
    }

    public Future<Reply<MessageView>> handle(Request<MessageCommand> request) {
        MessageId id = request.body().message();
        UUID owner = request.body().owner();
        return once.answer(
                request,
                MessageView.class,
                () -> messages.find(id)
                        .compose(found -> found.filter(message -> isSeenBy(message, owner))
                                .map(message -> decide(request, message))
                                .orElseGet(() -> Future.succeededFuture(
                                        Outcome.refused(Refusal.NOT_FOUND, "no such message of yours")))));
    }

    /** A message that is not sent is its sender's alone. */
    static boolean isSeenBy(Message message, UUID owner) {
        return message.from().id().equals(owner)
                || (message.to().id().equals(owner) && message.status() == Status.SENT);
    }

    private Future<Outcome<Change, MessageView>> decide(Request<MessageCommand> request, Message message) {
        boolean bySender = message.from().id().equals(request.body().owner());
        var at = request.at().truncatedTo(ChronoUnit.MICROS);
        return switch (request.body()) {
            case MessageCommand.MarkRead read ->
                Future.succeededFuture(
                        bySender
                                ? Outcome.refused(Refusal.NOT_FOUND, "no message that came to you")
                                : outcome(request, message, MessageDecider.read(message, at), false, false));
            case MessageCommand.Delete delete ->
                messages.isDeleted(message.id(), bySender)
                        .map(gone -> outcome(
                                request,
                                message,
                                MessageDecider.deleted(message, bySender ? message.from() : message.to(), gone, at),
                                true,
                                bySender));
        };
    }

    private static Outcome<Change, MessageView> outcome(
            Request<?> request, Message before, Decision decision, boolean deletes, boolean bySender) {
        return switch (decision) {
            case Decision.Changed changed -> {
                Change.OfMessage of = new Change.OfMessage(
                        before, changed.after(), changed.events(), null, null, request.actor(), request.trace());
                yield Outcome.changed(
                        deletes ? new Change.Deleted(of, bySender) : of,
                        changed.after().view());
            }
            case Decision.Unchanged unchanged -> Outcome.unchanged(before.view());
            case Decision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
            case Decision.Written written -> throw new IllegalStateException("it was written before");
        };
    }

    public Future<Reply<BlockSender.Done>> block(Request<BlockSender> request) {
        BlockSender body = request.body();
        if (body.owner().equals(body.sender()))
            return Future.succeededFuture(Reply.refused(Refusal.INVALID, "nobody blocks himself"));
        return once.answer(
                request,
                BlockSender.Done.class,
                () -> Future.succeededFuture(Outcome.changed(
                        new Change.Blocked(body), new BlockSender.Done(body.sender(), body.blocked()))));
    }

    /** Written down with its reason, as every act of an operator's. */
    public Future<Reply<EraseConversations.Erased>> erase(Request<EraseConversations> request) {
        UUID person = request.body().about();
        return once.answer(
                request,
                EraseConversations.Erased.class,
                () -> messages.conversationsOf(person)
                        .map(count -> Outcome.changed(
                                new Change.Erased(person), new EraseConversations.Erased(person, count))));
    }
}
