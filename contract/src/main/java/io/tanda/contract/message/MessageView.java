package io.tanda.contract.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.Actor;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as one of its two sees it.
 *
 * @param ride absent: it is the company's
 * @param code why it was refused; absent where it was not
 * @param price what the sender pays; absent: nothing
 * @param at domain time, when it was written
 * @param readAt when the receiver first said that he has read it
 * @param text absent in the answer to a command, and where the conversation was erased
 */
public record MessageView(
        MessageId id,
        MessageKind kind,
        @Nullable RideId ride,
        Actor from,
        Actor to,
        Status status,
        @Nullable String code,
        @Nullable Money price,
        Instant at,
        @Nullable Instant readAt,
        @Nullable String text) {
    /** {@code pending_payment -> sent | refused}; what is free is sent at once. */
    public enum Status {
        /** Nobody knows yet whether it is paid. It is sent when it is, by itself, or refused. */
        PENDING_PAYMENT,
        SENT,
        /** It was not sent, and costs nothing: what was taken for it all the same is given back. */
        REFUSED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Status of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** The text stays out of logs. */
    @Override
    public String toString() {
        return "MessageView[id=" + id + ", kind=" + kind + ", ride=" + ride + ", status=" + status + "]";
    }
}
