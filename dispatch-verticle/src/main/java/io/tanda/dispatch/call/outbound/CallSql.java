package io.tanda.dispatch.call.outbound;

import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Numbered;
import io.tanda.platform.store.Places;

/** Every statement about calls and rides on one screen. */
final class CallSql {
    static final Insert RIDE = Insert.into(
            "ride",
            "id",
            "version",
            "state",
            "rider",
            "pickup_lat",
            "pickup_lng",
            "dropoff_lat",
            "dropoff_lng",
            "passengers",
            "payment_method",
            "method_id",
            "opened_at",
            "pickup_at",
            "search_until",
            "given_back",
            "sends",
            "round",
            "next_round_at");
    static final Insert OFFER = Insert.into(
            "offer",
            "id",
            "ride",
            "driver",
            "attempt",
            "status",
            "meters_away",
            "pickup_seconds",
            "sent_at",
            "expires_at");

    static final Insert DECISION = Insert.into("decision", "ride", "id", "at", "body");
    static final String DECISIONS_OF_RIDE = "SELECT body FROM decision WHERE ride = ? ORDER BY at, id LIMIT ?";

    static final Numbered FEED = Numbered.in("driver_feed", "driver_feed_last", "driver", "seq", "type", "at", "body");

    static final String FIND_RIDE = "SELECT * FROM ride WHERE id = ?";

    /** The id last: what statements of one commit are sorted by. */
    static final String CHANGE_RIDE = """
            UPDATE ride SET version = ?, state = ?, search_until = COALESCE(?, search_until), given_back = COALESCE(?, given_back), \
            sends = ?, round = ?, next_round_at = ?, driver = ?, taxi = ?, plate = ?, accepted_at = ?, pickup_eta = ?, arrived_at = ?, \
            contacted_at = ?, no_show_from = ?, picked_up_at = ?, ended_at = ?, meters = ?, fare = ?, review = ?, overdue = ?, \
            silent_since = ?, aborted = ?, decline_code = ?, collect_until = ?, closed = ?, closed_at = ? \
            WHERE id = ? AND version = ? AND sends = ?""";

    /** Changes nothing: the ride is as it was found, and stays so until the commit. */
    static final String SAME_RIDE = "UPDATE ride SET version = version WHERE id = ? AND version = ?";

    static final String NEXT_ROUND =
            "UPDATE ride SET sends = ?, round = ?, next_round_at = ? WHERE id = ? AND version = ? AND sends = ?";

    private static final String OFFER_COLUMNS =
            "o.id AS offer_id, o.ride, o.driver AS offer_driver, o.attempt, o.status,"
                    + " o.meters_away, o.pickup_seconds, o.sent_at, o.expires_at, o.delivered_at";
    static final String FIND_OFFER = "SELECT " + OFFER_COLUMNS + " FROM offer o WHERE o.id = ?";
    static final String WAITING_OFFERS =
            "SELECT id, driver, sent_at, expires_at, delivered_at FROM offer WHERE ride = ? AND status = 'sent'";
    static final String OFFERS_OF_DRIVER = "SELECT " + OFFER_COLUMNS + ", r.* FROM offer o JOIN ride r ON r.id = o.ride"
            + " WHERE o.driver = ? AND o.status = 'sent' AND o.expires_at > ? ORDER BY o.sent_at DESC LIMIT 50";
    static final String OFFERS_OF_RIDE = "SELECT " + OFFER_COLUMNS + " FROM offer o WHERE o.ride = ?";
    static final String CLOSE_OFFER = "UPDATE offer SET status = ? WHERE id = ? AND status = 'sent'";
    static final String DELIVERED = "UPDATE offer SET delivered_at = ? WHERE id = ? AND delivered_at IS NULL";
    static final String TAKE_OFFER = """
            INSERT INTO offer (id, ride, driver, attempt, status, meters_away, pickup_seconds, sent_at, expires_at) \
            VALUES (?, ?, ?, ?, 'accepted', ?, ?, ?, ?) ON DUPLICATE KEY UPDATE status = 'accepted'""";

    static final String FEED_END = "SELECT COALESCE(MAX(seq), 0) AS seq FROM driver_feed WHERE driver = ?";

    static final String HOLD_DRIVER =
            "UPDATE driver SET duty_version = duty_version + 1 WHERE id = ? AND duty_version = ?";

    static final String RIDE_OF_DRIVER = "SELECT * FROM ride WHERE active_driver = ?";
    static final String COMER = "SELECT r.*, d.name AS d_name, d.phone AS d_phone FROM ride r"
            + " JOIN driver d ON d.id = r.active_driver WHERE r.id = ? AND r.rider = ?";
    static final String HAS_RIDE = "SELECT 1 FROM ride WHERE id = ? AND active_driver = ?";
    static final String TO_PICKUP =
            "SELECT id, driver, silent_since FROM ride WHERE state = 'accepted' AND accepted_at <= ? LIMIT ?";
    static final String OPEN_CALLS = """
            SELECT * FROM ride WHERE state = 'open' AND search_until > ? AND pickup_lat BETWEEN ? AND ? \
            AND pickup_lng BETWEEN ? AND ? ORDER BY opened_at LIMIT ?""";
    static final String COUNT_OPEN_CALLS = "SELECT COUNT(*) AS n FROM ride WHERE state = 'open'";

    private CallSql() {}

    /** Who of {@code count} drivers may be offered a call. */
    static String available(int count) {
        return """
                SELECT d.id, d.taxi, EXISTS (SELECT 1 FROM offer o WHERE o.driver = d.id AND o.status = 'sent' \
                AND o.expires_at > ?) AS offered \
                FROM driver d JOIN taxi t ON t.id = d.taxi LEFT JOIN ride r ON r.active_driver = d.id \
                WHERE r.id IS NULL AND d.standing = 'ACTIVE' AND t.standing = 'ACTIVE' AND t.seats >= ? AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.ride = ? \
                AND o.driver = d.id AND (o.attempt = ? OR o.status IN ('declined', 'accepted'))) AND d.id IN (%s)""".formatted(Places.text("?", ", ", count));
    }

    /** By the index on the state: the rides of before are many more, and the key alone would read them all. */
    static String underWay(int states) {
        return "SELECT * FROM ride FORCE INDEX (ride_state) WHERE state IN (" + Places.text("?", ", ", states)
                + ") AND id > ? ORDER BY id LIMIT ?";
    }

    static String free(int count) {
        return "SELECT d.id FROM driver d LEFT JOIN ride r ON r.active_driver = d.id"
                + " WHERE d.taxi IS NOT NULL AND d.standing = 'ACTIVE' AND r.id IS NULL AND d.id IN ("
                + Places.text("?", ", ", count) + ")";
    }

    /** Numbers have no gaps, so that a range of them is a limit for each driver. */
    static String feed(int drivers) {
        return "SELECT driver, seq, type, at, body FROM driver_feed WHERE "
                + Places.text("(driver = ? AND seq > ? AND seq <= ?)", " OR ", drivers) + " ORDER BY driver, seq";
    }

    static String firstPast(int drivers) {
        return "SELECT driver, MIN(seq) AS seq FROM driver_feed WHERE "
                + Places.text("(driver = ? AND seq > ?)", " OR ", drivers) + " GROUP BY driver";
    }
}
