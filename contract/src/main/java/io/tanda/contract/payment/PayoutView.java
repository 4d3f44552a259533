package io.tanda.contract.payment;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.PayoutId;
import java.time.Instant;

/** What a driver was paid. @param reference of the transfer @param paidAt domain time */
public record PayoutView(PayoutId id, DriverId driver, Money amount, String reference, Instant paidAt) {}
