package io.tanda.payment.ledger.outbound;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.payment.ledger.application.Ledger;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.ledger.domain.Shares;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** What is read of the table; {@link EntryRows} writes it. */
public final class MySqlLedger implements Ledger {
    private static final String SHARES =
            "SELECT account, owner_id, minor_units FROM entry WHERE aggregate_id = ? AND purpose = ?";

    private final Store store;

    public MySqlLedger(Store store) {
        this.store = store;
    }

    @Override
    public Future<Optional<Shares>> shares(ChargeId charge) {
        return store.query(SHARES, charge, Posting.Kind.FARE).map(rows -> {
            DriverId driver = null;
            long commission = 0;
            for (Row row : rows) {
                Account account = Account.valueOf(row.getString("account"));
                if (account == Account.DRIVER_EARNINGS) driver = new DriverId(Rows.uuid(row, "owner_id"));
                if (account == Account.COMMISSION) commission = -row.getLong("minor_units");
            }
            return driver == null ? Optional.empty() : Optional.of(new Shares(driver, commission));
        });
    }
}
