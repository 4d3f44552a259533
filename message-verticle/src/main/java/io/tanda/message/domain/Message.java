package io.tanda.message.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.message.MessageView.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A message, without what it says.
 *
 * <pre>
 *   begun --&gt; sent                       free, or paid at once
 *     |  '--&gt; refused                    declined, or its receiver has blocked the sender meanwhile
 *     v         ^
 *   held -------+--&gt; sent                by itself, when payment knows
 * </pre>
 *
 * @param command that wrote it
 * @param version the journal's; 0: it is begun, and nothing is told of it
 * @param code why it was refused; absent where it was not
 * @param owesBack it was refused, and something was taken for it
 * @param at domain time, when it was written
 */
@NullMarked
public record Message(
        MessageId id,
        CommandId command,
        MessageKind kind,
        @Nullable RideId ride,
        Actor from,
        Actor to,
        @Nullable Money price,
        int version,
        Status status,
        @Nullable String code,
        boolean owesBack,
        Instant at,
        @Nullable Instant readAt) {

    /** The one of the two about this ride; of the company's, all that it writes to this receiver. */
    public UUID conversation() {
        UUID one = from.id();
        UUID other = to.id();
        String between = kind == MessageKind.COMPANY
                ? "company " + other
                : ride + " " + (one.compareTo(other) < 0 ? one + " " + other : other + " " + one);
        return UUID.nameUUIDFromBytes(between.getBytes(UTF_8));
    }

    /** Nothing is told of it yet: whether it is paid is being asked. */
    public boolean isBegun() {
        return version == 0;
    }

    public Message with(boolean owes) {
        return new Message(id, command, kind, ride, from, to, price, version, status, code, owes, at, readAt);
    }

    private Message next(Status now, @Nullable String why, @Nullable Instant read) {
        return new Message(id, command, kind, ride, from, to, price, version + 1, now, why, owesBack, at, read);
    }

    /** @throws IllegalStateException when the event contradicts the state: a bug */
    public Message evolve(MessageEvent event) {
        boolean waits = status == Status.PENDING_PAYMENT;
        boolean follows = switch (event) {
            case MessageEvent.MessageHeld held -> isBegun();
            case MessageEvent.MessageSent sent -> waits;
            case MessageEvent.MessageRefused refused -> waits;
            case MessageEvent.MessageRead read -> status == Status.SENT && readAt == null;
            case MessageEvent.MessageDeleted deleted -> !waits;
        };
        if (!follows) throw new IllegalStateException(event + " does not follow " + this);
        return switch (event) {
            case MessageEvent.MessageHeld held -> next(status, null, null);
            case MessageEvent.MessageSent sent -> next(Status.SENT, null, null);
            case MessageEvent.MessageRefused refused -> next(Status.REFUSED, refused.code(), null);
            case MessageEvent.MessageRead read -> next(status, code, read.at());
            case MessageEvent.MessageDeleted deleted -> next(status, code, readAt);
        };
    }

    /** Without what it says. */
    public MessageView view() {
        return new MessageView(id, kind, ride, from, to, status, code, price, at, readAt, null);
    }
}
