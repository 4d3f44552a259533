package io.tanda.booking.domain;

import io.tanda.booking.domain.Decision.Refused;
import io.tanda.contract.MethodId;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.MethodKind;
import org.jspecify.annotations.Nullable;

/**
 * What a ride is charged to (C0).
 *
 * @param required whether a booking by card needs a payment method of its rider; otherwise the gateway charges what it has of him
 */
public record MethodPolicy(boolean required) {
    public static final MethodPolicy USUAL = new MethodPolicy(false);

    /** Whether it matters what the rider has registered. */
    public boolean asks(RequestRide command) {
        return command.paymentMethodId() != null
                || (required && !command.paymentMethod().inCar());
    }

    /** @return what is wrong; absent: nothing */
    public @Nullable Refused refusal(RequestRide command, Payer payer) {
        MethodId named = command.paymentMethodId();
        if (named != null && command.paymentMethod().inCar())
            return new Refused(
                    Refusal.INVALID, "what is paid in the car is charged to nothing: leave paymentMethodId out");
        MethodId charged = charged(command, payer);
        MethodKind kind = charged == null ? null : payer.methods().get(charged);
        if (kind == null)
            return new Refused(
                    Refusal.NO_PAYMENT_METHOD,
                    named == null ? "no payment method is registered" : "this payment method is not registered");
        if (kind == MethodKind.CASH)
            return new Refused(
                    Refusal.NO_PAYMENT_METHOD, "cash is paid in the car: ask for a ride with paymentMethod cash");
        return null;
    }

    /** The same request, naming what is charged. @return as it is where there is nothing to name */
    public RequestRide settled(RequestRide command, Payer payer) {
        return new RequestRide(
                command.ride(),
                command.rider(),
                command.pickup(),
                command.dropoff(),
                command.passengers(),
                command.paymentMethod(),
                command.searchSeconds(),
                command.pickupAt(),
                command.person(),
                charged(command, payer));
    }

    private static @Nullable MethodId charged(RequestRide command, Payer payer) {
        return command.paymentMethodId() == null ? payer.usual() : command.paymentMethodId();
    }
}
