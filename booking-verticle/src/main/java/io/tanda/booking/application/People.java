package io.tanda.booking.application;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.RideRider;
import io.vertx.core.Future;
import java.util.Optional;

/** Port: whom the drivers of rides meet. */
public interface People {
    /** Of a booking that is over nothing is found. */
    Future<Optional<RideRider>> find(RideId ride);
}
