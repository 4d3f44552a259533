package io.tanda.payment.ledger.application;

import io.tanda.contract.ChargeId;
import io.tanda.payment.ledger.domain.Shares;
import io.vertx.core.Future;
import java.util.Optional;

/** Port: what is booked. Booking itself is a part of the change that it is about. */
public interface Ledger {
    /** How a charge's fare was divided; empty: it was not, for it is of before the ledger. */
    Future<Optional<Shares>> shares(ChargeId charge);
}
