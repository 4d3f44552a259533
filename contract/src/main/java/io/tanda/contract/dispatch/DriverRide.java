package io.tanda.contract.dispatch;

import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ride as its driver sees it.
 *
 * @param status after a drop-off {@code completed} only when the capture is committed or the fare is in the car, {@code owed} when nobody
 *     paid in time, otherwise {@code settling}
 * @param meters and {@code fare}: from drop-off on
 * @param review why somebody looks at the fare before anything is charged; absent = it is charged
 * @param aborted why it ended before the place where it should; absent = it did not
 * @param contactedAt when the driver tried to reach a rider who was not there; absent = he has not
 * @param noShowFrom with {@code contactedAt}: from then on he may mark a no-show
 * @param paymentMethod what the rider means to pay by
 * @param collect while the fare is to be collected; absent = the driver has nothing to do about it
 */
public record DriverRide(
        RideId id,
        int version,
        RideStatus status,
        DriverId driver,
        TaxiId taxi,
        GeoPoint pickup,
        GeoPoint dropoff,
        int passengers,
        Instant acceptedAt,
        Instant pickupEta,
        @Nullable Instant arrivedAt,
        @Nullable Instant pickedUpAt,
        @Nullable Instant droppedOffAt,
        @Nullable Long meters,
        @Nullable Fare fare,
        @Nullable String review,
        @Nullable AbortReason aborted,
        @Nullable Instant contactedAt,
        @Nullable Instant noShowFrom,
        PaymentMethod paymentMethod,
        @Nullable Collect collect) {

    /**
     * What the driver is to do: take the fare in the car, or wait for the rider to pay.
     *
     * @param declined why the card was declined; absent where the fare was to be paid in the car from the beginning
     * @param until then he is free, whatever has become of it
     */
    public record Collect(@Nullable String declined, Instant until) {}
}
