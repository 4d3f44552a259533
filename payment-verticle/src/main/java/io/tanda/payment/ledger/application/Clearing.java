package io.tanda.payment.ledger.application;

import io.tanda.payment.ledger.domain.Movement;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Port: what is booked of what the gateway did. */
public interface Clearing {
    /** Booked from then until before then, real time. */
    Future<List<Movement>> booked(Instant from, Instant until);

    /** Of these, what was booked from then on. @param references the gateway's own ids; of many, the first hundreds are looked for */
    Future<List<Movement>> bookedSince(Instant from, List<String> references);
}
