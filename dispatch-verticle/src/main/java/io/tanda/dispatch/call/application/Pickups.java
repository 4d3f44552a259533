package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a driver has to the pick-up, as far as anybody knows. */
public final class Pickups {
    /** Told as arrival when nobody knows where the taxi is. */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    private final TaxiPositions positions;
    private final Ways ways;

    public Pickups(TaxiPositions positions, Ways ways) {
        this.positions = positions;
        this.ways = ways;
    }

    /** @return empty when nobody knows where he is */
    Future<Optional<Instant>> seen(Ride.Open open, DriverId driver, Instant now) {
        return positions
                .of(driver, now)
                .map(seen -> ways.between(seen.where(), open.order().pickup())
                        .map(way -> Optional.of(now.plusSeconds(way.seconds()))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** @param seen what {@link #seen} said @param answered the offer he accepts: it knew where he was */
    static Instant eta(Optional<Instant> seen, Optional<StoredOffer> answered, Instant now) {
        return seen.or(() -> answered.map(offer -> offer.sentAt().plusSeconds(offer.pickupSeconds())))
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
