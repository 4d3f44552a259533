package io.tanda.history;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What rows learn of an event; whichever comes first makes the row. */
public sealed interface News {
    /** The ride, or the rider of a payment method. */
    UUID about();

    /** Of a ride. */
    sealed interface OfRide extends News {
        RideId ride();

        @Override
        default UUID about() {
            return ride().value();
        }
    }

    /** Told by booking. */
    sealed interface Booked extends OfRide {}

    /** @param pickupAt when the taxi is wanted; absent = as soon as it can be there */
    record Asked(
            RideId ride,
            RiderId rider,
            RideStatus status,
            Place pickup,
            Place dropoff,
            int passengers,
            @Nullable Instant pickupAt,
            Instant at)
            implements Booked {}

    /** While a cancellation is on its way, that is what the status says. */
    record WentOn(RideId ride, RideStatus status) implements Booked {}

    record CancelRequested(RideId ride, @Nullable String reason) implements Booked {}

    /** Back to what it had become meanwhile. */
    record CancelRejected(RideId ride) implements Booked {}

    /** @param reason absent: the one that is there stays */
    record Ended(RideId ride, RideStatus status, @Nullable String reason, Instant at) implements Booked {}

    /** Told by dispatch. Each clears the alarm, but the one that raises it. */
    sealed interface Driven extends OfRide {}

    record Accepted(RideId ride, DriverId driver, TaxiId taxi, String plate, Instant at) implements Driven {}

    /** Nobody has it again. */
    record Reopened(RideId ride) implements Driven {}

    record Alarmed(RideId ride, RideAlarm alarm, Instant since) implements Driven {}

    record Calmed(RideId ride) implements Driven {}

    record Arrived(RideId ride, Instant at) implements Driven {}

    record PickedUp(RideId ride, Instant at) implements Driven {}

    record DroppedOff(
            RideId ride, long meters, Fare fare, @Nullable String review, Instant at) implements Driven {}

    /** Told by payment of the fare. */
    sealed interface Charged extends OfRide {
        PaymentView.Status status();
    }

    record ChargeBegun(RideId ride, PaymentView.Status status, RiderId payer) implements Charged {}

    record ChargeWentOn(RideId ride, PaymentView.Status status) implements Charged {}

    record ChargePaid(RideId ride, PaymentView.Status status, Money paid, Instant at) implements Charged {}

    /** Told by payment of what is charged beside the fare. @param amount absent: as it was told before */
    record Beside(
            RideId ride,
            Purpose purpose,
            PaymentView.Status status,
            @Nullable Money amount,
            Instant at) implements OfRide {}

    /** Told by payment: money has changed hands for a ride. Each leg once, however often it is told. */
    sealed interface Moved extends OfRide {
        /** What it is told under: the charge or the refund. */
        UUID leg();

        Way way();

        RiderId rider();

        Money amount();

        Instant at();
    }

    /** Which way money goes; a column's values. */
    enum Way {
        /** By the gateway. */
        TAKEN,
        /** In the car, or at the desk. */
        TENDERED,
        REFUNDED
    }

    /** @param way of a charge that goes both ways, both count: it was paid twice */
    record Paid(RideId ride, ChargeId charge, Way way, RiderId rider, Money amount, Instant at) implements Moved {
        @Override
        public UUID leg() {
            return charge.value();
        }
    }

    /** The gateway has given it back. One of several, perhaps. */
    record Refunded(RideId ride, RefundId refund, RiderId rider, Money amount, Instant at) implements Moved {
        @Override
        public UUID leg() {
            return refund.value();
        }

        @Override
        public Way way() {
            return Way.REFUNDED;
        }
    }

    /** Told by payment: what a rider can pay with. */
    sealed interface OfMethods extends News {
        RiderId rider();

        @Override
        default UUID about() {
            return rider().value();
        }
    }

    record Registered(
            RiderId rider,
            MethodId method,
            MethodKind kind,
            @Nullable String brand,
            @Nullable String lastFour,
            @Nullable YearMonth expiry,
            Instant at)
            implements OfMethods {}

    record Removed(RiderId rider, MethodId method, MethodKind kind) implements OfMethods {}

    /** @param method absent: there is none left */
    record Usual(RiderId rider, @Nullable MethodId method) implements OfMethods {}
}
