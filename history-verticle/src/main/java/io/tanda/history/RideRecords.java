package io.tanda.history;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.history.RideSearch;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks rides up. Every page is read along one index in its order, newest first, so that it costs as much as it shows:
 *
 * <pre>
 *   with an alarm    ride_alarm          by ride id
 *   a rider's        ride_rider          by ride id
 *   a driver's       ride_driver         by ride id
 *   of a time        ride_requested_at   by time of request, then ride id
 *   in a status      ride_status         by ride id
 *   all              PRIMARY             by ride id
 * </pre>
 *
 * <p>The first that applies is taken; the other conditions are checked on its rows. What riders call the places is in no index: whoever
 * looks for it says whose rides or of what day ({@link RideSearch#bounded}).
 */
final class RideRecords {
    private final Store store;

    RideRecords(Store store) {
        this.store = store;
    }

    /** @param search with a limit from 1 to 100 @param named with what riders call the places */
    Future<HistoryPage> search(RideSearch search, boolean named) {
        Query query = Query.of(search);
        return store.query(query.sql(), query.arguments().toArray()).map(rows -> page(rows, search.limit(), named));
    }

    /** One more row than asked for tells whether there is a next page. */
    private static HistoryPage page(RowSet<Row> rows, int limit, boolean named) {
        List<RideRecord> items = new ArrayList<>();
        for (Row row : rows) items.add(ride(row, named));
        if (items.size() <= limit) return new HistoryPage(List.copyOf(items), null);
        List<RideRecord> page = List.copyOf(items.subList(0, limit));
        return new HistoryPage(page, page.getLast().id());
    }

    /** As people write: without regard to case or accents, whatever the column's own order is. */
    private static final String LIKE = " COLLATE utf8mb4_unicode_ci LIKE ? ESCAPE '!'";

    /** What {@link #ride} reads beside the row. */
    static final String SUMS =
            " (SELECT CAST(SUM(f.minor_units) AS SIGNED) FROM ride_refund f WHERE f.ride_id = ride.ride_id) AS refunded_minor_units,"
                    + " (SELECT MIN(f.currency) FROM ride_refund f WHERE f.ride_id = ride.ride_id) AS refunded_currency,"
                    // At most one for each purpose.
                    + " (SELECT GROUP_CONCAT(CONCAT_WS(' ', c.purpose, c.status, c.minor_units, c.currency, c.at)"
                    + " ORDER BY c.purpose SEPARATOR ',') FROM ride_charge c"
                    + " WHERE c.ride_id = ride.ride_id AND c.minor_units IS NOT NULL) AS beside_fare";

    /** @param sql with as many ? as there are arguments */
    record Query(String sql, List<@Nullable Object> arguments) {
        static Query of(RideSearch search) {
            boolean byTime = search.alarm() == null
                    && search.rider() == null
                    && search.driver() == null
                    && (search.from() != null || search.to() != null);
            List<String> conditions = new ArrayList<>();
            List<@Nullable Object> arguments = new ArrayList<>();
            if (search.alarm() != null) {
                conditions.add("alarm = ?");
                arguments.add(search.alarm());
            }
            if (search.rider() != null) {
                conditions.add("rider_id = ?");
                arguments.add(search.rider());
            }
            if (search.driver() != null) {
                conditions.add("driver_id = ?");
                arguments.add(search.driver());
            }
            if (search.status() != null) {
                conditions.add("status = ?");
                arguments.add(search.status());
            }
            if (search.from() != null) {
                conditions.add("requested_at >= ?");
                arguments.add(search.from());
            }
            if (search.to() != null) {
                conditions.add("requested_at < ?");
                arguments.add(search.to());
            }
            if (search.place() != null) {
                conditions.add("(pickup_label" + LIKE + " OR dropoff_label" + LIKE + ")");
                String pattern = pattern(search.place());
                arguments.add(pattern);
                arguments.add(pattern);
            }
            if (search.before() != null) {
                if (byTime) {
                    // The cursor names a ride; where it stands in this order is looked up.
                    conditions.add("requested_at <= (SELECT requested_at FROM ride WHERE ride_id = ?)");
                    conditions.add("(requested_at < (SELECT requested_at FROM ride WHERE ride_id = ?) OR ride_id < ?)");
                    arguments.add(search.before());
                    arguments.add(search.before());
                } else {
                    conditions.add("ride_id < ?");
                }
                arguments.add(search.before());
            }
            arguments.add(search.limit() + 1);
            String sql = "SELECT ride.*," + SUMS + " FROM ride"
                    + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                    + " ORDER BY " + (byTime ? "requested_at DESC, ride_id DESC" : "ride_id DESC")
                    + " LIMIT ?";
            return new Query(sql, arguments);
        }
    }

    /** Anywhere in a label. */
    private static String pattern(String words) {
        return "%" + words.replaceAll("[!%_]", "!$0") + "%";
    }

    /** @param row of {@code SELECT ride.*, SUMS} */
    static RideRecord ride(Row row, boolean named) {
        String status = row.getString("status");
        String fare = row.getString("fare");
        String payment = row.getString("payment");
        String alarm = row.getString("alarm");
        Long paid = row.getLong("paid_minor_units");
        Long refunded = row.getLong("refunded_minor_units");
        return new RideRecord(
                new RideId(Rows.uuid(row, "ride_id")),
                Rows.idOrNull(row, "rider_id", RiderId::new),
                Rows.idOrNull(row, "driver_id", DriverId::new),
                Rows.idOrNull(row, "taxi_id", TaxiId::new),
                row.getString("plate"),
                status == null ? null : RideStatus.valueOf(status),
                place(row, "pickup", named),
                place(row, "dropoff", named),
                row.getInteger("passengers"),
                Rows.instantOrNull(row, "requested_at"),
                Rows.instantOrNull(row, "accepted_at"),
                Rows.instantOrNull(row, "arrived_at"),
                Rows.instantOrNull(row, "picked_up_at"),
                Rows.instantOrNull(row, "dropped_off_at"),
                Rows.instantOrNull(row, "ended_at"),
                row.getLong("meters"),
                fare == null ? null : Wire.decode(fare, Fare.class),
                row.getString("review"),
                payment == null ? null : PaymentView.Status.valueOf(payment),
                paid == null ? null : new Money(paid, row.getString("paid_currency")),
                refunded == null ? null : new Money(refunded, row.getString("refunded_currency")),
                row.getString("reason"),
                alarm == null ? null : RideAlarm.valueOf(alarm),
                Rows.instantOrNull(row, "alarm_since"),
                Rows.instantOrNull(row, "pickup_at"),
                besideFare(row.getString("beside_fare")));
    }

    private static List<RideCharge> besideFare(@Nullable String rows) {
        if (rows == null) return List.of();
        List<RideCharge> charges = new ArrayList<>();
        for (String row : rows.split(",")) {
            String[] parts = row.split(" ");
            charges.add(new RideCharge(
                    Purpose.valueOf(parts[0]),
                    PaymentView.Status.valueOf(parts[1]),
                    new Money(Long.parseLong(parts[2]), parts[3]),
                    Rows.instant(Long.parseLong(parts[4]))));
        }
        return charges;
    }

    private static @Nullable Place place(Row row, String which, boolean named) {
        Double lat = row.getDouble(which + "_lat");
        Double lng = row.getDouble(which + "_lng");
        return lat == null || lng == null ? null : new Place(lat, lng, named ? row.getString(which + "_label") : null);
    }
}
