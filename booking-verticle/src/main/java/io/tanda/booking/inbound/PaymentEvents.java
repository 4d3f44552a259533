package io.tanda.booking.inbound;

import io.tanda.booking.application.Change;
import io.tanda.booking.application.FollowRide;
import io.tanda.booking.application.Told;
import io.tanda.booking.domain.FollowUp;
import io.tanda.contract.Money;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentEvent.DefaultMethodChanged;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.PaymentEvent.MethodRegistered;
import io.tanda.contract.payment.PaymentEvent.MethodRemoved;
import io.tanda.contract.payment.PaymentEvent.RefundEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;

/**
 * What payment's events mean to a booking: a fare that is paid or written off completes it, one that nobody paid in time is owed. What riders
 * can pay with is kept for their next booking (C0).
 * Everything else is payment's own matter.
 */
public final class PaymentEvents {
    private PaymentEvents() {}

    /** Where nobody asks what riders pay with. */
    public static Interest<PaymentEvent, Change> interest(FollowRide rides) {
        return ofRides(rides, change -> change);
    }

    /** With what riders can pay with. */
    public static Interest<PaymentEvent, Told> all(FollowRide rides) {
        return PaymentEvents.<Told>ofRides(rides, Told.OfRide::new)
                .on(MethodRegistered.class, (e, recorded) -> methods(e))
                .on(MethodRemoved.class, (e, recorded) -> methods(e))
                .on(DefaultMethodChanged.class, (e, recorded) -> methods(e));
    }

    private static Future<Effects<Told>> methods(MethodEvent event) {
        return Future.succeededFuture(Effects.of(new Told.OfMethods(event)));
    }

    private static <C> Interest<PaymentEvent, C> ofRides(FollowRide rides, Function<Change, C> told) {
        return Interest.<PaymentEvent, C>in(PaymentEvent.TOPIC)
                .on(
                        PaymentEvent.ChargeCaptured.class,
                        (e, recorded) -> follow(rides, e, new FollowUp.SettleFare(e.amount()), recorded, told))
                .on(
                        PaymentEvent.ChargeTendered.class,
                        (e, recorded) -> follow(rides, e, new FollowUp.SettleFare(e.amount()), recorded, told))
                .on(
                        PaymentEvent.ChargeWrittenOff.class,
                        (e, recorded) -> follow(
                                rides,
                                e,
                                new FollowUp.SettleFare(new Money(0, e.amount().currency())),
                                recorded,
                                told))
                .on(
                        PaymentEvent.ChargeOwed.class,
                        (e, recorded) -> follow(rides, e, new FollowUp.OweFare(), recorded, told));
    }

    private static <C> Future<Effects<C>> follow(
            FollowRide rides, ChargeEvent event, FollowUp command, Recorded recorded, Function<Change, C> told) {
        // Tips and fees do not move a booking.
        if (event.purpose() != Purpose.FARE) return Future.succeededFuture(Effects.none());
        return rides.follow(event, command, recorded).map(effects -> {
            Change change = effects.change();
            return new Effects<>(change == null ? null : told.apply(change), effects.afterwards());
        });
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
