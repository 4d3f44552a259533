package io.tanda.booking.inbound;

import io.tanda.booking.application.FollowRide;
import io.tanda.booking.domain.FollowUp;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.util.Optional;

/** What payment's events mean to a booking: a capture completes it, everything else is payment's own matter until then. */
public final class PaymentEvents implements EventHandler<PaymentEvent> {
    private final FollowRide rides;

    public PaymentEvents(FollowRide rides) {
        this.rides = rides;
    }

    @Override
    public Future<Unit.Builder> handle(PaymentEvent event, Recorded recorded) {
        Optional<FollowUp> meaning = meaning(event);
        return meaning.isPresent()
                ? rides.follow(event.ride(), meaning.get(), event.at(), recorded)
                : Future.succeededFuture(Unit.of());
    }

    public static Optional<FollowUp> meaning(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.ChargeCaptured e ->
                switch (e.purpose()) {
                    case FARE -> Optional.of(new FollowUp.SettleFare(e.amount()));
                };
            case PaymentEvent.ChargeAttempted e -> Optional.empty();
            case PaymentEvent.ChargeDeclined e -> Optional.empty();
            case PaymentEvent.ChargeUnknown e -> Optional.empty();
            // Owed is not paid: the booking stays settling, and its deadline keeps saying so.
            case PaymentEvent.ChargeOwed e -> Optional.empty();
        };
    }
}
