package io.tanda.contract.history;

import io.tanda.contract.Money;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import java.time.Instant;

/**
 * What a rider is charged for a ride beside its fare: a tip, or a fee (ADR 37).
 *
 * @param amount what is due or was; whether it is paid, the status says
 * @param at since when the status is so
 */
public record RideCharge(Purpose purpose, PaymentView.Status status, Money amount, Instant at) {}
