package io.tanda.dispatch.call.outbound;

import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.dispatch.call.application.Decisions;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Decisions about calls in MySQL: rows that are added with what they decide, and never changed. */
public final class MySqlDecisions implements Decisions {
    private final Store store;

    public MySqlDecisions(Store store) {
        this.store = store;
    }

    static void write(Unit.Builder unit, RideId ride, CallDecision decision) {
        unit.insert(CallSql.DECISION, ride, Id.next(), decision.at(), Wire.encodeText(decision));
    }

    @Override
    public Future<List<CallDecision>> of(RideId ride, int limit) {
        return store.query(CallSql.DECISIONS_OF_RIDE, ride, limit).map(rows -> {
            List<CallDecision> decisions = new ArrayList<>(rows.size());
            for (Row row : rows) decisions.add(Wire.decode(row.getString("body"), CallDecision.class));
            return decisions;
        });
    }
}
