package io.tanda.contract.payment;

import io.tanda.contract.AboutRide;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/**
 * @param ride of a service the id of what was sold, in its place
 * @param rider whose it must be; absent only for an operator
 * @param purpose which charge of the ride; absent = the fare's
 */
public record PaymentQuery(RideId ride, @Nullable RiderId rider, Purpose purpose) implements AboutRide {
    public PaymentQuery {
        purpose = Purpose.orFare(purpose);
    }

    /** Of the fare. */
    public PaymentQuery(RideId ride, @Nullable RiderId rider) {
        this(ride, rider, Purpose.FARE);
    }
}
