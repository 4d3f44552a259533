package io.tanda.contract.dispatch;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.List;

/** Calls nobody has yet, nearest first. */
public record OpenCalls(List<Call> items) {
    /** @param metersAway from the asking driver's last position, straight line */
    public record Call(
            RideId id,
            GeoPoint pickup,
            GeoPoint dropoff,
            int passengers,
            long metersAway,
            Instant openedAt,
            Instant searchUntil) {}
}
