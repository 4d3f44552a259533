package io.tanda.contract.payment;

import io.tanda.contract.ChargeId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.WalletId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.event.Aggregate;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a charge of a ride, to a refund of it, or to a rider's payment methods. Wire names: {@link #TOPIC}. Events of before
 * {@code charge} was told are read as the fare's.
 */
public sealed interface PaymentEvent extends Event {
    /** The type names are read for ever: never changed, only added. */
    Topic<PaymentEvent> TOPIC = Topic.of("payment", PaymentEvent.class)
            .event("charge-attempted", ChargeAttempted.class)
            .event("charge-captured", ChargeCaptured.class)
            .event("charge-declined", ChargeDeclined.class)
            .event("charge-unknown", ChargeUnknown.class)
            .event("charge-owed", ChargeOwed.class)
            .event("tender-awaited", TenderAwaited.class)
            .event("charge-tendered", ChargeTendered.class)
            .event("charge-written-off", ChargeWrittenOff.class)
            .event("charge-overpaid", ChargeOverpaid.class)
            .event("refund-asked", RefundAsked.class)
            .event("refund-made", RefundMade.class)
            .event("refund-refused", RefundRefused.class)
            .event("refund-disputed", RefundDisputed.class)
            .event("method-registered", MethodRegistered.class)
            .event("method-removed", MethodRemoved.class)
            .event("default-method-changed", DefaultMethodChanged.class);

    /** What happened to one charge of a ride. */
    sealed interface ChargeEvent extends PaymentEvent, RideEvent {
        String CHARGE = "charge";

        ChargeId charge();

        /** What the ride is charged for, also where the event does not say so. */
        default Purpose purpose() {
            return charge().purposeOf(ride());
        }

        /** The charge: a ride's second one starts at 1 again, and nobody takes it for the first. */
        @Override
        default Aggregate aggregate() {
            return Aggregate.of(CHARGE, charge());
        }
    }

    /** Written before the gateway is called. @param paymentMethodId what it charges; absent = the rider's default */
    record ChargeAttempted(
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            int attempt,
            Instant at,
            @Nullable MethodId paymentMethodId)
            implements ChargeEvent {
        public ChargeAttempted {
            charge = ChargeId.orFare(charge, ride);
        }

        /** With the rider's default. */
        public ChargeAttempted(
                ChargeId charge, RideId ride, RiderId rider, Purpose purpose, Money amount, int attempt, Instant at) {
            this(charge, ride, rider, purpose, amount, attempt, at, null);
        }
    }

    record ChargeCaptured(
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            String gatewayReference,
            Instant at)
            implements ChargeEvent {
        public ChargeCaptured {
            charge = ChargeId.orFare(charge, ride);
        }
    }

    /** @param code the gateway's reason; the next attempt has a new key */
    record ChargeDeclined(ChargeId charge, RideId ride, int attempt, String code, Instant at) implements ChargeEvent {
        public ChargeDeclined {
            charge = ChargeId.orFare(charge, ride);
        }
    }

    /** No answer in time: it is asked again with the same key. */
    record ChargeUnknown(ChargeId charge, RideId ride, int attempt, Instant at) implements ChargeEvent {
        public ChargeUnknown {
            charge = ChargeId.orFare(charge, ride);
        }
    }

    /**
     * Nobody paid in time: an operator's matter now, and still the rider's.
     *
     * @param code why nobody knows whether the gateway took something, such as {@link #OTHER_ANSWER}; absent: it took nothing, or never
     *     answered, in events of before
     * @param detail for operators: what was asked of the gateway and what it said; at most 500 characters
     */
    record ChargeOwed(
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Money amount,
            @Nullable String code,
            @Nullable String detail,
            Instant at,
            @Nullable MethodId paymentMethodId)
            implements ChargeEvent {
        /** The gateway says that it took something, and not what it was asked for. */
        public static final String OTHER_ANSWER = "other_answer";
        /** The gateway does not take what it was asked for to be a request: our own mistake. */
        public static final String NOT_UNDERSTOOD = "not_understood";
        /** The gateway never said what became of it. */
        public static final String NO_ANSWER = "no_answer";

        public ChargeOwed {
            charge = ChargeId.orFare(charge, ride);
        }

        /** With the rider's default. */
        public ChargeOwed(
                ChargeId charge,
                RideId ride,
                RiderId rider,
                Money amount,
                @Nullable String code,
                @Nullable String detail,
                Instant at) {
            this(charge, ride, rider, amount, code, detail, at, null);
        }
    }

    /** The fare is to be paid in the car: the gateway is not asked. */
    record TenderAwaited(
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            PaymentMethod method,
            Instant at,
            @Nullable MethodId paymentMethodId)
            implements ChargeEvent {
        /** With the rider's default, where the gateway is asked after all. */
        public TenderAwaited(
                ChargeId charge,
                RideId ride,
                RiderId rider,
                Purpose purpose,
                Money amount,
                PaymentMethod method,
                Instant at) {
            this(charge, ride, rider, purpose, amount, method, at, null);
        }
    }

    /** Paid without the gateway: the driver says so, or an operator. @param reason an operator's; absent when the driver says so */
    record ChargeTendered(
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            PaymentMethod method,
            @Nullable String reason,
            Instant at)
            implements ChargeEvent {}

    /** An operator forgave it. */
    record ChargeWrittenOff(
            ChargeId charge, RideId ride, RiderId rider, Purpose purpose, Money amount, String reason, Instant at)
            implements ChargeEvent {}

    /**
     * The gateway has captured what was paid or forgiven otherwise: somebody has to give it back.
     *
     * @param method what else it was paid by; absent when it was written off
     * @param attempt that was captured
     */
    record ChargeOverpaid(
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            @Nullable PaymentMethod method,
            int attempt,
            String gatewayReference,
            Instant at)
            implements ChargeEvent {}

    /** What happened to one refund of a charge, which may have several at once. */
    sealed interface RefundEvent extends PaymentEvent, RideEvent {
        String REFUND = "refund";

        RefundId refund();

        /** What it is given back of. */
        ChargeId charge();

        @Override
        default Aggregate aggregate() {
            return Aggregate.of(REFUND, refund());
        }
    }

    /** Written before the gateway is called. @param reason an operator's */
    record RefundAsked(
            RefundId refund, ChargeId charge, RideId ride, RiderId rider, Money amount, String reason, Instant at)
            implements RefundEvent {}

    /** The gateway has given it back. */
    record RefundMade(
            RefundId refund,
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Money amount,
            String gatewayReference,
            Instant at)
            implements RefundEvent {}

    /**
     * The gateway says that it gave something back, and not what it was asked for: it is not believed, and never asked for again.
     *
     * @param detail for operators: what was asked and what was said; at most 500 characters
     */
    record RefundDisputed(
            RefundId refund, ChargeId charge, RideId ride, RiderId rider, Money amount, String detail, Instant at)
            implements RefundEvent {}

    /** Nothing was given back. @param code the gateway's reason */
    record RefundRefused(
            RefundId refund, ChargeId charge, RideId ride, RiderId rider, Money amount, String code, Instant at)
            implements RefundEvent {}

    /** What happened to the payment methods of one rider (C2). What the gateway charges them by is not told. */
    sealed interface MethodEvent extends PaymentEvent {
        String WALLET = "wallet";

        RiderId rider();

        /** All methods of the rider together: which one is the default is a matter between them. */
        @Override
        default Aggregate aggregate() {
            return Aggregate.of(WALLET, WalletId.of(rider()));
        }
    }

    /** The gateway has verified it. @param brand absent for cash, as are the digits @param expiry absent where it does not expire */
    record MethodRegistered(
            RiderId rider,
            MethodId method,
            MethodKind kind,
            @Nullable String brand,
            @Nullable String lastFour,
            @Nullable YearMonth expiry,
            Instant at)
            implements MethodEvent {}

    /** Nothing is booked with it any more; what was booked with it is paid with it still. */
    record MethodRemoved(
            RiderId rider,
            MethodId method,
            MethodKind kind,
            @Nullable String brand,
            @Nullable String lastFour,
            Instant at)
            implements MethodEvent {}

    /** @param method absent: there is none left */
    record DefaultMethodChanged(RiderId rider, @Nullable MethodId method, Instant at) implements MethodEvent {}
}
