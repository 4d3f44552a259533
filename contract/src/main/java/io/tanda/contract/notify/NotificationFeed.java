package io.tanda.contract.notify;

import io.tanda.contract.notify.NotificationPage.Notification;
import java.util.List;
import java.util.UUID;

/** Notifications as they come, for streams: of each receiver in order of id. */
public record NotificationFeed(List<Entry> entries) {
    public static final int MAX_RECIPIENTS = 500;
    /** Of one receiver in one answer; ask again for the rest. */
    public static final int MAX_ENTRIES_PER_RECIPIENT = 50;

    public record Entry(UUID recipient, Notification notification) {}

    /** Past a number, for each of at most {@link #MAX_RECIPIENTS} receivers. */
    public record Read(List<After> after) {}

    public record After(UUID recipient, long id) {}

    /** Asks for the id of a receiver's last notification: whoever wants only what is new begins there. */
    public record FindEnd(UUID recipient) {}

    /** @param id 0 where the receiver was never told anything */
    public record End(long id) {}
}
