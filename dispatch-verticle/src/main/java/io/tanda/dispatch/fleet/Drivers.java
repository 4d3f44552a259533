package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fleet and its duty. */
public interface Drivers {
    Future<Optional<Driver>> find(DriverId driver);

    Future<Optional<Driver.DutyTaxi>> taxi(TaxiId taxi);

    Future<List<Fleet.Driver>> list(@Nullable DriverId after, int limit);

    Future<List<Fleet.Taxi>> listTaxis(@Nullable TaxiId after, int limit);

    /** Stale when anything about his standing has changed since he was found. */
    Unit.Builder holding(Unit.Builder unit, Driver driver);

    /** Sets his duty; stale as above. The key {@code driver_taxi} is taken when another drives the taxi. */
    Unit.Builder duty(Unit.Builder unit, Driver driver, @Nullable TaxiId taxi, Instant since);

    Unit.Builder register(Unit.Builder unit, Fleet.RegisterDriver driver, boolean known, Instant now);

    /** The key {@code taxi_plate} is taken when another taxi has the plate. */
    Unit.Builder register(Unit.Builder unit, Fleet.RegisterTaxi taxi, boolean known);
}
