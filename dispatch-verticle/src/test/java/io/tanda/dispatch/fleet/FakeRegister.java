package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The register in memory, with the keys and guards that the schema has. */
final class FakeRegister implements Drivers, Roster {
    private record Row(
            String name,
            int version,
            Instant since,
            @Nullable TaxiId taxi,
            Driver.@Nullable OnRide on,
            Fleet.Standing standing) {}

    private final FakeTable<DriverId, Row> drivers = new FakeTable<DriverId, Row>().unique("driver_taxi", Row::taxi);
    private final FakeTable<TaxiId, Driver.DutyTaxi> taxis =
            new FakeTable<TaxiId, Driver.DutyTaxi>().unique("taxi_plate", Driver.DutyTaxi::plate);
    final FakeCommits<FleetChange> commits =
            new FakeCommits<>((into, change) -> write(change), FleetRows.RACED, drivers, taxis);

    void driver(DriverId id) {
        drivers.insert(id, new Row("Mary", 1, Instant.EPOCH, null, null, Fleet.Standing.ACTIVE));
    }

    TaxiId taxi(String plate) {
        TaxiId id = TaxiId.next();
        taxis.insert(id, new Driver.DutyTaxi(id, plate, 4, Fleet.Standing.ACTIVE));
        return id;
    }

    void onRide(DriverId id, RideId ride) {
        Row row = drivers.find(id).orElseThrow();
        drivers.change(
                id,
                any -> true,
                new Row(
                        row.name(),
                        row.version(),
                        row.since(),
                        row.taxi(),
                        new Driver.OnRide(ride, Duty.State.RESERVED),
                        row.standing()));
    }

    Optional<String> nameOf(DriverId id) {
        return drivers.find(id).map(Row::name);
    }

    Optional<TaxiId> dutyOf(DriverId id) {
        return drivers.find(id).map(Row::taxi);
    }

    private void write(FleetChange change) {
        switch (change) {
            case FleetChange.DriverRegistered registered -> write(registered);
            case FleetChange.TaxiRegistered registered -> {
                var entry = registered.entry();
                var row = new Driver.DutyTaxi(
                        entry.taxi(),
                        entry.plate(),
                        entry.seats(),
                        taxis.find(entry.taxi()).map(Driver.DutyTaxi::standing).orElse(Fleet.Standing.ACTIVE));
                if (registered.known()) taxis.change(entry.taxi(), any -> true, row);
                else taxis.insert(entry.taxi(), row);
            }
            case FleetChange.DutySet set ->
                duty(set.driver(), set.taxi(), set.since(), set.driver().standing());
            case FleetChange.DriverStands stands ->
                duty(stands.driver(), stands.taxi(), stands.since(), stands.standing());
            case FleetChange.TaxiStands stands -> {
                Driver.DutyTaxi taxi = taxis.find(stands.taxi()).orElseThrow();
                taxis.change(
                        stands.taxi(),
                        any -> true,
                        new Driver.DutyTaxi(taxi.id(), taxi.plate(), taxi.seats(), stands.standing()));
                if (stands.off() != null)
                    duty(stands.off(), null, stands.at(), stands.off().standing());
            }
        }
    }

    private void duty(Driver driver, @Nullable TaxiId taxi, Instant since, Fleet.Standing standing) {
        Row row = drivers.find(driver.id()).orElseThrow();
        drivers.change(
                driver.id(),
                now -> now.version() == driver.version(),
                new Row(row.name(), row.version() + 1, since, taxi, row.on(), standing));
    }

    private void write(FleetChange.DriverRegistered registered) {
        DriverId id = registered.entry().driver();
        String name = registered.entry().name();
        if (!registered.known())
            drivers.insert(id, new Row(name, 1, registered.at(), null, null, Fleet.Standing.ACTIVE));
        else {
            Row row = drivers.find(id).orElseThrow();
            drivers.change(
                    id, any -> true, new Row(name, row.version(), row.since(), row.taxi(), row.on(), row.standing()));
        }
    }

    @Override
    public Future<Optional<Driver>> find(DriverId id) {
        return Future.succeededFuture(drivers.find(id)
                .map(row -> new Driver(
                        id,
                        row.version(),
                        row.since(),
                        row.taxi() == null ? null : taxis.find(row.taxi()).orElseThrow(),
                        row.on(),
                        row.standing())));
    }

    @Override
    public Future<Optional<Driver>> driverOf(TaxiId taxi) {
        List<DriverId> on = new ArrayList<>();
        drivers.forEach((id, row) -> {
            if (taxi.equals(row.taxi())) on.add(id);
        });
        return on.isEmpty() ? Future.succeededFuture(Optional.empty()) : find(on.getFirst());
    }

    @Override
    public Future<List<Named>> duty(boolean onDuty, @Nullable DriverId after, int limit) {
        throw new UnsupportedOperationException("lists are asked of the real database");
    }

    @Override
    public Future<Optional<Driver.DutyTaxi>> taxi(TaxiId taxi) {
        return Future.succeededFuture(taxis.find(taxi));
    }

    @Override
    public Future<List<Fleet.Driver>> list(@Nullable DriverId after, int limit) {
        throw new UnsupportedOperationException("lists are asked of the real database");
    }

    @Override
    public Future<List<Fleet.Taxi>> listTaxis(@Nullable TaxiId after, int limit) {
        throw new UnsupportedOperationException("lists are asked of the real database");
    }

    /** Nobody knows where any taxi is. */
    static final class Nowhere implements TaxiPositions {
        @Override
        public List<Near> nearestNotBusy(GeoPoint place, int maxMeters, int limit, Instant now) {
            return List.of();
        }

        @Override
        public void busy(Collection<DriverId> drivers, Instant until) {}

        @Override
        public void freed(DriverId driver) {}

        @Override
        public boolean report(DriverId driver, double lat, double lng, Instant at, Instant now) {
            return false;
        }

        @Override
        public Optional<Seen> of(DriverId driver, Instant now) {
            return Optional.empty();
        }

        @Override
        public List<Near> nearest(GeoPoint place, int maxMeters, int limit, Instant now) {
            return List.of();
        }
    }
}
