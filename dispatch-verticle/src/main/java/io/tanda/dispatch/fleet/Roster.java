package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All drivers and what they do, as it is stored. */
public interface Roster {
    /** In the order of their ids. @param onDuty only those who are @param after only drivers past this one */
    Future<List<Named>> duty(boolean onDuty, @Nullable DriverId after, int limit);

    /** Who is on duty with it. */
    Future<Optional<Driver>> driverOf(TaxiId taxi);

    record Named(String name, Driver driver) {}
}
