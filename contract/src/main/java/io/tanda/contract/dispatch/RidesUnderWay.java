package io.tanda.contract.dispatch;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open calls and the rides that bind a driver, as operators see them, the oldest first.
 *
 * @param items may be fewer than were asked for where others follow: those of other areas are passed over
 * @param next ask with it as {@code after} for the following page; absent on the last
 */
public record RidesUnderWay(List<Item> items, @Nullable RideId next) {
    /** On one page. */
    public static final int MAX_LIMIT = 100;
    /** Of one who watches them all: some 200 kB. */
    public static final int MAX_READ = 500;

    /** What may be asked for, and how dispatch calls it. */
    public static final Map<RideStatus, String> STATES = Map.of(
            RideStatus.REQUESTED, "open",
            RideStatus.ACCEPTED, "accepted",
            RideStatus.ARRIVED, "arrived",
            RideStatus.IN_PROGRESS, "on_trip",
            RideStatus.SETTLING, "collecting");

    /**
     * @param status one of {@link #STATES}; absent = all of them
     * @param area of the pick-up, by the name in the areas' file; absent = anywhere
     * @param after only rides younger than this one
     * @param limit 1 to {@link #MAX_READ}
     */
    public record Ask(
            @Nullable RideStatus status,
            @Nullable String area,
            @Nullable RideId after,
            int limit) {}

    /**
     * @param driver with {@code taxi} and {@code plate}: absent while nobody has the call
     * @param area that the pick-up lies in; absent where none has it
     * @param since when it came into its status
     * @param searchUntil of an open call
     * @param pickupAt when the taxi is wanted; absent = as soon as it can be there
     * @param overdue an alarm was raised because it stays where it is
     */
    public record Item(
            RideId id,
            int version,
            RideStatus status,
            RiderId rider,
            @Nullable DriverId driver,
            @Nullable TaxiId taxi,
            @Nullable String plate,
            GeoPoint pickup,
            GeoPoint dropoff,
            @Nullable String area,
            int passengers,
            Instant since,
            @Nullable Instant searchUntil,
            @Nullable Instant pickupAt,
            boolean overdue) {}
}
