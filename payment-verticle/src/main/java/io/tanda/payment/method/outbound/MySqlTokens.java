package io.tanda.payment.method.outbound;

import io.tanda.contract.MethodId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.application.Tokens;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/** What rides are charged to: the method that the ride was booked with, also where it was removed since, or else the rider's default. */
public final class MySqlTokens implements Tokens {
    private static final String NAMED = "SELECT token FROM method WHERE rider_id = ? AND method_id = ?";
    private static final String USUAL = "SELECT m.token FROM wallet w JOIN method m"
            + " ON m.rider_id = w.rider_id AND m.method_id = w.usual WHERE w.rider_id = ?";

    private final Store store;

    public MySqlTokens(Store store) {
        this.store = store;
    }

    @Override
    public Future<Optional<GatewayToken>> of(Claim claim) {
        MethodId named = claim.method();
        if (named == null) return store.query(USUAL, claim.rider()).map(MySqlTokens::token);
        return store.query(NAMED, claim.rider(), named).map(rows -> {
            Optional<GatewayToken> token = token(rows);
            if (token.isEmpty()) throw new IllegalStateException("there is no token of the payment method " + named);
            return token;
        });
    }

    private static Optional<GatewayToken> token(RowSet<Row> rows) {
        return Rows.first(rows).map(row -> row.getString("token")).map(GatewayToken::new);
    }
}
