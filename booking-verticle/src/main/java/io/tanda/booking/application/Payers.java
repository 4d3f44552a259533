package io.tanda.booking.application;

import io.tanda.booking.domain.Payer;
import io.tanda.contract.RiderId;
import io.vertx.core.Future;

/**
 * Port: what riders can pay with. As payment has told it, which is a copy of booking's own; or payment itself, which is asked only for what
 * the copy does not know, and need not answer (B1).
 */
@FunctionalInterface
public interface Payers {
    /** {@link Payer#NOBODY} of a rider who was never heard of. Fails where nobody answers. */
    Future<Payer> of(RiderId rider);
}
