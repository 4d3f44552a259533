package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Estimate;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.OpenCalls;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.call.domain.Way;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.fares.Tariffs;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Questions that change nothing but what is known of the offers' way. */
public final class LookUp {
    private static final int MAX_CALLS = 50;
    /** A driver looks at calls up to here; a search in degrees, so that the database can narrow it. */
    private static final double CALLS_WITHIN_METERS = 8_000;
    /** Calls read for one look; beyond it the oldest are shown. */
    private static final int CALLS_READ = 500;
    /** Taxis counted as near for an estimate. */
    private static final int NEAR_METERS = 2_000;

    private static final int NEAR_LIMIT = 64;
    private static final double METERS_PER_DEGREE = 111_195;
    /** Clocks differ, and whoever asks may think for a while. */
    private static final Duration WHEN_BEHIND = Duration.ofHours(1);
    /** Nobody knows the tariff of later days. */
    private static final Duration WHEN_AHEAD = Duration.ofDays(366);

    private final Rides rides;
    private final TaxiPositions positions;
    private final CallDecider decider;
    private final Ways ways;
    private final Deliveries deliveries;

    public LookUp(Rides rides, TaxiPositions positions, CallDecider decider, Ways ways, Deliveries deliveries) {
        this.rides = rides;
        this.positions = positions;
        this.decider = decider;
        this.ways = ways;
        this.deliveries = deliveries;
    }

    public Future<Reply<Offer.Listing>> offersOf(Request<DispatchQuery.OffersOf> request) {
        return rides.openOffersOf(request.body().driver(), request.at())
                .onSuccess(offers -> deliveries.polled(offers, request.at()))
                .map(offers -> Reply.done(new Offer.Listing(offers)));
    }

    public Future<Reply<DriverRide>> rideOf(Request<DispatchQuery.RideOf> request) {
        return rides.of(request.body().driver())
                .map(found -> found.map(on -> Reply.done(RideView.of(on)))
                        .orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "you are on no ride")));
    }

    /** Empty for a driver whose place nobody knows. */
    public Future<Reply<OpenCalls>> callsNear(Request<DispatchQuery.CallsNear> request) {
        int limit = request.body().limit();
        if (limit < 1 || limit > MAX_CALLS)
            return Future.succeededFuture(Reply.refused(Refusal.INVALID, "limit must be from 1 to " + MAX_CALLS));
        Instant now = request.at();
        return positions
                .of(request.body().driver(), now)
                .map(seen -> rides.openCalls(around(seen.where()), now, CALLS_READ)
                        .map(open -> Reply.done(new OpenCalls(nearest(open, seen.where(), limit)))))
                .orElseGet(() -> Future.succeededFuture(Reply.done(new OpenCalls(List.of()))));
    }

    private static Rides.Box around(GeoPoint place) {
        double dLat = CALLS_WITHIN_METERS / METERS_PER_DEGREE;
        double dLng = dLat / Math.max(0.01, Math.cos(Math.toRadians(place.lat())));
        return new Rides.Box(place.lat() - dLat, place.lng() - dLng, place.lat() + dLat, place.lng() + dLng);
    }

    private static List<OpenCalls.Call> nearest(List<Ride.Open> open, GeoPoint place, int limit) {
        return open.stream()
                .map(ride -> new OpenCalls.Call(
                        ride.id(),
                        ride.order().pickup(),
                        ride.order().dropoff(),
                        ride.order().passengers(),
                        Math.round(ride.order().pickup().metersTo(place)),
                        ride.order().openedAt(),
                        ride.searchUntil()))
                .filter(call -> call.metersAway() <= CALLS_WITHIN_METERS)
                .sorted(Comparator.comparingLong(OpenCalls.Call::metersAway))
                .limit(limit)
                .toList();
    }

    public Future<Reply<Estimate>> estimate(Request<DispatchQuery.EstimateRide> request) {
        GeoPoint pickup = request.body().pickup();
        GeoPoint dropoff = request.body().dropoff();
        String flaw = decider.rules().longestWay().flaw(pickup, dropoff);
        if (flaw != null) return Future.succeededFuture(Reply.refused(Refusal.INVALID, flaw));
        Instant now = request.at();
        Instant when = request.body().when() == null ? now : request.body().when();
        if (when.isBefore(now.minus(WHEN_BEHIND)) || when.isAfter(now.plus(WHEN_AHEAD)))
            return Future.succeededFuture(Reply.refused(
                    Refusal.INVALID,
                    "when must be from an hour ago to a year ahead of " + now + ", which is now, or left out"));
        return Future.all(ways.between(pickup, dropoff), nearAndFree(pickup, now))
                .compose(known -> {
                    Way way = known.resultAt(0);
                    List<TaxiPositions.Near> taxis = known.resultAt(1);
                    Tariffs.Range range = decider.tariffs().range(when, way.meters(), way.seconds());
                    return pickupSeconds(taxis, pickup)
                            .map(pickupSeconds -> Reply.done(new Estimate(
                                    way.meters(),
                                    way.seconds(),
                                    range.fare(),
                                    range.least(),
                                    range.most(),
                                    taxis.size(),
                                    pickupSeconds.orElse(null))));
                });
    }

    private Future<List<TaxiPositions.Near>> nearAndFree(GeoPoint pickup, Instant now) {
        List<TaxiPositions.Near> near = positions.nearest(pickup, NEAR_METERS, NEAR_LIMIT, now);
        if (near.isEmpty()) return Future.succeededFuture(near);
        return rides.free(near.stream().map(TaxiPositions.Near::driver).toList())
                .map(free -> {
                    Set<DriverId> drivers = new HashSet<>(free);
                    return near.stream()
                            .filter(taxi -> drivers.contains(taxi.driver()))
                            .toList();
                });
    }

    private Future<Optional<Long>> pickupSeconds(List<TaxiPositions.Near> taxis, GeoPoint pickup) {
        if (taxis.isEmpty()) return Future.succeededFuture(Optional.empty());
        return ways.between(taxis.getFirst().where(), pickup).map(way -> Optional.of(way.seconds()));
    }

    public Future<Reply<DriverFeed>> feed(Request<DriverFeed.Read> request) {
        List<DriverFeed.After> after = request.body().after();
        if (after.size() > DriverFeed.MAX_DRIVERS)
            return Future.succeededFuture(
                    Reply.refused(Refusal.INVALID, "at most " + DriverFeed.MAX_DRIVERS + " drivers at once"));
        if (after.isEmpty()) return Future.succeededFuture(Reply.done(new DriverFeed(List.of())));
        Map<DriverId, Long> from = new HashMap<>();
        for (DriverFeed.After one : after) from.merge(one.driver(), one.seq(), Math::min);
        return rides.feed(from)
                .onSuccess(entries -> deliveries.streamed(entries, request.at()))
                .map(entries -> Reply.done(new DriverFeed(entries)));
    }

    public Future<Reply<DriverFeed.End>> feedEnd(Request<DriverFeed.FindEnd> request) {
        return rides.feedEnd(request.body().driver()).map(seq -> Reply.done(new DriverFeed.End(seq)));
    }
}
