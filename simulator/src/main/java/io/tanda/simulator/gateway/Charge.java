package io.tanda.simulator.gateway;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;

/**
 * What a merchant asks of the gateway.
 *
 * @param ride what the merchant files it under; the gateway does not look at it
 */
public record Charge(RiderId rider, RideId ride, Money amount) {}
