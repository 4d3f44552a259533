package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Wire;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tables {@code ride}, {@code ride_charge}, {@code ride_refund} and {@code spending}: each statement makes the row or changes it, whichever is needed; the first
 * value is always the ride.
 */
final class RideRows {
    private static final Insert REQUESTED = upsert(
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
            "pickup_at",
            "requested_at");

    /** The ride goes on; while a cancellation is on its way, that is what the status says. */
    private static final Insert GOES_ON = Insert.into("ride", "ride_id", "status", "phase")
            .onTaken("status = IF(status <=> 'CANCEL_PENDING', status, VALUES(status)), phase = VALUES(phase)");

    private static final Insert CANCEL_REQUESTED = upsert("status", "reason");

    /** Back to what it had become meanwhile. */
    private static final Insert CANCEL_REJECTED =
            Insert.into("ride", "ride_id").onTaken("status = phase, reason = NULL");

    private static final Insert ENDED = upsert("status", "phase", "ended_at");

    private static final Insert ABORTED = upsert("status", "phase", "ended_at", "reason");

    // Whatever dispatch tells next of a ride clears its alarm.
    private static final Insert ALARM = upsert("alarm", "alarm_since");
    private static final Insert ACCEPTED =
            upsert("alarm", "alarm_since", "driver_id", "taxi_id", "plate", "accepted_at", "arrived_at");
    private static final Insert ARRIVED = upsert("alarm", "alarm_since", "arrived_at");
    private static final Insert PICKED_UP = upsert("alarm", "alarm_since", "picked_up_at");
    private static final Insert DROPPED_OFF =
            upsert("alarm", "alarm_since", "dropped_off_at", "meters", "fare", "review");

    private static final Insert CHARGE_ATTEMPTED = upsert("payment", "payer_id");
    private static final Insert CHARGED = upsert("payment", "paid_minor_units", "paid_currency", "paid_at");
    private static final Insert CHARGE = upsert("payment");

    /** What is charged beside the fare; the amount stays where it is not told again. */
    private static final Insert BESIDE = Insert.into(
                    "ride_charge", "ride_id", "purpose", "status", "at", "minor_units", "currency")
            .onTaken("status = VALUES(status), at = VALUES(at),"
                    + " minor_units = COALESCE(VALUES(minor_units), minor_units),"
                    + " currency = COALESCE(VALUES(currency), currency)");

    /** Again where it is told again. */
    private static final Insert REFUNDED =
            Insert.orReplace("ride_refund", "ride_id", "refund_id", "minor_units", "currency");

    private static final Insert SPENT =
            Insert.orReplace("spending", "ride_id", "leg_id", "way", "rider_id", "month", "currency", "minor_units");

    /** Of a fence {@code t}: the ride's row is as it stays. */
    static final String OVER =
            "NOT EXISTS (SELECT 1 FROM ride r WHERE r.ride_id = t.aggregate_id AND r.ended_at IS NULL)";

    private RideRows() {}

    static Commits<Change> commits(Store store) {
        return store.commits(
                (unit, change) -> {
                    for (News news : change.news()) write(unit, news);
                },
                Set.of());
    }

    private static void write(Unit.Builder unit, News news) {
        switch (news) {
            case News.Booked booked -> write(unit, booked);
            case News.Driven driven -> write(unit, driven);
            case News.Charged charged -> write(unit, charged);
            case News.Beside beside -> write(unit, beside);
            case News.Moved moved -> write(unit, moved);
            case News.OfMethods methods -> MethodRows.write(unit, methods);
        }
    }

    private static void write(Unit.Builder unit, News.Beside news) {
        Money amount = news.amount();
        unit.insert(
                BESIDE,
                news.ride(),
                news.purpose(),
                news.status(),
                news.at(),
                amount == null ? null : amount.minorUnits(),
                amount == null ? null : amount.currency());
    }

    private static void write(Unit.Builder unit, News.Moved news) {
        unit.insert(
                SPENT,
                news.ride(),
                news.leg(),
                news.way(),
                news.rider(),
                Months.number(news.at()),
                news.amount().currency(),
                news.amount().minorUnits());
        if (news instanceof News.Refunded n)
            unit.insert(
                    REFUNDED,
                    n.ride(),
                    n.refund(),
                    n.amount().minorUnits(),
                    n.amount().currency());
    }

    private static void write(Unit.Builder unit, News.Booked news) {
        switch (news) {
            case News.Asked n -> asked(unit, n);
            case News.WentOn n -> unit.insert(GOES_ON, n.ride(), n.status(), n.status());
            case News.CancelRequested n ->
                unit.insert(CANCEL_REQUESTED, n.ride(), RideStatus.CANCEL_PENDING, n.reason());
            case News.CancelRejected n -> unit.insert(CANCEL_REJECTED, n.ride());
            case News.Ended n when n.reason() == null -> unit.insert(ENDED, n.ride(), n.status(), n.status(), n.at());
            case News.Ended n -> unit.insert(ABORTED, n.ride(), n.status(), n.status(), n.at(), n.reason());
        }
    }

    private static void asked(Unit.Builder unit, News.Asked news) {
        Place pickup = news.pickup();
        Place dropoff = news.dropoff();
        unit.insert(
                REQUESTED,
                news.ride(),
                news.rider(),
                news.status(),
                news.status(),
                pickup.lat(),
                pickup.lng(),
                pickup.label(),
                dropoff.lat(),
                dropoff.lng(),
                dropoff.label(),
                news.passengers(),
                news.pickupAt(),
                news.at());
    }

    private static void write(Unit.Builder unit, News.Driven news) {
        switch (news) {
            case News.Accepted n ->
                unit.insert(ACCEPTED, n.ride(), null, null, n.driver(), n.taxi(), n.plate(), n.at(), null);
            case News.Reopened n -> unit.insert(ACCEPTED, n.ride(), null, null, null, null, null, null, null);
            case News.Alarmed n -> unit.insert(ALARM, n.ride(), n.alarm(), n.since());
            case News.Calmed n -> unit.insert(ALARM, n.ride(), null, null);
            case News.Arrived n -> unit.insert(ARRIVED, n.ride(), null, null, n.at());
            case News.PickedUp n -> unit.insert(PICKED_UP, n.ride(), null, null, n.at());
            case News.DroppedOff n ->
                unit.insert(
                        DROPPED_OFF, n.ride(), null, null, n.at(), n.meters(), Wire.encodeText(n.fare()), n.review());
        }
    }

    private static void write(Unit.Builder unit, News.Charged news) {
        switch (news) {
            case News.ChargeBegun n -> unit.insert(CHARGE_ATTEMPTED, n.ride(), n.status(), n.payer());
            case News.ChargeWentOn n -> unit.insert(CHARGE, n.ride(), n.status());
            case News.ChargePaid n ->
                unit.insert(
                        CHARGED,
                        n.ride(),
                        n.status(),
                        n.paid().minorUnits(),
                        n.paid().currency(),
                        n.at());
        }
    }

    private static Insert upsert(String... columns) {
        List<String> all = new ArrayList<>(List.of("ride_id"));
        all.addAll(List.of(columns));
        return Insert.orReplace("ride", all.toArray(String[]::new));
    }
}
