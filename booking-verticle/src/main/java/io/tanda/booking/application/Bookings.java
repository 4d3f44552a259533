package io.tanda.booking.application;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.StoredReply;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: where bookings are kept. Fails with {@link io.tanda.platform.commit.CommitFailed} only. */
public interface Bookings {
    Future<Optional<StoredBooking>> find(RideId ride);

    /** Another rider's booking is not found. */
    Future<Optional<StoredBooking>> findOfRider(RideId ride, RiderId rider);

    /** Newest first. @param before only older ones than this */
    Future<List<StoredBooking>> ofRider(RiderId rider, @Nullable RideId before, int limit);

    /** The change and what the request is answered, once for the request's id. */
    Future<Void> commit(Change change, Request<?> request, String reply);

    Future<Void> commit(Change change);

    /** The change as part of somebody else's commit. */
    Unit.Builder unit(Change change);

    /** What the request was answered before, if it was. */
    Future<Optional<StoredReply>> replyTo(Request<?> request);
}
