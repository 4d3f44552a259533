package io.tanda.contract.payment;

import java.time.LocalDate;

/** Finance compares the ledger with what the gateway says it moved. @param day in UTC, as the gateway counts */
public record ReconcileDay(LocalDate day) {}
