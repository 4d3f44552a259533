package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Fleet;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fleet and its duty, as they are stored. */
public interface Drivers {
    Future<Optional<Driver>> find(DriverId driver);

    Future<Optional<Driver.DutyTaxi>> taxi(TaxiId taxi);

    Future<List<Fleet.Driver>> list(@Nullable DriverId after, int limit);

    Future<List<Fleet.Taxi>> listTaxis(@Nullable TaxiId after, int limit);
}
