package io.tanda.booking.inbound;

import io.tanda.booking.application.Change;
import io.tanda.booking.application.FollowRide;
import io.tanda.booking.domain.FollowUp;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.events.Interest;

/**
 * What payment's events mean to a booking: a captured fare completes it, everything else is payment's own matter. Owed is not paid: the
 * booking stays settling, and its deadline keeps saying so.
 */
public final class PaymentEvents {
    private PaymentEvents() {}

    public static Interest<PaymentEvent, Change> interest(FollowRide rides) {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(PaymentEvent.ChargeCaptured.class, (e, recorded) -> switch (e.purpose()) {
                    case FARE -> rides.follow(e, new FollowUp.SettleFare(e.amount()), recorded);
                });
    }
}
