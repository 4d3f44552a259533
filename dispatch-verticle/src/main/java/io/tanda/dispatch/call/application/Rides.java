package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.Ride;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls, rides and their offers, as they are stored. What becomes of them is a {@link Change}. */
public interface Rides {
    Future<Optional<Found>> find(RideId ride);

    /** The ride a driver is on. */
    Future<Optional<Found>> of(DriverId driver);

    Future<Optional<StoredOffer>> offer(OfferId offer);

    /** The offers of a call that wait for an answer. */
    Future<List<SentOffer>> waiting(RideId ride);

    /** All offers of a call, of each attempt and in any state. */
    Future<List<StoredOffer>> offers(RideId ride);

    /** The drivers among these who may be offered the call now. */
    Future<List<Available>> available(Ride.Open call, List<DriverId> nearest, Instant now);

    /** Of these, the drivers who are on duty without a ride, in a taxi with any seats. */
    Future<List<DriverId>> free(List<DriverId> nearest);

    /** Rides whose drivers are on the way to the pick-up, accepted until then. @param limit rows */
    Future<List<ToPickup>> toPickup(Instant acceptedUntil, int limit);

    Future<List<Offer>> openOffersOf(DriverId driver, Instant now);

    /** @param limit rows, the oldest first */
    Future<List<Ride.Open>> openCalls(Box around, Instant now, int limit);

    /** For each driver the next entries past a number, at most {@link DriverFeed#MAX_ENTRIES_PER_DRIVER}. */
    Future<List<DriverFeed.Entry>> feed(Map<DriverId, Long> after);

    /** The number of the last entry, 0 before the first. */
    Future<Long> feedEnd(DriverId driver);

    /** @param hasOtherOffer another call waits for his answer */
    record Available(DriverId driver, TaxiId taxi, boolean hasOtherOffer) {}

    /** @param silent it was told that nothing is heard of the taxi */
    record ToPickup(RideId ride, DriverId driver, boolean silent) {}

    /** Degrees. */
    record Box(double south, double west, double north, double east) {}
}
