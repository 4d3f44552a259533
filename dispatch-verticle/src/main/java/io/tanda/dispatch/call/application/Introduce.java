package io.tanda.dispatch.call.application;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A4: rider and driver are told of each other, from the acceptance until the driver is free, and not after. */
public final class Introduce {
    private final Encounters encounters;
    private final TaxiPositions positions;
    private final Ways ways;
    private final Riders riders;

    /** Whom a ride's driver meets, by who keeps it. */
    @FunctionalInterface
    public interface Riders {
        Future<Reply<RideRider>> of(Request<BookingQuery.RiderOf> request);
    }

    public Introduce(Encounters encounters, TaxiPositions positions, Ways ways, Riders riders) {
        this.encounters = encounters;
        this.positions = positions;
        this.ways = ways;
        this.riders = riders;
    }

    public Future<Reply<RideDriver>> driver(Request<DispatchQuery.DriverOf> request) {
        return encounters
                .comer(request.body().ride(), request.body().rider())
                .compose(found -> found.map(comer -> told(comer, request.at()).map(Reply::done))
                        .orElseGet(() -> Future.succeededFuture(
                                Reply.refused(Refusal.NOT_FOUND, "no driver has this ride of yours"))));
    }

    private Future<RideDriver> told(Encounters.Comer comer, Instant now) {
        Ride.Driven ride = (Ride.Driven) comer.ride().ride();
        TaxiPositions.Seen seen = positions.of(ride.assignment().driver(), now).orElse(null);
        GeoPoint target = target(ride);
        Future<@Nullable Duration> drives = seen == null || target == null
                ? Future.succeededFuture()
                : ways.between(seen.where(), target).map(way -> Duration.ofSeconds(way.seconds()));
        return drives.map(left -> new RideDriver(
                ride.id(),
                RideView.of(comer.ride()).status(),
                comer.name(),
                comer.phone(),
                ride.assignment().plate(),
                seen == null ? null : new RideDriver.Seen(seen.where(), seen.at()),
                left == null ? null : now.plus(left)));
    }

    /** Where the taxi drives to; null: nowhere. */
    private static @Nullable GeoPoint target(Ride.Driven ride) {
        return switch (ride) {
            case Ride.Accepted accepted -> accepted.order().pickup();
            case Ride.OnTrip trip -> trip.order().dropoff();
            case Ride.Arrived arrived -> null;
            case Ride.Over over -> null;
        };
    }

    public Future<Reply<RideRider>> rider(Request<DispatchQuery.RiderOf> request) {
        DispatchQuery.RiderOf question = request.body();
        return encounters
                .has(question.driver(), question.ride())
                .compose(his -> his
                        ? riders.of(new Request<>(
                                CommandId.next(),
                                Actor.SYSTEM,
                                request.at(),
                                null,
                                request.trace(),
                                new BookingQuery.RiderOf(question.ride())))
                        : Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "you have no such ride")));
    }
}
