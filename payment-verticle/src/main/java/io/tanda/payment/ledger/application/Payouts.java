package io.tanda.payment.ledger.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.payment.DriverStatement;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Port: what drivers have earned and were paid. */
public interface Payouts {
    /** The unique key of a driver's references: one that is taken was paid already. */
    String REFERENCE = "payout_reference";

    /** @param owed in minor units of the currency that was asked for; less than nothing: he owes @param paid how often, in any */
    record Standing(long owed, int paid) {}

    Future<Standing> of(DriverId driver, String currency);

    /** By currency. */
    Future<List<DriverStatement.Line>> lines(DriverId driver, Instant from, Instant to);
}
