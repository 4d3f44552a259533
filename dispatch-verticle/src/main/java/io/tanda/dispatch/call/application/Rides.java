package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.event.Recorded;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls, rides and their offers, as they are stored. Whoever changes them commits the unit these methods fill. */
public interface Rides {
    Future<Optional<Found>> find(RideId ride);

    Future<Optional<StoredOffer>> offer(OfferId offer);

    /** The offers of a call that wait for an answer. */
    Future<List<SentOffer>> waiting(RideId ride);

    /** All offers of a call, of each attempt and in any state. */
    Future<List<StoredOffer>> offers(RideId ride);

    /** The drivers among these who may be offered the call now. */
    Future<List<Available>> available(Found call, List<DriverId> nearest, Instant now);

    /** Of these, the drivers who are on duty without a ride, in a taxi with any seats. */
    Future<List<DriverId>> free(List<DriverId> nearest);

    Future<List<Offer>> openOffersOf(DriverId driver, Instant now);

    /** @param limit rows, the oldest first */
    Future<List<Ride.Open>> openCalls(Box around, Instant now, int limit);

    Future<List<DriverFeed.Entry>> feed(Map<DriverId, Long> after);

    /** Puts a new call with its first offers into the unit. */
    Unit.Builder opening(Unit.Builder unit, CallOpened event, Change first, Recorded cause);

    /** Puts a change into the unit: it is stale unless the ride is as it was found. */
    Unit.Builder changing(Unit.Builder unit, Change change);

    /** Puts an answer to an offer into the unit: it is stale unless the offer waits for one. */
    Unit.Builder declining(Unit.Builder unit, StoredOffer offer);

    /** @param hasOtherOffer another call waits for his answer */
    record Available(DriverId driver, TaxiId taxi, boolean hasOtherOffer) {}

    /** Degrees. */
    record Box(double south, double west, double north, double east) {}
}
