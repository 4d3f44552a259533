package io.tanda.dispatch.call.inbound;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.CollectFare;
import io.tanda.platform.events.Interest;

/** Which events of a charge mean something for the driver: whether he has to wait for his fare. */
public final class PaymentEvents {
    private PaymentEvents() {}

    public static Interest<PaymentEvent, Change> interest(CollectFare collect) {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(
                        PaymentEvent.ChargeDeclined.class,
                        (event, recorded) -> collect.declined(event.ride(), event.code(), recorded))
                .on(PaymentEvent.ChargeCaptured.class, (event, recorded) -> collect.settled(event.ride(), recorded))
                .on(PaymentEvent.ChargeTendered.class, (event, recorded) -> collect.settled(event.ride(), recorded))
                .on(PaymentEvent.ChargeWrittenOff.class, (event, recorded) -> collect.settled(event.ride(), recorded))
                // No driver waits for a tip or a fee.
                .only(event -> event instanceof ChargeEvent charge && charge.purpose() == Purpose.FARE);
    }
}
