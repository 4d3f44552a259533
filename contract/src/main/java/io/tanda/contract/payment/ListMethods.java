package io.tanda.contract.payment;

import io.tanda.contract.RiderId;

/** @param rider whose payment methods, who asks himself */
public record ListMethods(RiderId rider) {}
