package io.tanda.payment;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;

/** What is owed by whom and for what: fixed for the life of a charge, so that a key never changes its amount. */
record Claim(RideId ride, RiderId rider, Purpose purpose, Money amount) {}
