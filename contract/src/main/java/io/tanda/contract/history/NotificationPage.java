package io.tanda.contract.history;

import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next ask with it as {@code before} for the following page; absent on the last */
public record NotificationPage(
        List<Notification> items, @Nullable Long next) {
    /** @param kind the wire name of the event behind it */
    public record Notification(long id, RideId ride, String kind, Instant at) {}
}
