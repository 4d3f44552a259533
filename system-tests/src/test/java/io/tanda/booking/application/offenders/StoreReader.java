package io.tanda.booking.application.offenders;

import io.tanda.platform.store.Store;
import io.vertx.core.Future;

/** A handler that asks the database by itself. */
public final class StoreReader {
    private final Store store;

    public StoreReader(Store store) {
        this.store = store;
    }

    public Future<?> look() {
        return store.query("SELECT 1");
    }
}
