package io.tanda.message.application;

import io.tanda.contract.CommandId;
import io.tanda.contract.MessageId;
import io.tanda.contract.RideId;
import io.tanda.message.domain.Message;
import io.tanda.message.domain.MessageDecider.Parties;
import io.tanda.message.domain.MessageDecider.Payment;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Port: messages as they are kept. */
@NullMarked
public interface Messages {
    Future<Optional<Message>> find(MessageId id);

    /** What this command has written, if anything. */
    Future<Optional<Message>> ofCommand(CommandId command);

    Future<Optional<Parties>> parties(RideId ride);

    Future<Boolean> blocks(UUID owner, UUID sender);

    /** How many this sender has written since. */
    Future<Integer> since(UUID sender, Instant at);

    /** Under the key of its conversation, which is made where there is none. */
    Future<Change.Sealed> seal(Message message, String text);

    /** What it says; empty where its key was destroyed. */
    Future<Optional<String>> text(MessageId id);

    /** Whether it is gone from this one's mailbox. */
    Future<Boolean> isDeleted(MessageId id, boolean bySender);

    /** Of which the keys are there. */
    Future<Integer> conversationsOf(UUID person);

    /** Port: who takes the money. */
    interface Payments {
        /** Once for each message. Fails where nobody can be asked and nothing is known. */
        Future<Payment> charge(Message message);

        /** Once for each message. @return whether it is given back, or will be */
        Future<Boolean> giveBack(Message message);
    }
}
