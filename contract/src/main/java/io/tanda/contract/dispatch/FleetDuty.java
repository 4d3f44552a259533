package io.tanda.contract.dispatch;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drivers with their taxis and places, as operators see them.
 *
 * @param items may be fewer than were asked for where others follow: those in other states and areas are passed over
 * @param next ask with it as {@code after} for the following page; absent on the last
 */
public record FleetDuty(List<Item> items, @Nullable DriverId next) {
    public static final int MAX_LIMIT = 100;

    /**
     * @param state absent = all
     * @param area where the taxi is, by the name in the areas' file; absent = anywhere
     * @param limit 1 to {@link #MAX_LIMIT}
     */
    public record Ask(
            Duty.@Nullable State state,
            @Nullable String area,
            @Nullable DriverId after,
            int limit) {}

    /**
     * @param taxi with {@code plate}: while on duty
     * @param ride while on one
     * @param since of the duty
     * @param place with {@code seenAt}: absent where nothing was heard of him for 120 s
     * @param area that has the place; absent where none has
     */
    public record Item(
            DriverId driver,
            String name,
            Fleet.Standing standing,
            Duty.State state,
            @Nullable TaxiId taxi,
            @Nullable String plate,
            @Nullable RideId ride,
            Instant since,
            @Nullable GeoPoint place,
            @Nullable Instant seenAt,
            @Nullable String area) {}
}
