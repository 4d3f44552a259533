package io.tanda.booking.inbound;

import io.tanda.booking.application.Change;
import io.tanda.booking.application.FollowRide;
import io.tanda.booking.domain.FollowUp;
import io.tanda.contract.Money;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.PaymentEvent.RefundEvent;
import io.tanda.platform.events.Interest;
import java.util.UUID;

/**
 * What payment's events mean to a booking: a fare that is paid or written off completes it, one that nobody paid in time is owed.
 * Everything else is payment's own matter.
 */
public final class PaymentEvents {
    private PaymentEvents() {}

    public static Interest<PaymentEvent, Change> interest(FollowRide rides) {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(PaymentEvent.ChargeCaptured.class, (e, recorded) -> switch (e.purpose()) {
                    case FARE -> rides.follow(e, new FollowUp.SettleFare(e.amount()), recorded);
                })
                .on(PaymentEvent.ChargeTendered.class, (e, recorded) -> switch (e.purpose()) {
                    case FARE -> rides.follow(e, new FollowUp.SettleFare(e.amount()), recorded);
                })
                .on(PaymentEvent.ChargeWrittenOff.class, (e, recorded) -> switch (e.purpose()) {
                    case FARE ->
                        rides.follow(
                                e,
                                new FollowUp.SettleFare(new Money(0, e.amount().currency())),
                                recorded);
                })
                .on(PaymentEvent.ChargeOwed.class, (e, recorded) -> rides.follow(e, new FollowUp.OweFare(), recorded));
    }

    /** What an event changes here: its ride's booking. What is about no ride is about itself. */
    public static UUID turn(PaymentEvent event) {
        return switch (event) {
            case ChargeEvent charge -> charge.ride().value();
            case RefundEvent refund -> refund.ride().value();
            case MethodEvent method -> method.aggregate().id();
        };
    }
}
