package io.tanda.booking.application;

import io.tanda.booking.domain.Payer;
import io.tanda.contract.RiderId;
import io.vertx.core.Future;

/** Port: what riders can pay with, as payment has told it. A copy of booking's own: nobody else is asked while a ride is (B1). */
@FunctionalInterface
public interface Payers {
    /** {@link Payer#NOBODY} of a rider who was never heard of. */
    Future<Payer> of(RiderId rider);
}
