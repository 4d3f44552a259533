package io.tanda.message.application;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.message.BlockSender;
import io.tanda.contract.message.MessageEvent;
import io.tanda.message.domain.Message;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What becomes true together. */
@NullMarked
public sealed interface Change {
    /**
     * @param before absent: it is new
     * @param after absent: nothing was taken for it and nothing is told of it, so nothing is left of it
     * @param due when it is looked at again; absent: it is over
     * @param text of a new one
     */
    record OfMessage(
            @Nullable Message before,
            @Nullable Message after,
            List<MessageEvent> events,
            @Nullable Instant due,
            @Nullable Sealed text,
            Actor actor,
            @Nullable String trace)
            implements Change {}

    /**
     * What it says, as it is stored.
     *
     * @param generation of the conversation's key
     * @param fresh that key under the master key, where it is new
     * @param replaces the generation that was destroyed; 0: the conversation is new
     */
    record Sealed(Buffer text, int generation, @Nullable Buffer fresh, int replaces) {}

    /** Of one who left his mark from its view. */
    record Deleted(OfMessage of, boolean bySender) implements Change {}

    record RideOf(RideId ride, RiderId rider) implements Change {}

    /** @param driver absent: he has given it back */
    record RideTaken(RideId ride, @Nullable DriverId driver) implements Change {}

    record RideOver(RideId ride, Instant at) implements Change {}

    record Blocked(BlockSender by) implements Change {}

    record Erased(UUID person) implements Change {}

    /** What the view learns. @param version the event's */
    record Shown(MessageEvent event, int version) implements Change {}
}
