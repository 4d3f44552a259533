package io.tanda.contract.message;

import io.tanda.contract.AboutRide;
import io.tanda.contract.Actor;
import io.tanda.contract.MessageId;
import io.tanda.contract.RideId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What rider and driver ask of their messages. */
public final class MessageQuery {
    private MessageQuery() {}

    /** One of them, with its text. */
    public record Get(MessageId message, UUID owner) {}

    /**
     * Those that came, the unread first, or those that one has sent; of each the newest first.
     *
     * @param sent those that one has sent
     * @param unreadBefore with {@code before}: the page goes on among the unread
     * @param before only older than this one
     * @param limit 1 to 100
     */
    public record Mailbox(
            UUID owner,
            boolean sent,
            boolean unreadBefore,
            @Nullable MessageId before,
            int limit) {}

    /** What it would cost to write about this ride now; refused as writing would be. */
    public record Price(Actor from, RideId ride) implements AboutRide {}

    /** How many came that are not read. */
    public record CountUnread(UUID owner) {}
}
