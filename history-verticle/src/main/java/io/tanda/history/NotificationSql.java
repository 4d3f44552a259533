package io.tanda.history;

import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Purge;
import java.time.Duration;

/**
 * Who is told. Where an event does not name its recipient, the row does, in a column of the event's own topic: written by an earlier
 * event of the same order, so it is there.
 */
final class NotificationSql {
    static final Insert NOTIFICATION = Insert.into("notification", "recipient_id", "ride_id", "kind", "at");

    /** Values: kind, at, ride. */
    static final Insert TO_RIDER = to("rider_id");
    /** Values: kind, at, ride. */
    static final Insert TO_PAYER = to("payer_id");

    /**
     * The driver is dispatch's to know and the capture payment's, in no common order: both tell, once both are known, and the unique key
     * lets it be told once. Both change the row first, so that the second sees what the first committed. Values: kind, ride.
     */
    static final Insert CAPTURE_TO_DRIVER = Insert.selected(
                    "notification",
                    NOTIFICATION.columns(),
                    "SELECT driver_id, ride_id, ?, paid_at FROM ride WHERE ride_id = ?"
                            + " AND driver_id IS NOT NULL AND dropped_off_at IS NOT NULL AND payment = 'CAPTURED'")
            .onTaken("id = notification.id");

    /** By the ride's age: three months are longer than anybody complains that he was not told. */
    static final Purge OLD = Purge.of("notification", "ride_id", Purge.Age.ID, Duration.ofDays(90), "id");

    private NotificationSql() {}

    private static Insert to(String column) {
        return Insert.selected(
                "notification",
                NOTIFICATION.columns(),
                "SELECT " + column + ", ride_id, ?, ? FROM ride WHERE ride_id = ? AND " + column + " IS NOT NULL");
    }
}
