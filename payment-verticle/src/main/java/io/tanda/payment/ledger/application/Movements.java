package io.tanda.payment.ledger.application;

import io.tanda.payment.ledger.domain.Movement;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;

/** Port: what the gateway says that it moved. */
@FunctionalInterface
public interface Movements {
    /** All of a day, which is UTC's. Fails where the gateway does not say. */
    Future<List<Movement>> of(LocalDate day);
}
