package io.tanda.history;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.payment.PaymentView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a ride's row learns of an event; whichever comes first makes the row. */
public sealed interface News {
    RideId ride();

    /** Told by booking. */
    sealed interface Booked extends News {}

    record Asked(RideId ride, RiderId rider, RideStatus status, Place pickup, Place dropoff, int passengers, Instant at)
            implements Booked {}

    /** While a cancellation is on its way, that is what the status says. */
    record WentOn(RideId ride, RideStatus status) implements Booked {}

    record CancelRequested(RideId ride, @Nullable String reason) implements Booked {}

    /** Back to what it had become meanwhile. */
    record CancelRejected(RideId ride) implements Booked {}

    /** @param reason absent: the one that is there stays */
    record Ended(RideId ride, RideStatus status, @Nullable String reason, Instant at) implements Booked {}

    /** Told by dispatch. Each clears the alarm, but the one that raises it. */
    sealed interface Driven extends News {}

    record Accepted(RideId ride, DriverId driver, TaxiId taxi, String plate, Instant at) implements Driven {}

    /** Nobody has it again. */
    record Reopened(RideId ride) implements Driven {}

    record Alarmed(RideId ride, RideAlarm alarm, Instant since) implements Driven {}

    record Calmed(RideId ride) implements Driven {}

    record Arrived(RideId ride, Instant at) implements Driven {}

    record PickedUp(RideId ride, Instant at) implements Driven {}

    record DroppedOff(
            RideId ride, long meters, Fare fare, @Nullable String review, Instant at) implements Driven {}

    /** Told by payment. */
    sealed interface Charged extends News {
        PaymentView.Status status();
    }

    record ChargeBegun(RideId ride, PaymentView.Status status, RiderId payer) implements Charged {}

    record ChargeWentOn(RideId ride, PaymentView.Status status) implements Charged {}

    record ChargePaid(RideId ride, PaymentView.Status status, Money paid, Instant at) implements Charged {}

    /** Told by payment: the gateway has given it back. One of several, perhaps. */
    record Refunded(RideId ride, RefundId refund, Money amount) implements News {}
}
