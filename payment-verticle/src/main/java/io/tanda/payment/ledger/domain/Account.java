package io.tanda.payment.ledger.domain;

/**
 * Where money is, and whose it is. What is more than nothing is there, or owed to the company; what is less the company owes or has
 * earned. The names are stored, and never changed.
 */
public enum Account {
    /** What a rider owes; less than nothing: what he has paid twice. Owner: the rider. */
    RIDER,
    /** What a driver has earned and was not paid yet: less than nothing. Owner: the driver. */
    DRIVER_EARNINGS,
    /** The company's part of fares. */
    COMMISSION,
    /** What the gateway has taken for the company, less what it gave back. */
    GATEWAY_CLEARING,
    /** What the gateway holds to see whether a payment method can be charged. */
    VERIFICATION,
    /** What riders pay that is no fare, such as for a late cancellation: the company's. */
    FEES,
    /** What a driver was paid in the car, and has. Owner: the driver. */
    DRIVER_CASH,
    /** What people of the company were paid, at its desk. */
    DESK,
    /** What nobody will pay any more: the company's loss. */
    WRITTEN_OFF,
    /** What has gone to drivers, less what they have brought. */
    PAID_OUT,
    /** The other side of what was there before the ledger. */
    OPENING
}
