package io.tanda.dispatch.call.domain;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent.CollectionStarted;
import io.tanda.contract.dispatch.DispatchEvent.FareOwed;
import io.tanda.contract.dispatch.DispatchEvent.FareSettled;
import io.tanda.contract.dispatch.DispatchEvent.FareTendered;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.dispatch.call.domain.Ride.BeforePickUp;
import io.tanda.dispatch.call.domain.Ride.Closed;
import io.tanda.dispatch.call.domain.Ride.Collecting;
import io.tanda.dispatch.call.domain.Ride.DroppedOff;
import io.tanda.dispatch.call.domain.Ride.OnTrip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a fare that is not paid when the ride is over (A8). */
final class CollectionDecider {
    private CollectionDecider() {}

    /** The drop-off, and what follows at once where the fare is paid in the car. */
    static Decision droppedOff(PassengerDroppedOff event, @Nullable PaymentMethod tender, CallRules rules) {
        PaymentMethod method = event.paymentMethod();
        if (event.review() != null || method == null || !method.inCar()) return Decision.of(event);
        return Decision.of(
                event,
                tender != null
                        ? new FareTendered(event.ride(), event.driver(), tender, event.at())
                        : new CollectionStarted(
                                event.ride(), event.driver(), null, event.at().plus(rules.collectFor()), event.at()));
    }

    static Decision takeFare(CallCommand.TakeFare command, Ride.Driven ride, Instant now) {
        return switch (ride) {
            case BeforePickUp before -> Decision.refused(Refusal.STEP_NOT_ALLOWED, "the passenger is not on board");
            case OnTrip trip -> Decision.refused(Refusal.STEP_NOT_ALLOWED, "drop the passenger off first");
            case Ride.NoShow over -> Decision.refused(Refusal.STEP_NOT_ALLOWED, "nobody was driven");
            case DroppedOff over
            when over.review() != null ->
                Decision.refused(Refusal.STEP_NOT_ALLOWED, "somebody looks at this fare before it is paid");
            case DroppedOff over -> tendered(over, command, now);
            case Collecting waiting -> tendered(waiting, command, now);
            case Closed closed ->
                switch (closed.end()) {
                    case OWED -> tendered(closed, command, now);
                    case CASH, TERMINAL -> Decision.of();
                    case SETTLED -> Decision.refused(Refusal.STEP_NOT_ALLOWED, "it is paid");
                };
        };
    }

    private static Decision tendered(Ride.Delivered ride, CallCommand.TakeFare command, Instant now) {
        return Decision.of(new FareTendered(ride.id(), command.driver(), command.method(), now));
    }

    /** Who has driven on is not called back: the rider may still pay, and payment ends it. */
    static Decision noteDecline(CallCommand.NoteDecline command, Ride ride, CallRules rules, Instant now) {
        if (!(ride instanceof DroppedOff over) || over.review() != null || !command.driverIsFree())
            return Decision.of();
        Instant until = over.droppedOffAt().plus(rules.collectFor());
        return now.isBefore(until)
                ? Decision.of(new CollectionStarted(over.id(), over.assignment().driver(), command.code(), until, now))
                : Decision.of();
    }

    static Decision noteSettled(Ride ride, Instant now) {
        return ride instanceof Collecting waiting
                ? Decision.of(new FareSettled(waiting.id(), waiting.assignment().driver(), now))
                : Decision.of();
    }

    static Decision end(Ride ride, Instant now) {
        return ride instanceof Collecting waiting && !now.isBefore(waiting.until())
                ? Decision.of(new FareOwed(waiting.id(), waiting.assignment().driver(), now))
                : Decision.of();
    }
}
