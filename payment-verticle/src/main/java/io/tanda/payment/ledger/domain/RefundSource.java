package io.tanda.payment.ledger.domain;

import io.tanda.contract.DriverId;

/** Whose money a refund is. */
public sealed interface RefundSource {
    /**
     * The fare becomes less: the driver's part and the company's.
     *
     * @param commission the part of what is given back that was the company's, in minor units
     */
    record Fare(DriverId driver, long commission) implements RefundSource {}

    /** It is the company's. */
    record Fee() implements RefundSource {}

    /** The rider has paid twice: it is his. */
    record Credit() implements RefundSource {}

    /** Of a fare of before the ledger. */
    record Before() implements RefundSource {}
}
