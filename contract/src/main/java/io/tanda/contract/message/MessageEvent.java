package io.tanda.contract.message;

import io.tanda.contract.Actor;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.event.Aggregate;
import io.tanda.contract.event.Told;
import io.tanda.contract.event.Topic;
import io.tanda.contract.message.MessageView.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a message. What it says is in none of them. Wire names: {@link #TOPIC}. */
public sealed interface MessageEvent extends Told {
    /** The type names are read for ever: never changed, only added. */
    Topic<MessageEvent> TOPIC = Topic.of("message", MessageEvent.class)
            .event("message-held", MessageHeld.class)
            .event("message-sent", MessageSent.class)
            .event("message-refused", MessageRefused.class)
            .event("message-read", MessageRead.class)
            .event("message-deleted", MessageDeleted.class);

    MessageId message();

    @Override
    default Aggregate aggregate() {
        return Aggregate.of("message", message());
    }

    @Override
    default @Nullable RideId aboutRide() {
        return null;
    }

    @Override
    default List<Receiver> told() {
        return List.of();
    }

    /** One by which it becomes something else, which says all of it but the text. */
    sealed interface Written extends MessageEvent {
        MessageKind kind();

        @Nullable
        RideId ride();

        Actor from();

        Actor to();

        /** Absent: it is free. */
        @Nullable
        Money price();

        /** When its sender sent it. */
        Instant writtenAt();

        /** What it is from now on. */
        default Status status() {
            return switch (this) {
                case MessageHeld held -> Status.PENDING_PAYMENT;
                case MessageSent sent -> Status.SENT;
                case MessageRefused refused -> Status.REFUSED;
            };
        }

        @Override
        default @Nullable RideId aboutRide() {
            return ride();
        }
    }

    /** Nobody knows yet whether it is paid. */
    record MessageHeld(
            MessageId message,
            MessageKind kind,
            @Nullable RideId ride,
            Actor from,
            Actor to,
            Money price,
            Instant writtenAt,
            Instant at)
            implements Written {}

    /** It is in its receiver's mailbox. @param price that was paid; absent: it was free @param writtenAt when its sender sent it */
    record MessageSent(
            MessageId message,
            MessageKind kind,
            @Nullable RideId ride,
            Actor from,
            Actor to,
            @Nullable Money price,
            Instant writtenAt,
            Instant at)
            implements Written {
        @Override
        public List<Receiver> told() {
            return List.of(new Receiver(from, null, false), new Receiver(to, "arrived", true));
        }
    }

    /** It was not sent. @param code why, such as the gateway's reason @param price that is not taken, or is given back */
    record MessageRefused(
            MessageId message,
            MessageKind kind,
            @Nullable RideId ride,
            Actor from,
            Actor to,
            Money price,
            String code,
            Instant writtenAt,
            Instant at)
            implements Written {
        /** The receiver does not want to hear from the sender. */
        public static final String BLOCKED = "blocked";
        /** Nobody found out in time whether it is paid. */
        public static final String NOT_FOUND_OUT = "not_found_out";

        @Override
        public List<Receiver> told() {
            return List.of(new Receiver(from, null, true));
        }
    }

    /** By its receiver, the first time. */
    record MessageRead(MessageId message, Instant at) implements MessageEvent {}

    /** @param by whose mailbox it is gone from */
    record MessageDeleted(MessageId message, Actor by, Instant at) implements MessageEvent {}
}
