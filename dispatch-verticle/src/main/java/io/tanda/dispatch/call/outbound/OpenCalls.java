package io.tanda.dispatch.call.outbound;

import io.tanda.dispatch.call.application.CallMeters;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;

/** How many calls are open, for the meter. */
public final class OpenCalls {
    private final Store store;
    private final CallMeters meters;

    public OpenCalls(Store store, CallMeters meters) {
        this.store = store;
        this.meters = meters;
    }

    public Future<Void> count() {
        return store.query(CallSql.COUNT_OPEN_CALLS)
                .onSuccess(rows -> meters.openCalls(rows.iterator().next().getLong("n")))
                .mapEmpty();
    }
}
