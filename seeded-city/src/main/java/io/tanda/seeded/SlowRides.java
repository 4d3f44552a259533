package io.tanda.seeded;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.FakeTables;
import io.tanda.dispatch.call.application.Found;
import io.tanda.dispatch.call.application.Rides;
import io.tanda.dispatch.call.application.SentOffer;
import io.tanda.dispatch.call.application.StoredOffer;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.fleet.Driver;
import io.tanda.dispatch.fleet.Drivers;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dispatch's tables as one life of an instance reads them: what is read takes its time. */
final class SlowRides implements Rides, Drivers {
    private static final String OFFERS = "offers";
    private static final String DRIVERS = "drivers";

    private final FakeTables tables;
    private final SlowCommits<Change> store;

    SlowRides(FakeTables tables, SlowCommits<Change> store) {
        this.tables = tables;
        this.store = store;
    }

    @Override
    public Future<Optional<Found>> find(RideId ride) {
        return store.read(ride, tables.find(ride));
    }

    @Override
    public Future<Optional<Found>> of(DriverId driver) {
        return store.read(driver, tables.of(driver));
    }

    @Override
    public Future<Optional<StoredOffer>> offer(OfferId offer) {
        return store.read(OFFERS, tables.offer(offer));
    }

    @Override
    public Future<List<SentOffer>> waiting(RideId ride) {
        return store.read(ride, tables.waiting(ride));
    }

    @Override
    public Future<List<StoredOffer>> offers(RideId ride) {
        return store.read(ride, tables.offers(ride));
    }

    @Override
    public Future<List<Available>> available(Ride.Open call, List<DriverId> nearest, Instant now) {
        return store.read(call.id(), tables.available(call, nearest, now));
    }

    @Override
    public Future<List<DriverId>> free(List<DriverId> nearest) {
        return store.read(DRIVERS, tables.free(nearest));
    }

    @Override
    public Future<List<Offer>> openOffersOf(DriverId driver, Instant now) {
        return store.read(driver, tables.openOffersOf(driver, now));
    }

    @Override
    public Future<List<Ride.Open>> openCalls(Box around, Instant now, int limit) {
        return store.read(OFFERS, tables.openCalls(around, now, limit));
    }

    @Override
    public Future<List<ToPickup>> toPickup(Instant acceptedUntil, int limit) {
        return store.read(DRIVERS, tables.toPickup(acceptedUntil, limit));
    }

    @Override
    public Future<List<DriverFeed.Entry>> feed(Map<DriverId, Long> after) {
        return store.read(DRIVERS, tables.feed(after));
    }

    @Override
    public Future<Long> feedEnd(DriverId driver) {
        return store.read(driver, tables.feedEnd(driver));
    }

    @Override
    public Future<Optional<Driver>> find(DriverId driver) {
        return store.read(driver, tables.find(driver));
    }

    @Override
    public Future<Optional<Driver.DutyTaxi>> taxi(TaxiId taxi) {
        return store.read(DRIVERS, tables.taxi(taxi));
    }

    @Override
    public Future<List<Fleet.Driver>> list(@Nullable DriverId after, int limit) {
        return store.read(DRIVERS, tables.list(after, limit));
    }

    @Override
    public Future<List<Fleet.Taxi>> listTaxis(@Nullable TaxiId after, int limit) {
        return store.read(DRIVERS, tables.listTaxis(after, limit));
    }
}
