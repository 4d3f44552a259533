package io.tanda.contract.dispatch;

import io.tanda.contract.DriverId;
import io.tanda.contract.Phone;
import io.tanda.contract.TaxiId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fleet as an operator keeps it. Registering again with the same id changes the entry. */
public final class Fleet {
    public static final int MAX_LIMIT = 100;
    public static final int MAX_SEATS = 8;

    private Fleet() {}

    /** @param name 1 to 80 characters @param phone what his riders may call; absent = none */
    public record RegisterDriver(
            DriverId driver, String name, @Nullable Phone phone) {}

    /** @param plate 1 to 16 characters, unique in the fleet @param seats 1 to {@link #MAX_SEATS}, without the driver's */
    public record RegisterTaxi(TaxiId taxi, String plate, int seats) {}

    public record Driver(DriverId id, String name, @Nullable Phone phone) {}

    public record Taxi(TaxiId id, String plate, int seats) {}

    public record ListDrivers(@Nullable DriverId after, int limit) {}

    public record ListTaxis(@Nullable TaxiId after, int limit) {}

    public record Drivers(List<Driver> items, @Nullable DriverId next) {}

    public record Taxis(List<Taxi> items, @Nullable TaxiId next) {}
}
