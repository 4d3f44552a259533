package io.tanda.platform.store;

import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Promise;

/**
 * A unit on its way into the database.
 *
 * @param promise completes on the caller's context
 * @param madeAt real time in microseconds: with the answer it tells this command's row from one that another process made
 * @param sinceNanos for the time it waits
 */
record Waiting(Unit unit, Promise<Void> promise, long madeAt, long sinceNanos) {
    void fail(StoreMeters meters, CommitFailed failure) {
        meters.failed(failure);
        promise.fail(failure);
    }
}
