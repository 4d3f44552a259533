package io.tanda.payment.method.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.MethodKind;

/**
 * What is to be verified for whom: fixed for the life of a verification, so that a key never changes its amount.
 *
 * @param amount held at the gateway to see whether it could be taken, and let go of again
 */
public record Registration(MethodId method, RiderId rider, MethodKind kind, Money amount) {}
