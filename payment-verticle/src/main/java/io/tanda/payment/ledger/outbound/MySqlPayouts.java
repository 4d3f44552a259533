package io.tanda.payment.ledger.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.payment.DriverStatement;
import io.tanda.payment.ledger.application.Payouts;
import io.tanda.payment.ledger.domain.Payout;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The table of payouts, and what the ledger's says of drivers. */
public final class MySqlPayouts implements Payouts {
    private static final Insert PAYOUT =
            Insert.into("payout", "driver_id", "number", "payout_id", "minor_units", "currency", "reference", "at");

    private static final String STANDING = """
            SELECT (SELECT -COALESCE(SUM(minor_units), 0) FROM entry WHERE owner_id = ? AND account IN ('DRIVER_EARNINGS', 'DRIVER_CASH')
                AND currency = ?) AS owed, (SELECT COUNT(*) FROM payout WHERE driver_id = ?) AS paid""";
    /** The commission of a fare is a leg of the same act; what a ride earned besides, such as a tip, has none. */
    private static final String LINES = """
            SELECT e.currency,
                -SUM(IF(e.at < ?, e.minor_units, 0)) AS balance_before,
                COUNT(DISTINCT IF(e.at >= ? AND e.purpose = 'FARE', e.ride_id, NULL)) AS rides,
                -SUM(IF(e.at >= ? AND e.purpose = 'FARE', e.minor_units + COALESCE(c.minor_units, 0), 0)) AS fares,
                -SUM(IF(e.at >= ? AND e.purpose = 'FARE', COALESCE(c.minor_units, 0), 0)) AS commission,
                SUM(IF(e.at >= ? AND e.purpose = 'REFUND', e.minor_units, 0)) AS refunds,
                SUM(IF(e.at >= ? AND e.account = 'DRIVER_CASH', e.minor_units, 0)) AS cash,
                SUM(IF(e.at >= ? AND e.purpose = 'PAYOUT', e.minor_units, 0)) AS paid_out,
                -SUM(e.minor_units) AS balance
            FROM entry e LEFT JOIN entry c ON c.aggregate_id = e.aggregate_id AND c.purpose = e.purpose AND c.attempt = e.attempt
                AND c.account = 'COMMISSION' AND e.account = 'DRIVER_EARNINGS'
            WHERE e.owner_id = ? AND e.account IN ('DRIVER_EARNINGS', 'DRIVER_CASH') AND e.at < ?
            GROUP BY e.currency ORDER BY e.currency""";

    private final Store store;
    private final InstantSource real;

    public MySqlPayouts(Store store) {
        this(store, InstantSource.system());
    }

    MySqlPayouts(Store store, InstantSource real) {
        this.store = store;
        this.real = real;
    }

    /** Who pays at the same time takes the same number, is stale, and decides again on what is left. */
    public void write(Unit.Builder unit, Payout payout) {
        unit.insertOnce(
                PAYOUT,
                payout.driver(),
                payout.number(),
                payout.id(),
                payout.amount().minorUnits(),
                payout.amount().currency(),
                payout.reference(),
                payout.at());
        EntryRows.write(unit, List.of(payout.posting()), real.instant());
    }

    @Override
    public Future<Standing> of(DriverId driver, String currency) {
        return store.query(STANDING, driver, currency, driver).map(rows -> {
            Row row = rows.iterator().next();
            return new Standing(row.getLong("owed"), row.getInteger("paid"));
        });
    }

    @Override
    public Future<List<DriverStatement.Line>> lines(DriverId driver, Instant from, Instant to) {
        return store.query(LINES, from, from, from, from, from, from, from, driver, to)
                .map(rows -> {
                    List<DriverStatement.Line> lines = new ArrayList<>();
                    for (Row row : rows)
                        lines.add(new DriverStatement.Line(
                                row.getString("currency"),
                                row.getLong("balance_before"),
                                row.getInteger("rides"),
                                row.getLong("fares"),
                                row.getLong("commission"),
                                row.getLong("refunds"),
                                row.getLong("cash"),
                                row.getLong("paid_out"),
                                row.getLong("balance")));
                    return lines;
                });
    }
}
