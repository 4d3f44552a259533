package io.tanda.dispatch.fleet;

import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Fleet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes true in the register. */
public sealed interface FleetChange {
    /** @param known he is in the register: his entry changes */
    record DriverRegistered(Fleet.RegisterDriver entry, boolean known, Instant at) implements FleetChange {}

    /** The key {@code taxi_plate} is taken when another taxi has the plate. @param known its entry changes */
    record TaxiRegistered(Fleet.RegisterTaxi entry, boolean known) implements FleetChange {}

    /**
     * Stale when anything about his standing has changed since he was found. The key {@code driver_taxi} is taken when another drives
     * the taxi.
     *
     * @param taxi absent = off duty
     */
    record DutySet(Driver driver, @Nullable TaxiId taxi, Instant since) implements FleetChange {}

    /** Stale as with his duty. @param taxi that he keeps; absent = he is off duty */
    record DriverStands(
            Driver driver,
            Fleet.Standing standing,
            @Nullable TaxiId taxi,
            Instant since) implements FleetChange {}

    /** @param off who was on duty with it, and is stale as with his duty; absent = nobody goes off */
    record TaxiStands(
            TaxiId taxi, Fleet.Standing standing, @Nullable Driver off, Instant at) implements FleetChange {}
}
