package io.tanda.message.application;

import io.tanda.contract.Actor;
import io.tanda.contract.MessageId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessagePrice;
import io.tanda.contract.message.MessageQuery;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.contract.message.SendMessage;
import io.tanda.message.domain.Message;
import io.tanda.message.domain.MessageDecider;
import io.tanda.message.domain.MessageDecider.Decision;
import io.tanda.message.domain.MessageDecider.Facts;
import io.tanda.message.domain.MessageDecider.Parties;
import io.tanda.message.domain.MessageDecider.Payment;
import io.tanda.message.domain.MessageDecider.Terms;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what costs nothing at once. What costs something is written down, charged with nothing held open, and sent when it is paid: by whoever
 * hears of that first, the sender's question, payment's topic, or a stored deadline after a crash.
 */
@NullMarked
public final class SendMessages {
    private static final Logger log = LoggerFactory.getLogger(SendMessages.class);

    /** Longer than a question to payment may take: what was begun and is not ended by then has lost its process. */
    static final Duration BEGUN = Duration.ofSeconds(15);
    /** Payment and its own deadlines do the rest. */
    static final Duration GIVE_BACK_AGAIN = Duration.ofMinutes(1);
    /** The rate is counted over so long. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final Messages messages;
    private final Messages.Payments payments;
    private final Commits<Change> commits;
    private final Once<Change> once;
    private final Terms terms;
    private final Duration wait;
    private final InstantSource clock;
    private final Consumer<UUID> news;

    /**
     * @param wait how long it may take until it is known whether a message is paid
     * @param news told after the commit to whom something came, without promise
     */
    public SendMessages(
            Messages messages,
            Messages.Payments payments,
            Commits<Change> commits,
            Terms terms,
            Duration wait,
            InstantSource clock,
            Consumer<UUID> news) {
        this.messages = messages;
        this.payments = payments;
        this.commits = commits;
        this.once = new Once<>(commits);
        this.terms = terms;
        this.wait = wait;
        this.clock = clock;
        this.news = news;
    }

    /** Answered once: whoever repeats it is told the same, and goes on with what a process that died has begun. */
    public Future<Reply<MessageView>> handle(Request<SendMessage> request) {
        return once.answer(
                request,
                MessageView.class,
                () -> messages.ofCommand(request.id())
                        .compose(found -> found.isPresent() ? again(request, found.get()) : write(request)));
    }

    private Future<Outcome<Change, MessageView>> again(Request<SendMessage> request, Message message) {
        if (!message.isBegun()) return Future.succeededFuture(Outcome.unchanged(message.view()));
        return messages.text(message.id())
                .compose(text -> text.filter(request.body().text()::equals).isPresent()
                        ? charge(request, message)
                        : Future.succeededFuture(Outcome.refused(
                                Refusal.IDEMPOTENCY_KEY_REUSED,
                                "This key was used for another message: take a new one.")));
    }

    private Future<Outcome<Change, MessageView>> write(Request<SendMessage> request) {
        SendMessage body = request.body();
        Instant at = request.at().truncatedTo(ChronoUnit.MICROS);
        return facts(body, at).compose(facts -> switch (MessageDecider.write(body, request.id(), facts, terms, at)) {
            case Decision.Written written ->
                messages.seal(written.message(), body.text()).compose(text -> {
                    Message begun = written.message();
                    if (begun.price() == null)
                        return Future.succeededFuture(changed(request, null, MessageDecider.sent(begun), null, text));
                    Change first = new Change.OfMessage(
                            null, begun, List.of(), at.plus(BEGUN), text, request.actor(), request.trace());
                    return commits.commit(first).compose(begins -> charge(request, begun));
                });
            case Decision.Refused refused -> Future.succeededFuture(refused(refused));
            case Decision.Changed changed -> throw new IllegalStateException("a new message is written");
            case Decision.Unchanged unchanged -> throw new IllegalStateException("a new message is written");
        });
    }

    /** As if it were written now. */
    public Future<Reply<MessagePrice>> price(Request<MessageQuery.Price> request) {
        MessageQuery.Price asked = request.body();
        SendMessage any = new SendMessage(MessageId.next(), asked.from(), asked.ride(), null, "?");
        Instant at = request.at();
        return facts(any, at).map(facts -> switch (MessageDecider.write(any, request.id(), facts, terms, at)) {
            case Decision.Written written ->
                Reply.done(new MessagePrice(
                        written.message().kind(), written.message().price()));
            case Decision.Refused refused -> Reply.refused(refused.refusal(), refused.detail());
            case Decision.Changed changed -> throw new IllegalStateException("a new message is written");
            case Decision.Unchanged unchanged -> throw new IllegalStateException("a new message is written");
        });
    }

    private Future<Facts> facts(SendMessage body, Instant at) {
        Future<@Nullable Parties> parties = body.ride() == null
                ? Future.succeededFuture(null)
                : messages.parties(body.ride()).map(found -> found.orElse(null));
        return parties.compose(known -> {
            Actor to = MessageDecider.receiver(body, known);
            Future<Boolean> blocked = to == null
                    ? Future.succeededFuture(false)
                    : messages.blocks(to.id(), body.from().id());
            return blocked.compose(is ->
                    messages.since(body.from().id(), at.minus(LATELY)).map(lately -> new Facts(known, is, lately)));
        });
    }

    /** The gateway is asked now, with nothing held open. */
    private Future<Outcome<Change, MessageView>> charge(Request<SendMessage> request, Message begun) {
        return paid(begun).compose(paid -> {
            if (paid.payment() instanceof Payment.NotAsked no)
                return commits.commit(forgotten(begun, request.trace()))
                        .map(gone -> Outcome.refused(Refusal.GATEWAY_UNAVAILABLE, no.why(), no.againSeconds()));
            return Future.succeededFuture(
                    switch (paid.decision()) {
                        case Decision.Changed changed -> changed(request, begun, changed, due(changed.after()), null);
                        case Decision.Unchanged unchanged -> Outcome.unchanged(begun.view());
                        case Decision.Refused refused -> refused(refused);
                        case Decision.Written written -> throw new IllegalStateException("it was written before");
                    });
        });
    }

    private record Paid(Payment payment, Decision decision) {}

    private Future<Paid> paid(Message message) {
        return payments.charge(message)
                .compose(payment -> isBlocked(message)
                        .map(blocked ->
                                new Paid(payment, MessageDecider.paid(message, payment, blocked, clock.instant()))));
    }

    private Future<Boolean> isBlocked(Message message) {
        return messages.blocks(message.to().id(), message.from().id());
    }

    /** Payment has said what became of it. */
    public Future<Effects<Change>> paid(MessageId id, Payment payment) {
        return messages.find(id).compose(found -> {
            // Something else was sold by this id, or it was forgotten: then payment took nothing.
            if (found.isEmpty()) return Future.succeededFuture(Effects.none());
            Message message = found.get();
            return isBlocked(message)
                    .map(blocked -> effects(message, MessageDecider.paid(message, payment, blocked, clock.instant())));
        });
    }

    private Effects<Change> effects(Message before, Decision decision) {
        return decision instanceof Decision.Changed changed
                ? Effects.<Change>of(system(before, changed)).afterwards(() -> tell(changed.after()))
                : Effects.none();
    }

    /** The stored deadline has come. */
    public Future<Void> due(MessageId id) {
        return Attempts.whileStale(() -> messages.find(id).compose(found -> {
            if (found.isEmpty()) return Future.succeededFuture();
            Message message = found.get();
            if (message.owesBack()) return giveBack(message);
            if (message.status() != Status.PENDING_PAYMENT) return commit(message, message, List.of(), null);
            if (!message.isBegun() && !clock.instant().isBefore(message.at().plus(wait)))
                return commit(message, MessageDecider.givenUp(message, clock.instant()));
            return paid(message).compose(paid -> switch (paid.payment()) {
                case Payment.NotAsked no when message.isBegun() -> commits.commit(forgotten(message, null));
                case Payment known -> commit(message, paid.decision());
            });
        }));
    }

    private Future<Void> giveBack(Message message) {
        return payments.giveBack(message).compose(given -> {
            if (!given) log.error("ALERT message {}: what was taken for it is not given back", message.id());
            return given
                    ? commit(message, message.with(false), List.of(), null)
                    : commit(message, message, List.of(), clock.instant().plus(GIVE_BACK_AGAIN));
        });
    }

    private Future<Void> commit(Message before, Decision decision) {
        return switch (decision) {
            case Decision.Changed changed ->
                commits.commit(system(before, changed)).onSuccess(done -> tell(changed.after()));
            case Decision.Unchanged unchanged -> commit(before, before, List.of(), due(before));
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
            case Decision.Written written -> throw new IllegalStateException("it was written before");
        };
    }

    private Future<Void> commit(Message before, Message after, List<MessageEvent> events, @Nullable Instant due) {
        return commits.commit(new Change.OfMessage(before, after, events, due, null, Actor.SYSTEM, null));
    }

    private Change system(Message before, Decision.Changed changed) {
        return new Change.OfMessage(
                before, changed.after(), changed.events(), due(changed.after()), null, Actor.SYSTEM, null);
    }

    private static Change forgotten(Message begun, @Nullable String trace) {
        return new Change.OfMessage(begun, null, List.of(), null, null, Actor.SYSTEM, trace);
    }

    /** When somebody looks at it again; null: it is over. */
    private @Nullable Instant due(Message message) {
        if (message.owesBack()) return clock.instant();
        if (message.status() != Status.PENDING_PAYMENT) return null;
        return message.isBegun() ? clock.instant().plus(BEGUN) : message.at().plus(wait);
    }

    private Outcome<Change, MessageView> changed(
            Request<?> request,
            @Nullable Message before,
            Decision.Changed changed,
            @Nullable Instant due,
            Change.@Nullable Sealed text) {
        return Outcome.<Change, MessageView>changed(
                        new Change.OfMessage(
                                before, changed.after(), changed.events(), due, text, request.actor(), request.trace()),
                        changed.after().view())
                .afterwards(() -> tell(changed.after()));
    }

    private void tell(Message message) {
        if (message.status() == Status.SENT) news.accept(message.to().id());
    }

    private static Outcome<Change, MessageView> refused(Decision.Refused refused) {
        Integer again = refused.againSeconds();
        return again == null
                ? Outcome.refused(refused.refusal(), refused.detail())
                : Outcome.refused(refused.refusal(), refused.detail(), again);
    }
}
