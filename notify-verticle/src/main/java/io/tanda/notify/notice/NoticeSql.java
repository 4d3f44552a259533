package io.tanda.notify.notice;

import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Purge;
import java.time.Duration;
import java.util.List;

/**
 * Who is told. Where an event does not name its receiver, the ride's row does, in a column that an earlier event of the same order has
 * written. Before a notice its receiver's row is locked: another line that writes to him waits, and numbers grow in the order of commits.
 */
final class NoticeSql {
    /** As long as anybody complains that he was not told. */
    static final Duration KEPT = Duration.ofDays(90);

    static final Insert RIDER = Insert.orReplace("ride", "ride_id", "rider_id");
    static final Insert DROPPED = Insert.orReplace("ride", "ride_id", "rider_id", "dropped_by");
    static final Insert CAPTURED =
            Insert.orReplace("ride", "ride_id", "rider_id", "paid_minor_units", "paid_currency", "paid_at");
    static final Insert TIPPED =
            Insert.orReplace("ride", "ride_id", "rider_id", "tip_minor_units", "tip_currency", "tip_at");
    static final Insert ENDED = Insert.orReplace("ride", "ride_id", "ended_at");

    static final Insert LOCK = Insert.into("receiver", "receiver_id").onTaken("receiver_id = VALUES(receiver_id)");
    static final Insert LOCK_RIDER = lock("rider_id");
    static final Insert LOCK_DROPPER = lock("dropped_by");

    /** A number is given by the table, where there is none. */
    private static final List<String> COLUMNS = List.of(
            "receiver_id", "role", "ride_id", "kind", "at", "plate", "minutes", "minor_units", "currency", "number");

    private static final String ONCE = "number = notice.number";

    static final Insert TO_DRIVER =
            Insert.into("notice", COLUMNS.toArray(String[]::new)).onTaken(ONCE);

    /** The receiver is named; where it is about no ride, the wallet stands in its place. */
    static final Insert TO_PERSON = Insert.into(
                    "notice", "receiver_id", "role", "ride_id", "kind", "at", "method", "number")
            .onTaken(ONCE);

    /** Values: kind, at, plate, minutes, minor units, currency, number, ride. */
    static final Insert TO_RIDER = Insert.selected(
                    "notice",
                    COLUMNS,
                    "SELECT rider_id, 'RIDER', ride_id, ?, ?, CAST(? AS CHAR(16)), CAST(? AS SIGNED), CAST(? AS SIGNED),"
                            + " CAST(? AS CHAR(3)), CAST(? AS SIGNED) FROM ride WHERE ride_id = ? AND rider_id IS NOT NULL")
            .onTaken(ONCE);

    /**
     * The drop-off is dispatch's to know and the capture payment's, in no common order: both tell, once both are known, and the unique key
     * lets it be told once. Both change the ride first, so that the second sees what the first committed. Values: kind, number, ride.
     */
    static final Insert CAPTURE_TO_DRIVER = toDropper("paid");
    /** As with a capture. */
    static final Insert TIP_TO_DRIVER = toDropper("tip");

    /** By each channel that the receiver wants. Values: made at, due at, kind, at, ride. */
    static final Insert DELIVERIES = Insert.selected(
                    "delivery",
                    List.of("number", "channel", "made_at", "due_at"),
                    "SELECT n.number, c.channel, ?, ? FROM notice n JOIN contact c ON c.receiver_id = n.receiver_id"
                            + " WHERE n.kind = ? AND n.at = ? AND n.ride_id = ?")
            .onTaken("number = delivery.number");

    static final Purge OLD_NOTICES = Purge.of("notice", "ride_id", Purge.Age.ID, KEPT, "number");
    static final Purge OLD_RIDES = Purge.of("ride", "ride_id", Purge.Age.ID, KEPT, "ride_id");

    /** Of a fence {@code t}: nothing is told of the ride any more. */
    static final String OVER =
            "NOT EXISTS (SELECT 1 FROM ride r WHERE r.ride_id = t.aggregate_id AND r.ended_at IS NULL)";

    private NoticeSql() {}

    /** @param what the columns' first word */
    private static Insert toDropper(String what) {
        return Insert.selected(
                        "notice",
                        COLUMNS,
                        ("SELECT dropped_by, 'DRIVER', ride_id, ?, %1$s_at, NULL, NULL, %1$s_minor_units, %1$s_currency,"
                                        + " CAST(? AS SIGNED) FROM ride"
                                        + " WHERE ride_id = ? AND dropped_by IS NOT NULL AND %1$s_at IS NOT NULL")
                                .formatted(what))
                .onTaken(ONCE);
    }

    private static Insert lock(String column) {
        return Insert.selected(
                        "receiver",
                        List.of("receiver_id"),
                        "SELECT " + column + " FROM ride WHERE ride_id = ? AND " + column + " IS NOT NULL")
                .onTaken("receiver_id = receiver.receiver_id");
    }
}
