package io.tanda.booking.application;

import io.tanda.contract.Phone;
import io.tanda.contract.RiderId;
import io.vertx.core.Future;

/** Port: who calls from which number. The only place where a number outlives its rides. */
public interface Callers {
    /** Always the same for a number; somebody new for one that never called. */
    Future<RiderId> riderOf(Phone phone);
}
