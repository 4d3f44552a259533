package io.tanda.payment;

import io.tanda.contract.RideId;
import io.tanda.contract.payment.Purpose;
import io.vertx.core.Future;

/** The charges as they are kept. */
interface Charges {
    Future<Charge> load(RideId ride, Purpose purpose);

    /** Fails as {@link io.tanda.platform.commit.CommitFailed.Stale} when the charge is no longer as it was before the change. */
    Future<Void> commit(Change change);
}
