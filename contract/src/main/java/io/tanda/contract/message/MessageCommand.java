package io.tanda.contract.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.MessageId;
import java.util.UUID;

/** What one of the two does with a message that was sent. Another's is not found. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MessageCommand.MarkRead.class, name = "mark-message-read"),
    @JsonSubTypes.Type(value = MessageCommand.Delete.class, name = "delete-message")
})
public sealed interface MessageCommand {
    MessageId message();

    /** Who asks. */
    UUID owner();

    /** By its receiver: the first time counts. */
    record MarkRead(MessageId message, UUID owner) implements MessageCommand {}

    /** For oneself: the other keeps it. */
    record Delete(MessageId message, UUID owner) implements MessageCommand {}
}
