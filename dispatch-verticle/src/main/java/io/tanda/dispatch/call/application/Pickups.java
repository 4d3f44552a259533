package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a driver has to the pick-up, as far as anybody knows. */
public final class Pickups {
    /** Told as arrival when nobody knows where the taxi is. */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    private final TaxiPositions positions;
    private final EtaEstimator eta;

    public Pickups(TaxiPositions positions, EtaEstimator eta) {
        this.positions = positions;
        this.eta = eta;
    }

    /** @param answered the offer he accepts: it knew where he was */
    Instant eta(Ride.Open open, DriverId driver, Optional<StoredOffer> answered, Instant now) {
        return positions
                .of(driver, now)
                .map(seen -> now.plusSeconds(
                        eta.secondsBetween(seen.where(), open.order().pickup())))
                .or(() -> answered.map(offer -> offer.sentAt().plusSeconds(offer.pickupSeconds())))
                .orElseGet(() -> now.plus(UNKNOWN));
    }

    /** Straight line; 0 when nobody knows. */
    long metersAway(Ride.Open open, DriverId driver, Instant now) {
        return positions
                .of(driver, now)
                .map(seen -> Math.round(seen.where().metersTo(open.order().pickup())))
                .orElse(0L);
    }
}
