package io.tanda.contract.payment;

import io.tanda.contract.AboutRide;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/** @param rider whose it must be; absent only for an operator */
public record PaymentQuery(RideId ride, @Nullable RiderId rider) implements AboutRide {}
