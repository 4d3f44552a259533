package io.tanda.payment.charge.inbound;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingEvent.RideCanceled;
import io.tanda.contract.booking.BookingEvent.RiderNoShow;
import io.tanda.contract.booking.Fee;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Charges what booking says a ride costs that was not driven: there is no car to pay it in, so the gateway is asked. */
public final class Fees {
    private final FollowCharge follow;

    public Fees(FollowCharge follow) {
        this.follow = follow;
    }

    public Interest<BookingEvent, Change> interest() {
        return Interest.<BookingEvent, Change>in(BookingEvent.TOPIC)
                .on(RideCanceled.class, this::canceled)
                .on(
                        RiderNoShow.class,
                        (event, recorded) -> charge(event.ride(), Purpose.NO_SHOW_FEE, event.fee(), recorded));
    }

    public Future<Effects<Change>> canceled(RideCanceled event, Recorded recorded) {
        return charge(event.ride(), Purpose.CANCELLATION_FEE, event.fee(), recorded);
    }

    private Future<Effects<Change>> charge(RideId ride, Purpose purpose, @Nullable Fee fee, Recorded recorded) {
        if (fee == null) return Future.succeededFuture(Effects.none());
        Claim claim = new Claim(ride, fee.rider(), purpose, fee.amount(), fee.paymentMethodId());
        return follow.demand(claim, new ChargeInput.Demanded(claim, PaymentMethod.CARD), recorded);
    }
}
