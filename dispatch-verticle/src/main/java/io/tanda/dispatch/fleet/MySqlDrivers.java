package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fleet and its duty in MySQL. */
public final class MySqlDrivers implements Drivers, Roster {
    private static final DriverId NOBODY = new DriverId(new UUID(0, 0));

    private final Store store;

    public MySqlDrivers(Store store) {
        this.store = store;
    }

    @Override
    public Future<Optional<Driver>> find(DriverId driver) {
        return store.query(FleetSql.FIND_DRIVER, driver)
                .map(rows -> Rows.first(rows).map(MySqlDrivers::driver));
    }

    private static Driver driver(Row row) {
        UUID taxi = Rows.uuidOrNull(row, "t_id");
        UUID ride = Rows.uuidOrNull(row, "r_id");
        return new Driver(
                new DriverId(Rows.uuid(row, "d_id")),
                row.getInteger("d_version"),
                Rows.instant(row, "d_since"),
                taxi == null
                        ? null
                        : new Driver.DutyTaxi(
                                new TaxiId(taxi),
                                row.getString("t_plate"),
                                row.getInteger("t_seats"),
                                standing(row, "t_standing")),
                ride == null ? null : new Driver.OnRide(new RideId(ride), state(row.getString("r_state"))),
                standing(row, "d_standing"));
    }

    private static Fleet.Standing standing(Row row, String column) {
        return Fleet.Standing.valueOf(row.getString(column));
    }

    /** A ride binds its driver in these states only. */
    private static Duty.State state(String ride) {
        return switch (ride) {
            case "accepted" -> Duty.State.RESERVED;
            case "arrived", "collecting" -> Duty.State.STOPPED;
            case "on_trip" -> Duty.State.ON_TRIP;
            default -> throw new IllegalStateException("a ride binds its driver in no state we know: " + ride);
        };
    }

    @Override
    public Future<Optional<Driver.DutyTaxi>> taxi(TaxiId taxi) {
        return store.query(FleetSql.FIND_TAXI, taxi)
                .map(rows -> Rows.first(rows)
                        .map(row -> new Driver.DutyTaxi(
                                new TaxiId(Rows.uuid(row, "id")),
                                row.getString("plate"),
                                row.getInteger("seats"),
                                standing(row, "standing"))));
    }

    @Override
    public Future<List<Fleet.Driver>> list(@Nullable DriverId after, int limit) {
        Future<RowSet<Row>> page = after == null
                ? store.query(FleetSql.FIRST_DRIVERS, limit)
                : store.query(FleetSql.NEXT_DRIVERS, after, limit);
        return page.map(rows -> all(rows, MySqlDrivers::entry));
    }

    private static Fleet.Driver entry(Row row) {
        String phone = row.getString("phone");
        return new Fleet.Driver(
                new DriverId(Rows.uuid(row, "id")),
                row.getString("name"),
                phone == null ? null : new Phone(phone),
                standing(row, "standing"));
    }

    @Override
    public Future<Optional<Driver>> driverOf(TaxiId taxi) {
        return store.query(FleetSql.FIND_DRIVER_OF_TAXI, taxi)
                .map(rows -> Rows.first(rows).map(MySqlDrivers::driver));
    }

    @Override
    public Future<List<Named>> duty(boolean onDuty, @Nullable DriverId after, int limit) {
        return store.query(onDuty ? FleetSql.DUTY_ON : FleetSql.DUTY, after == null ? NOBODY : after, limit)
                .map(rows -> all(rows, row -> new Named(row.getString("d_name"), driver(row))));
    }

    @Override
    public Future<List<Fleet.Taxi>> listTaxis(@Nullable TaxiId after, int limit) {
        Future<RowSet<Row>> page = after == null
                ? store.query(FleetSql.FIRST_TAXIS, limit)
                : store.query(FleetSql.NEXT_TAXIS, after, limit);
        return page.map(rows -> all(
                rows,
                row -> new Fleet.Taxi(
                        new TaxiId(Rows.uuid(row, "id")),
                        row.getString("plate"),
                        row.getInteger("seats"),
                        standing(row, "standing"))));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        for (Row row : rows) all.add(read.apply(row));
        return all;
    }
}
