package io.tanda.history;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.MyPage;
import io.tanda.contract.history.MyPage.Month;
import io.tanda.contract.history.MyPage.Spending;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.MethodView;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A rider's page: three looks side by side, each along an index of his and as long as what it shows.
 *
 * <pre>
 *   rides that are not over   ride_rider_open
 *   the newest that are       ride_rider        by ride id
 *   what he paid              spending_rider    and no row of the table
 *   what he can pay with      method_of_rider
 * </pre>
 */
final class MyPages {
    private static final String RIDES = "SELECT ride.*," + RideRecords.SUMS + " FROM ride";
    // The second goes along the rides in their order: most of a rider's are over, and it ends after a few.
    static final String OF_RIDER = "(" + RIDES + " WHERE rider_id = ? AND ended_at IS NULL LIMIT " + MyPage.MOST_OPEN
            + ") UNION ALL (" + RIDES + " FORCE INDEX (ride_rider) WHERE rider_id = ? AND ended_at IS NOT NULL"
            + " ORDER BY ride_id DESC LIMIT " + (MyPage.PAST + 1) + ")";
    static final String SPENT = "SELECT month, currency,"
            + " CAST(SUM(IF(way = 'REFUNDED', 0, minor_units)) AS SIGNED) AS paid,"
            + " CAST(SUM(IF(way = 'REFUNDED', minor_units, 0)) AS SIGNED) AS refunded"
            + " FROM spending WHERE rider_id = ? GROUP BY month, currency ORDER BY month, currency";
    static final String METHODS = "SELECT m.*, p.usual FROM method m LEFT JOIN payer p ON p.rider_id = m.rider_id"
            + " WHERE m.rider_id = ? AND m.registered_at IS NOT NULL ORDER BY m.registered_at, m.method_id LIMIT "
            + MethodList.MOST;

    private static final Comparator<RideRecord> NEWEST_FIRST =
            Comparator.<RideRecord, UUID>comparing(ride -> ride.id().value()).reversed();

    private final Store store;
    private final Heard heard;

    MyPages(Store store, Heard heard) {
        this.store = store;
        this.heard = heard;
    }

    Future<MyPage> of(RiderId rider) {
        // What was heard before the rows are read: they are no older than that.
        MyPage.Heard until = heard.now();
        Future<RowSet<Row>> rides = store.query(OF_RIDER, rider, rider);
        Future<RowSet<Row>> spent = store.query(SPENT, rider);
        Future<RowSet<Row>> methods = store.query(METHODS, rider);
        return Future.all(rides, spent, methods)
                .map(read -> page(rides.result(), spending(spent.result()), methods(methods.result()), until));
    }

    private static MyPage page(
            RowSet<Row> rows, List<Spending> spending, List<MethodView> methods, MyPage.Heard heard) {
        List<RideRecord> upcoming = new ArrayList<>();
        List<RideRecord> current = new ArrayList<>();
        List<RideRecord> past = new ArrayList<>();
        for (Row row : rows) {
            RideRecord ride = RideRecords.ride(row, true);
            if (ride.endedAt() != null) past.add(ride);
            else if (ride.status() == RideStatus.SCHEDULED) upcoming.add(ride);
            else current.add(ride);
        }
        upcoming.sort(Comparator.comparing(RideRecord::pickupAt, Comparator.nullsFirst(Comparator.naturalOrder())));
        current.sort(NEWEST_FIRST);
        past.sort(NEWEST_FIRST);
        boolean more = past.size() > MyPage.PAST;
        List<RideRecord> shown = more ? past.subList(0, MyPage.PAST) : past;
        HistoryPage page =
                new HistoryPage(List.copyOf(shown), more ? shown.getLast().id() : null);
        return new MyPage(upcoming, current, page, spending, methods, heard);
    }

    /** @param rows by month, the oldest first */
    private static List<Spending> spending(RowSet<Row> rows) {
        Map<String, List<Month>> byCurrency = new TreeMap<>();
        for (Row row : rows) {
            String currency = row.getString("currency");
            byCurrency
                    .computeIfAbsent(currency, first -> new ArrayList<>())
                    .addFirst(new Month(
                            Months.of(row.getInteger("month")),
                            new Money(row.getLong("paid"), currency),
                            new Money(row.getLong("refunded"), currency)));
        }
        List<Spending> spending = new ArrayList<>();
        byCurrency.forEach((currency, months) -> spending.add(new Spending(
                new Money(
                        months.stream()
                                .mapToLong(month -> month.paid().minorUnits())
                                .sum(),
                        currency),
                new Money(
                        months.stream()
                                .mapToLong(month -> month.refunded().minorUnits())
                                .sum(),
                        currency),
                months.subList(0, Math.min(months.size(), MyPage.MONTHS)))));
        return spending;
    }

    private static List<MethodView> methods(RowSet<Row> rows) {
        List<MethodView> methods = new ArrayList<>();
        for (Row row : rows) {
            MethodId id = new MethodId(Rows.uuid(row, "method_id"));
            String expiry = row.getString("expiry");
            methods.add(new MethodView(
                    id,
                    MethodKind.valueOf(row.getString("kind")),
                    row.getString("brand"),
                    row.getString("last_four"),
                    expiry == null ? null : YearMonth.parse(expiry),
                    id.equals(Rows.idOrNull(row, "usual", MethodId::new)),
                    Rows.instant(row, "registered_at")));
        }
        return methods;
    }
}
