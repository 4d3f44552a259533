package io.tanda.contract.notify;

import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next ask with it as {@code before} for the following page; absent on the last */
public record NotificationPage(
        List<Notification> items, @Nullable Long next) {
    /**
     * @param id later ones of a receiver have higher ones
     * @param ride absent where it is about none
     * @param kind the wire name of the event behind it
     * @param text in the receiver's language
     */
    public record Notification(long id, @Nullable RideId ride, String kind, Instant at, String text) {
        /** The text stays out of logs. */
        @Override
        public String toString() {
            return "Notification[id=" + id + ", ride=" + ride + ", kind=" + kind + "]";
        }
    }
}
