package io.tanda.booking.application;

import io.tanda.booking.domain.FollowUp;
import io.tanda.contract.RideId;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Port: asking the other contexts, only when a deadline has come and their events have not. Nothing on the way to accepting a booking
 * depends on it (B1).
 */
public interface Neighbours {
    /**
     * Whether dispatch knows the ride: then its events are on their way here. Fails while dispatch does not answer; false once that has
     * lasted as long as an outage does.
     */
    Future<Boolean> knownToDispatch(RideId ride);

    /** What has become of the ride's fare; empty while nothing has. Fails when payment cannot be asked. */
    Future<Optional<FollowUp>> fare(RideId ride);
}
