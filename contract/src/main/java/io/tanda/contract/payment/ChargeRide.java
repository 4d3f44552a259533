package io.tanda.contract.payment;

import io.tanda.contract.AboutRide;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;

/** The fast path to what payment does anyway when it reads the drop-off: asking twice charges once. */
public record ChargeRide(RideId ride, RiderId rider, Purpose purpose, Money amount) implements AboutRide {}
