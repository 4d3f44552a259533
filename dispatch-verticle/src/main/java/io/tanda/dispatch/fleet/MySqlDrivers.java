package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.dispatch.call.outbound.MySqlRides;
import io.tanda.dispatch.call.outbound.RideRow;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fleet and its duty in MySQL. */
public final class MySqlDrivers implements Drivers {
    private static final UUID LEAST = new UUID(0, 0);

    private final Store store;

    public MySqlDrivers(Store store) {
        this.store = store;
    }

    @Override
    public Future<Optional<Driver>> find(DriverId driver) {
        return store.query(FleetSql.FIND_DRIVER, driver).map(rows -> MySqlRides.first(rows, MySqlDrivers::driver));
    }

    private static Driver driver(Row row) {
        UUID taxi = Store.uuidOrNull(row, "t_id");
        UUID ride = Store.uuidOrNull(row, "id");
        return new Driver(
                new DriverId(Store.uuid(row, "d_id")),
                row.getInteger("d_version"),
                Store.instant(row, "d_since"),
                taxi == null
                        ? null
                        : new Driver.DutyTaxi(new TaxiId(taxi), row.getString("t_plate"), row.getInteger("t_seats")),
                ride == null ? null : RideRow.found(row));
    }

    @Override
    public Future<Optional<Driver.DutyTaxi>> taxi(TaxiId taxi) {
        return store.query(FleetSql.FIND_TAXI, taxi)
                .map(rows -> MySqlRides.first(
                        rows,
                        row -> new Driver.DutyTaxi(
                                new TaxiId(Store.uuid(row, "id")), row.getString("plate"), row.getInteger("seats"))));
    }

    @Override
    public Future<List<Fleet.Driver>> list(@Nullable DriverId after, int limit) {
        return store.query(FleetSql.LIST_DRIVERS, after == null ? LEAST : after.value(), limit)
                .map(rows -> MySqlRides.all(
                        rows, row -> new Fleet.Driver(new DriverId(Store.uuid(row, "id")), row.getString("name"))));
    }

    @Override
    public Future<List<Fleet.Taxi>> listTaxis(@Nullable TaxiId after, int limit) {
        return store.query(FleetSql.LIST_TAXIS, after == null ? LEAST : after.value(), limit)
                .map(rows -> MySqlRides.all(
                        rows,
                        row -> new Fleet.Taxi(
                                new TaxiId(Store.uuid(row, "id")), row.getString("plate"), row.getInteger("seats"))));
    }

    @Override
    public Unit.Builder holding(Unit.Builder unit, Driver driver) {
        return unit.change(FleetSql.HOLD_DRIVER, driver.id(), driver.version());
    }

    @Override
    public Unit.Builder duty(Unit.Builder unit, Driver driver, @Nullable TaxiId taxi, Instant since) {
        return unit.change(FleetSql.SET_DUTY, taxi, since, driver.id(), driver.version());
    }

    @Override
    public Unit.Builder register(Unit.Builder unit, Fleet.RegisterDriver driver, boolean known, Instant now) {
        return known
                ? unit.change(FleetSql.RENAME_DRIVER, driver.name(), driver.driver())
                : unit.insert(FleetSql.DRIVER, driver.driver(), driver.name(), null, now, 1);
    }

    @Override
    public Unit.Builder register(Unit.Builder unit, Fleet.RegisterTaxi taxi, boolean known) {
        return known
                ? unit.change(FleetSql.CHANGE_TAXI, taxi.plate(), taxi.seats(), taxi.taxi())
                : unit.insert(FleetSql.TAXI, taxi.taxi(), taxi.plate(), taxi.seats());
    }
}
