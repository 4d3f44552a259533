package io.tanda.gateway;

/**
 * What a merchant asks of the gateway: to give back a part or all of what a charge took.
 *
 * @param charge the gateway's own id of the charge
 */
record RefundRequest(String charge, ChargeRequest.Amount amount) {
    static final String PREFIX = "re_";

    RefundRequest {
        ChargeRequest.requireReference("charge", charge);
        if (amount.minorUnits() == 0) throw new IllegalArgumentException("a refund is of 1 minor unit at least");
    }
}
