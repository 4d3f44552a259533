package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.DriverId;
import io.tanda.contract.Phone;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Act;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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

    /** @param standing absent = active */
    public record Driver(
            DriverId id,
            String name,
            @Nullable Phone phone,
            @Nullable Standing standing) {}

    /** @param standing absent = active */
    public record Taxi(
            TaxiId id, String plate, int seats, @Nullable Standing standing) {}

    /** Whether a driver or a taxi may work. */
    public enum Standing {
        ACTIVE("reinstate"),
        /** Takes no call and goes on no duty; a ride that is under way is driven to its end. */
        SUSPENDED("suspend"),
        /** As suspended, and for good. */
        REMOVED("remove");

        private final String act;

        Standing(String act) {
            this.act = act;
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Standing of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** Who is on no ride goes off duty by it. */
    public record SetDriverStanding(DriverId driver, Standing standing, String reason) implements Act {
        @Override
        public String act() {
            return standing.act + "-driver";
        }

        @Override
        public UUID about() {
            return driver.value();
        }
    }

    /** Its driver goes off duty by it, where he is on no ride. */
    public record SetTaxiStanding(TaxiId taxi, Standing standing, String reason) implements Act {
        @Override
        public String act() {
            return standing.act + "-taxi";
        }

        @Override
        public UUID about() {
            return taxi.value();
        }
    }

    public record DriverStanding(DriverId driver, Standing standing) {}

    public record TaxiStanding(TaxiId taxi, Standing standing) {}

    public record ListDrivers(@Nullable DriverId after, int limit) {}

    public record ListTaxis(@Nullable TaxiId after, int limit) {}

    public record Drivers(List<Driver> items, @Nullable DriverId next) {}

    public record Taxis(List<Taxi> items, @Nullable TaxiId next) {}
}
