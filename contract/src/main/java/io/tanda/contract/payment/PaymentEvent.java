package io.tanda.contract.payment;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import java.time.Instant;

/** What happened to a ride's charge. Wire names: {@link #TOPIC}. */
public sealed interface PaymentEvent extends RideEvent {
    /** The type names are read for ever: never changed, only added. */
    Topic<PaymentEvent> TOPIC = Topic.of("payment", PaymentEvent.class)
            .event("charge-attempted", ChargeAttempted.class)
            .event("charge-captured", ChargeCaptured.class)
            .event("charge-declined", ChargeDeclined.class)
            .event("charge-unknown", ChargeUnknown.class)
            .event("charge-owed", ChargeOwed.class);

    /** Written before the gateway is called. */
    record ChargeAttempted(RideId ride, RiderId rider, Purpose purpose, Money amount, int attempt, Instant at)
            implements PaymentEvent {}

    record ChargeCaptured(
            RideId ride, RiderId rider, Purpose purpose, Money amount, String gatewayReference, Instant at)
            implements PaymentEvent {}

    /** @param code the gateway's reason; the next attempt has a new key */
    record ChargeDeclined(RideId ride, int attempt, String code, Instant at) implements PaymentEvent {}

    /** No answer in time: it is asked again with the same key. */
    record ChargeUnknown(RideId ride, int attempt, Instant at) implements PaymentEvent {}

    /** Declined too often: an operator's matter now. */
    record ChargeOwed(RideId ride, RiderId rider, Money amount, Instant at) implements PaymentEvent {}
}
