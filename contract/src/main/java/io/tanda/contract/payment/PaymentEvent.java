package io.tanda.contract.payment;

import io.tanda.contract.ChargeId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.Aggregate;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import java.time.Instant;

/**
 * What happened to a charge of a ride. Wire names: {@link #TOPIC}. Events of before {@code charge} was told are read as the fare's.
 */
public sealed interface PaymentEvent extends RideEvent {
    /** The type names are read for ever: never changed, only added. */
    Topic<PaymentEvent> TOPIC = Topic.of("payment", PaymentEvent.class)
            .event("charge-attempted", ChargeAttempted.class)
            .event("charge-captured", ChargeCaptured.class)
            .event("charge-declined", ChargeDeclined.class)
            .event("charge-unknown", ChargeUnknown.class)
            .event("charge-owed", ChargeOwed.class);

    String CHARGE = "charge";

    ChargeId charge();

    /** The charge: a ride's second one starts at 1 again, and nobody takes it for the first. */
    @Override
    default Aggregate aggregate() {
        return Aggregate.of(CHARGE, charge());
    }

    /** Written before the gateway is called. */
    record ChargeAttempted(
            ChargeId charge, RideId ride, RiderId rider, Purpose purpose, Money amount, int attempt, Instant at)
            implements PaymentEvent {
        public ChargeAttempted {
            charge = ChargeId.orFare(charge, ride);
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
            implements PaymentEvent {
        public ChargeCaptured {
            charge = ChargeId.orFare(charge, ride);
        }
    }

    /** @param code the gateway's reason; the next attempt has a new key */
    record ChargeDeclined(ChargeId charge, RideId ride, int attempt, String code, Instant at) implements PaymentEvent {
        public ChargeDeclined {
            charge = ChargeId.orFare(charge, ride);
        }
    }

    /** No answer in time: it is asked again with the same key. */
    record ChargeUnknown(ChargeId charge, RideId ride, int attempt, Instant at) implements PaymentEvent {
        public ChargeUnknown {
            charge = ChargeId.orFare(charge, ride);
        }
    }

    /** Declined too often: an operator's matter now. */
    record ChargeOwed(ChargeId charge, RideId ride, RiderId rider, Money amount, Instant at) implements PaymentEvent {
        public ChargeOwed {
            charge = ChargeId.orFare(charge, ride);
        }
    }
}
