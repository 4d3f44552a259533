package io.tanda.history;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Statements that make the row or change it, whichever is needed; the first argument is always the ride. */
final class RideSql {
    static final String REQUESTED = upsert(
            "rider_id",
            "status",
            "phase",
            "pickup_lat",
            "pickup_lng",
            "dropoff_lat",
            "dropoff_lng",
            "passengers",
            "requested_at");

    /** The ride goes on; while a cancellation is on its way, that is what the status says. */
    static final String GOES_ON = """
            INSERT INTO ride (ride_id, status, phase) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE status = IF(status <=> 'CANCEL_PENDING', status, VALUES(status)), phase = VALUES(phase)""";

    static final String CANCEL_REQUESTED = upsert("status", "reason");

    /** Back to what it had become meanwhile. */
    static final String CANCEL_REJECTED = """
            INSERT INTO ride (ride_id) VALUES (?)
            ON DUPLICATE KEY UPDATE status = phase, reason = NULL""";

    static final String ENDED = upsert("status", "phase", "ended_at");

    static final String ACCEPTED = upsert("driver_id", "taxi_id", "plate", "accepted_at", "arrived_at");
    static final String ARRIVED = upsert("arrived_at");
    static final String PICKED_UP = upsert("picked_up_at");
    static final String DROPPED_OFF = upsert("dropped_off_at", "meters", "fare", "review");

    static final String CHARGE_ATTEMPTED = upsert("payment", "payer_id");
    static final String CHARGED = upsert("payment", "paid_minor_units", "paid_currency", "paid_at");
    static final String CHARGE = upsert("payment");

    /** Of a fence {@code t}: the ride's row is as it stays. */
    static final String OVER =
            "NOT EXISTS (SELECT 1 FROM ride r WHERE r.ride_id = t.aggregate_id AND r.ended_at IS NULL)";

    private RideSql() {}

    private static String upsert(String... columns) {
        return "INSERT INTO ride (ride_id, " + String.join(", ", columns) + ") VALUES (?" + ", ?".repeat(columns.length)
                + ") ON DUPLICATE KEY UPDATE "
                + Arrays.stream(columns)
                        .map(column -> column + " = VALUES(" + column + ")")
                        .collect(Collectors.joining(", "));
    }
}
