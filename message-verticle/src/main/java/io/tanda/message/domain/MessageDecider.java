package io.tanda.message.domain;

import io.tanda.contract.Actor;
import io.tanda.contract.Characters;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageEvent.MessageDeleted;
import io.tanda.contract.message.MessageEvent.MessageHeld;
import io.tanda.contract.message.MessageEvent.MessageRead;
import io.tanda.contract.message.MessageEvent.MessageRefused;
import io.tanda.contract.message.MessageEvent.MessageSent;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.contract.message.SendMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The rules of messages.
 *
 * <ol>
 *   <li>The two whom a ride binds write to each other; others have no such ride. The company writes to whom it names.
 *   <li>What costs something is sent when it is paid, and not otherwise. What was taken for one that is not sent is given back.
 *   <li>Whoever has blocked a sender gets nothing of his, also what is paid meanwhile; nobody writes more often than the rate.
 *   <li>The first time that it is read counts.
 * </ol>
 */
@NullMarked
public final class MessageDecider {
    /** After which somebody who wrote too much may write again: the rate counts a minute. */
    private static final int AGAIN_SECONDS = 10;

    private MessageDecider() {}

    /**
     * What a message costs, and how often one may write.
     *
     * @param contact what a rider pays who writes when the ride is over; absent: nothing
     * @param contactFor so long after the ride
     * @param perMinute messages of one sender
     */
    public record Terms(@Nullable Money contact, Duration contactFor, int perMinute) {}

    /** Whom a ride binds. @param driver who has it, or had it last @param endedAt absent: it goes on */
    public record Parties(
            RideId ride,
            @Nullable RiderId rider,
            @Nullable DriverId driver,
            @Nullable Instant endedAt) {
        @Nullable
        Actor rides() {
            return rider == null ? null : new Actor(Role.RIDER, rider.value());
        }

        @Nullable
        Actor drives() {
            return driver == null ? null : new Actor(Role.DRIVER, driver.value());
        }
    }

    /** What is known when somebody writes. @param lately messages of the sender within a minute */
    public record Facts(@Nullable Parties parties, boolean blocked, int lately) {}

    /** What payment says. */
    public sealed interface Payment {
        record Captured() implements Payment {}

        /** @param code the gateway's reason */
        record Declined(String code) implements Payment {}

        /** It may have been taken, or will be: payment tells it. */
        record Unknown() implements Payment {}

        /** Nothing was taken, and nothing will be. @param againSeconds of real time */
        record NotAsked(String why, int againSeconds) implements Payment {}
    }

    public sealed interface Decision {
        /** It may be sent, when it is paid. */
        record Written(Message message) implements Decision {}

        record Changed(Message after, List<MessageEvent> events) implements Decision {}

        record Unchanged() implements Decision {}

        /** @param againSeconds absent: not a little later either */
        record Refused(
                Refusal refusal, String detail, @Nullable Integer againSeconds) implements Decision {}
    }

    /** Whose ride it is not is told nothing of it. @return absent: nobody to write to; then {@link #write} says why */
    public static @Nullable Actor receiver(SendMessage command, @Nullable Parties parties) {
        if (command.from().role() == Role.OPERATOR) return command.to();
        if (parties == null) return null;
        if (command.from().equals(parties.rides())) return parties.drives();
        return command.from().equals(parties.drives()) ? parties.rides() : null;
    }

    /** @param at as fine as it is stored */
    public static Decision write(SendMessage command, CommandId id, Facts facts, Terms terms, Instant at) {
        int characters = Characters.in(command.text());
        if (characters < 1 || characters > SendMessage.TEXT_MAX_CHARACTERS)
            return refused(Refusal.INVALID, "text must have 1 to " + SendMessage.TEXT_MAX_CHARACTERS + " characters");
        Actor to = receiver(command, facts.parties());
        boolean company = command.from().role() == Role.OPERATOR;
        if (to == null) return nobody(command, facts.parties());
        if (company && to.role() != Role.RIDER && to.role() != Role.DRIVER)
            return refused(Refusal.INVALID, "to must be a rider or a driver");
        Parties parties = facts.parties();
        Instant ended = company || parties == null ? null : parties.endedAt();
        if (ended != null && at.isAfter(ended.plus(terms.contactFor())))
            return refused(
                    Refusal.STEP_NOT_ALLOWED,
                    "the ride ended more than " + terms.contactFor().toDays() + " days ago");
        if (facts.blocked() && !company)
            return refused(Refusal.SENDER_BLOCKED, "the receiver does not want to hear from you");
        if (facts.lately() >= terms.perMinute())
            return new Decision.Refused(
                    Refusal.TOO_MANY_MESSAGES,
                    terms.perMinute() + " messages a minute are as many as may be",
                    AGAIN_SECONDS);
        MessageKind kind = company ? MessageKind.COMPANY : ended == null ? MessageKind.RIDE : MessageKind.CONTACT;
        Money price = kind == MessageKind.CONTACT && command.from().role() == Role.RIDER ? terms.contact() : null;
        return new Decision.Written(new Message(
                command.message(),
                id,
                kind,
                company ? null : command.ride(),
                command.from(),
                to,
                price,
                0,
                Status.PENDING_PAYMENT,
                null,
                false,
                at,
                null));
    }

    private static Decision nobody(SendMessage command, @Nullable Parties parties) {
        if (command.from().role() == Role.OPERATOR) return refused(Refusal.INVALID, "to is missing: who is written to");
        boolean his = parties != null && command.from().equals(parties.rides());
        return his
                ? refused(Refusal.STEP_NOT_ALLOWED, "no driver has the ride yet")
                : refused(Refusal.NOT_FOUND, "no ride of yours that you could write about");
    }

    /** What costs nothing. */
    public static Decision.Changed sent(Message begun) {
        return changed(begun, sentAt(begun, begun.at()));
    }

    /** @param blocked its receiver has blocked the sender, as far as is known now */
    public static Decision paid(Message message, Payment payment, boolean blocked, Instant at) {
        boolean captured = payment instanceof Payment.Captured;
        return switch (message.status()) {
            case SENT -> new Decision.Unchanged();
            case REFUSED ->
                captured && !message.owesBack()
                        ? new Decision.Changed(message.with(true), List.of())
                        : new Decision.Unchanged();
            case PENDING_PAYMENT ->
                switch (payment) {
                    case Payment.Captured taken
                    when blocked -> {
                        Decision.Changed refused = changed(message, refusedAt(message, MessageRefused.BLOCKED, at));
                        yield new Decision.Changed(refused.after().with(true), refused.events());
                    }
                    case Payment.Captured taken -> changed(message, sentAt(message, at));
                    case Payment.Declined declined -> changed(message, refusedAt(message, declined.code(), at));
                    case Payment.Unknown unknown
                    when message.isBegun() ->
                        changed(
                                message,
                                new MessageHeld(
                                        message.id(),
                                        message.kind(),
                                        message.ride(),
                                        message.from(),
                                        message.to(),
                                        price(message),
                                        message.at(),
                                        at));
                    case Payment.Unknown unknown -> new Decision.Unchanged();
                    case Payment.NotAsked no -> new Decision.Unchanged();
                };
        };
    }

    /** Nobody found out in time whether it is paid. */
    public static Decision givenUp(Message message, Instant at) {
        return message.status() == Status.PENDING_PAYMENT
                ? changed(message, refusedAt(message, MessageRefused.NOT_FOUND_OUT, at))
                : new Decision.Unchanged();
    }

    /** @param reader its receiver */
    public static Decision read(Message message, Instant at) {
        return message.status() == Status.SENT && message.readAt() == null
                ? changed(message, new MessageRead(message.id(), at))
                : new Decision.Unchanged();
    }

    /** @param gone it is, from his mailbox */
    public static Decision deleted(Message message, Actor by, boolean gone, Instant at) {
        if (message.status() == Status.PENDING_PAYMENT)
            return refused(Refusal.STEP_NOT_ALLOWED, "whether it is paid is being found out: wait for that");
        return gone ? new Decision.Unchanged() : changed(message, new MessageDeleted(message.id(), by, at));
    }

    private static Decision.Changed changed(Message before, MessageEvent event) {
        return new Decision.Changed(before.evolve(event), List.of(event));
    }

    private static MessageSent sentAt(Message m, Instant at) {
        return new MessageSent(m.id(), m.kind(), m.ride(), m.from(), m.to(), m.price(), m.at(), at);
    }

    private static MessageRefused refusedAt(Message m, String code, Instant at) {
        return new MessageRefused(m.id(), m.kind(), m.ride(), m.from(), m.to(), price(m), code, m.at(), at);
    }

    private static Money price(Message message) {
        return Objects.requireNonNull(message.price(), "what is free is sent at once");
    }

    private static Decision refused(Refusal refusal, String detail) {
        return new Decision.Refused(refusal, detail, null);
    }
}
