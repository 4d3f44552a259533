package io.tanda.payment.ledger.domain;

import io.tanda.contract.DriverId;

/** How a fare was divided when it became due. @param commission the company's part, in minor units */
public record Shares(DriverId driver, long commission) {}
