package io.tanda.payment.charge.inbound;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.FareOwed;
import io.tanda.contract.dispatch.DispatchEvent.FareTendered;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;

/**
 * Charges what dispatch says is over, or leaves it owed where somebody has to look at it first, and keeps what drivers say of it.
 */
public final class DropOffs {
    private final FollowCharge follow;

    public DropOffs(FollowCharge follow) {
        this.follow = follow;
    }

    public Interest<DispatchEvent, Change> interest() {
        return Interest.<DispatchEvent, Change>in(DispatchEvent.TOPIC)
                .on(PassengerDroppedOff.class, this::charge)
                .on(
                        FareTendered.class,
                        (event, recorded) -> follow.follow(
                                event.ride(), Purpose.FARE, new ChargeInput.Tendered(event.method()), recorded))
                .on(
                        FareOwed.class,
                        (event, recorded) ->
                                follow.follow(event.ride(), Purpose.FARE, new ChargeInput.GivenUp(), recorded));
    }

    public Future<Effects<Change>> charge(PassengerDroppedOff event, Recorded recorded) {
        Claim claim = claim(event);
        PaymentMethod method = event.paymentMethod() == null ? PaymentMethod.CARD : event.paymentMethod();
        return follow.demand(
                claim,
                event.review() == null ? new ChargeInput.Demanded(claim, method) : new ChargeInput.Withheld(claim),
                recorded);
    }

    static Claim claim(PassengerDroppedOff event) {
        return new Claim(
                event.ride(),
                event.rider(),
                Purpose.FARE,
                event.fare().total(),
                event.paymentMethodId(),
                event.driver());
    }
}
