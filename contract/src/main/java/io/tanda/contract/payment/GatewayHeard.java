package io.tanda.contract.payment;

/** @param asked whether the gateway is now asked about a charge, because nobody knew what had become of it */
public record GatewayHeard(boolean asked) {}
