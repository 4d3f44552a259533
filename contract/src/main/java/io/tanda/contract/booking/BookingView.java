package io.tanda.contract.booking;

import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A booking as its rider sees it.
 *
 * @param version of the booking; also the ETag and the id of the last event in its stream
 * @param searchUntil until then it is dispatched or answered (A5)
 * @param searchDelayed nobody was found within the search window and the search goes on, or will when dispatch is back
 * @param taxi while one is assigned, and after
 * @param fare from drop-off on
 * @param paid once captured
 * @param freeCancellation for a canceled booking: whether it was within the free time
 * @param reason why it ended or is ending, where somebody gave one
 * @param pickupAt when the taxi is wanted; absent = as soon as it can be there
 * @param paymentMethodId what the gateway charges; absent = the rider's default
 * @param cancellation what canceling would cost; absent where it is always free, or not possible
 * @param fee that was or is charged because the rider canceled late or did not come
 */
public record BookingView(
        RideId id,
        RiderId rider,
        int version,
        RideStatus status,
        Place pickup,
        Place dropoff,
        int passengers,
        PaymentMethod paymentMethod,
        Instant requestedAt,
        Instant searchUntil,
        boolean searchDelayed,
        @Nullable AssignedTaxi taxi,
        @Nullable Money fare,
        @Nullable Money paid,
        @Nullable Boolean freeCancellation,
        @Nullable String reason,
        Instant updatedAt,
        @Nullable Instant pickupAt,
        @Nullable MethodId paymentMethodId,
        @Nullable Cancellation cancellation,
        @Nullable Money fee) {

    /** A4: what the rider is told once dispatched. */
    public record AssignedTaxi(DriverId driver, TaxiId taxi, String plate, Instant pickupEta) {}

    /** A9: told before it is charged. @param freeUntil domain time; from then on it costs {@code fee} */
    public record Cancellation(Instant freeUntil, Money fee) {}
}
