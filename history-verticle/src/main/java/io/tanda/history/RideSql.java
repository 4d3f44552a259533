package io.tanda.history;

import io.tanda.platform.store.Insert;
import java.util.ArrayList;
import java.util.List;

/** What makes the row or changes it, whichever is needed; the first value is always the ride. */
final class RideSql {
    static final Insert REQUESTED = upsert(
            "rider_id",
            "status",
            "phase",
            "pickup_lat",
            "pickup_lng",
            "pickup_label",
            "dropoff_lat",
            "dropoff_lng",
            "dropoff_label",
            "passengers",
            "requested_at");

    /** The ride goes on; while a cancellation is on its way, that is what the status says. */
    static final Insert GOES_ON = Insert.into("ride", "ride_id", "status", "phase")
            .onTaken("status = IF(status <=> 'CANCEL_PENDING', status, VALUES(status)), phase = VALUES(phase)");

    static final Insert CANCEL_REQUESTED = upsert("status", "reason");

    /** Back to what it had become meanwhile. */
    static final Insert CANCEL_REJECTED = Insert.into("ride", "ride_id").onTaken("status = phase, reason = NULL");

    static final Insert ENDED = upsert("status", "phase", "ended_at");

    static final Insert ABORTED = upsert("status", "phase", "ended_at", "reason");

    // Whatever dispatch tells next of a ride clears its alarm.
    static final Insert ALARM = upsert("alarm", "alarm_since");
    static final Insert ACCEPTED =
            upsert("alarm", "alarm_since", "driver_id", "taxi_id", "plate", "accepted_at", "arrived_at");
    static final Insert ARRIVED = upsert("alarm", "alarm_since", "arrived_at");
    static final Insert PICKED_UP = upsert("alarm", "alarm_since", "picked_up_at");
    static final Insert DROPPED_OFF = upsert("alarm", "alarm_since", "dropped_off_at", "meters", "fare", "review");

    static final Insert CHARGE_ATTEMPTED = upsert("payment", "payer_id");
    static final Insert CHARGED = upsert("payment", "paid_minor_units", "paid_currency", "paid_at");
    static final Insert CHARGE = upsert("payment");

    /** Of a fence {@code t}: the ride's row is as it stays. */
    static final String OVER =
            "NOT EXISTS (SELECT 1 FROM ride r WHERE r.ride_id = t.aggregate_id AND r.ended_at IS NULL)";

    private RideSql() {}

    private static Insert upsert(String... columns) {
        List<String> all = new ArrayList<>(List.of("ride_id"));
        all.addAll(List.of(columns));
        return Insert.orReplace("ride", all.toArray(String[]::new));
    }
}
