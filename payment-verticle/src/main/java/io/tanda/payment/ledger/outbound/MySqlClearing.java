package io.tanda.payment.ledger.outbound;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.payment.ledger.application.Clearing;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Movement;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger's table says of the gateway. */
public final class MySqlClearing implements Clearing {
    /** More breaks than that are not looked for one by one. */
    private static final int MOST_REFERENCES = 500;

    /** An attempt that took something has the gateway's reference of it, whatever the ride was charged for. */
    private static final String BOOKED = """
            SELECT e.purpose, e.reference, e.ride_id, e.minor_units, e.currency, COALESCE(a.asked_at, e.booked_at) AS moved_at
            FROM entry e LEFT JOIN charge_attempt a ON e.purpose = 'CAPTURE' AND a.ride_id = e.ride_id AND a.attempt = e.attempt
                AND a.detail = e.reference
            WHERE e.account = ? AND e.booked_at >= ?""";

    private static final String OF_TIME = BOOKED + " AND e.booked_at < ?";
    private static final String OF_REFERENCES =
            BOOKED + " AND e.reference IN (" + String.join(", ", Collections.nCopies(MOST_REFERENCES, "?")) + ")";

    private final Store store;

    public MySqlClearing(Store store) {
        this.store = store;
    }

    @Override
    public Future<List<Movement>> booked(Instant from, Instant until) {
        return store.query(OF_TIME, Account.GATEWAY_CLEARING, from, until).map(MySqlClearing::movements);
    }

    @Override
    public Future<List<Movement>> bookedSince(Instant from, List<String> references) {
        // One text, whatever their number: the places that are left are filled with the first.
        @Nullable Object[] arguments = new @Nullable Object[MOST_REFERENCES + 2];
        Arrays.fill(arguments, references.getFirst());
        arguments[0] = Account.GATEWAY_CLEARING;
        arguments[1] = from;
        for (int i = 0; i < Math.min(references.size(), MOST_REFERENCES); i++) arguments[i + 2] = references.get(i);
        return store.query(OF_REFERENCES, arguments).map(MySqlClearing::movements);
    }

    private static List<Movement> movements(RowSet<Row> rows) {
        List<Movement> movements = new ArrayList<>();
        for (Row row : rows)
            movements.add(new Movement(
                    type(Posting.Kind.valueOf(row.getString("purpose"))),
                    row.getString("reference"),
                    Rows.idOrNull(row, "ride_id", RideId::new),
                    new Money(Math.abs(row.getLong("minor_units")), row.getString("currency")),
                    Rows.instant(row, "moved_at")));
        return movements;
    }

    private static Reconciliation.Type type(Posting.Kind kind) {
        return switch (kind) {
            case CAPTURE -> Reconciliation.Type.CAPTURE;
            case REFUND -> Reconciliation.Type.REFUND;
            case FARE, TENDER, COLLECTION, WRITE_OFF, HOLD, RELEASE, PAYOUT ->
                throw new IllegalStateException(kind + " is booked as the gateway's");
        };
    }
}
