package io.tanda.dispatch.call.domain;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of a call or ride, with everything that is needed to decide it. */
public sealed interface CallCommand {
    /** @param as how the driver stands to the call at this moment */
    record Accept(DriverId driver, Standing as, Instant pickupEta) implements CallCommand {}

    /** What the driver who has the ride does with it; nobody else has such a ride. */
    sealed interface Step extends CallCommand {
        DriverId driver();
    }

    /** @param taxi absent = nobody knows @param reason why it is elsewhere; absent = it is at the pick-up */
    record Arrive(
            DriverId driver,
            @Nullable Sighting taxi,
            @Nullable ArrivalReason reason) implements Step {}

    /** The rider is not there, and the driver has tried to reach him. */
    record Contact(DriverId driver) implements Step {}

    /** @param byOperator who has tried to reach the rider where the driver has not */
    record MarkNoShow(DriverId driver, boolean byOperator) implements Step {}

    record PickUp(DriverId driver) implements Step {}

    /**
     * @param where absent = the drop-off place of the call; of an aborted ride, where the taxi is
     * @param meters absent = estimated
     * @param taxi absent = nobody knows
     * @param fare the meter's or an agreed one; absent = the tariff's
     * @param extras on top of the fare
     * @param aborted why it is before the place where the ride should end; absent = it is not (R16)
     * @param tender in what the fare is in the car already; absent = it is not
     */
    record DropOff(
            DriverId driver,
            @Nullable GeoPoint where,
            @Nullable Long meters,
            @Nullable Sighting taxi,
            Fare.@Nullable Told fare,
            List<Fare.Extra> extras,
            @Nullable AbortReason aborted,
            @Nullable PaymentMethod tender)
            implements Step {}

    /** The fare is in the car. */
    record TakeFare(DriverId driver, PaymentMethod method) implements Step {}

    /** Where the driver's taxi was, and when. */
    record Sighting(GeoPoint where, Instant at) {}

    record GiveBack(DriverId driver, String reason) implements Step {}

    /** @param answered whether somebody waits for an answer: a cancellation does, an expiry does not */
    record Withdraw(boolean answered) implements CallCommand {}

    /** A taxi on its way may not be heard of any more. @param taxi absent = nobody knows */
    record Listen(@Nullable Sighting taxi) implements CallCommand {}

    /** The ride may have stayed where it is for too long. */
    record Watch() implements CallCommand {}

    /** The search window may be over. */
    record Exhaust() implements CallCommand {}

    /**
     * The card was declined.
     *
     * @param driverIsFree he has no other ride yet
     */
    record NoteDecline(String code, boolean driverIsFree) implements CallCommand {}

    /** Payment says that nothing is due any more. */
    record NoteSettled() implements CallCommand {}

    /** The driver may have waited long enough. */
    record EndCollection() implements CallCommand {}

    /** How a driver who wants a call stands to it. */
    sealed interface Standing {
        record OnDuty(TaxiId taxi, String plate, int seats) implements Standing {}

        record OffDuty() implements Standing {}

        /** An operator has suspended him, or his taxi. */
        record Suspended() implements Standing {}

        record OnAnotherRide() implements Standing {}

        /** The offer he answers was declined, has expired or was withdrawn. */
        record OfferIsClosed() implements Standing {}

        /** He had this ride and gave it back. */
        record GaveItBack() implements Standing {}
    }
}
