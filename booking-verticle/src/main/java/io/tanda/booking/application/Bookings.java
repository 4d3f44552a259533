package io.tanda.booking.application;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the bookings that are kept. Fails with {@link io.tanda.platform.commit.CommitFailed} only. */
public interface Bookings {
    Future<Optional<StoredBooking>> find(RideId ride);

    /** Another rider's booking is not found. */
    Future<Optional<StoredBooking>> findOfRider(RideId ride, RiderId rider);

    /** Newest first. @param before only older ones than this */
    Future<List<StoredBooking>> ofRider(RiderId rider, @Nullable RideId before, int limit);
}
