package io.tanda.dispatch.call.outbound;

import io.tanda.contract.RideId;
import io.tanda.dispatch.call.application.Desk;
import io.tanda.dispatch.call.application.Found;
import io.tanda.platform.store.Places;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls and rides under way in MySQL. */
public final class MySqlDesk implements Desk {
    private static final RideId BEFORE_ALL = new RideId(new UUID(0, 0));

    private final Store store;

    public MySqlDesk(Store store) {
        this.store = store;
    }

    @Override
    public Future<List<Found>> underWay(List<String> states, @Nullable RideId after, int limit) {
        List<@Nullable Object> arguments = new ArrayList<>(Places.filled(states));
        int places = arguments.size();
        arguments.add(after == null ? BEFORE_ALL : after);
        arguments.add(limit);
        return store.query(CallSql.underWay(places), arguments.toArray()).map(rows -> {
            List<Found> found = new ArrayList<>(rows.size());
            for (Row row : rows) found.add(RideRow.found(row));
            return found;
        });
    }
}
