package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.booking.BookingEvent.RideRequested;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallAccepted;
import io.tanda.contract.dispatch.DispatchEvent.CallExhausted;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DispatchEvent.CallReopened;
import io.tanda.contract.dispatch.DispatchEvent.CallWithdrawn;
import io.tanda.contract.dispatch.DispatchEvent.CancelRefused;
import io.tanda.contract.dispatch.DispatchEvent.DriverArrived;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.DispatchEvent.PassengerPickedUp;
import io.tanda.dispatch.call.domain.CallCommand.Accept;
import io.tanda.dispatch.call.domain.CallCommand.Arrive;
import io.tanda.dispatch.call.domain.CallCommand.DropOff;
import io.tanda.dispatch.call.domain.CallCommand.Exhaust;
import io.tanda.dispatch.call.domain.CallCommand.GiveBack;
import io.tanda.dispatch.call.domain.CallCommand.PickUp;
import io.tanda.dispatch.call.domain.CallCommand.Standing;
import io.tanda.dispatch.call.domain.CallCommand.Withdraw;
import io.tanda.dispatch.call.domain.Ride.Accepted;
import io.tanda.dispatch.call.domain.Ride.Active;
import io.tanda.dispatch.call.domain.Ride.Arrived;
import io.tanda.dispatch.call.domain.Ride.DroppedOff;
import io.tanda.dispatch.call.domain.Ride.Exhausted;
import io.tanda.dispatch.call.domain.Ride.OnTrip;
import io.tanda.dispatch.call.domain.Ride.Open;
import io.tanda.dispatch.call.domain.Ride.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what comes of a command, and what the ride is after an event. */
public record CallDecider(CallRules rules, Tariff tariff, EtaEstimator eta) {

    /** The search window starts when dispatch opens the call; past the booking's expiry it opens none. */
    public Optional<CallOpened> open(RideRequested requested, Instant now) {
        if (!now.isBefore(requested.expiresAt())) return Optional.empty();
        Instant searchUntil = now.plus(Duration.between(requested.at(), requested.searchUntil()));
        return Optional.of(new CallOpened(
                requested.ride(), requested.rider(), requested.pickup(), requested.dropoff(), searchUntil, now));
    }

    /** @param passengers from the request: events need not repeat what nobody else decides by */
    public static Open opened(CallOpened event, int passengers) {
        Call call = new Call(event.ride(), event.rider(), event.pickup(), event.dropoff(), passengers, event.at());
        return new Open(call, event.searchUntil(), 0);
    }

    public Decision decide(CallCommand command, Ride ride, Instant now) {
        return switch (command) {
            case Accept accept -> accept(accept, ride, now);
            case Arrive arrive -> arrive(arrive, ride, now);
            case PickUp pickUp -> pickUp(pickUp, ride, now);
            case DropOff dropOff -> dropOff(dropOff, ride, now);
            case GiveBack giveBack -> giveBack(giveBack, ride, now);
            case Withdraw withdraw -> withdraw(withdraw, ride, now);
            case Exhaust exhaust -> exhaust(ride, now);
        };
    }

    private static Decision accept(Accept command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open when !now.isBefore(open.searchUntil()) -> closed();
            case Open open -> acceptOpen(command, open, now);
            case Active active -> active.isDrivenBy(command.driver()) ? Decision.of() : dispatched();
            case DroppedOff over -> over.wasDrivenBy(command.driver()) ? Decision.of() : dispatched();
            case Withdrawn withdrawn -> closed();
            case Exhausted exhausted -> closed();
        };
    }

    private static Decision acceptOpen(Accept command, Open open, Instant now) {
        return switch (command.as()) {
            case Standing.OffDuty off ->
                Decision.refused(Refusal.DRIVER_OFF_DUTY, "go on duty with a taxi before accepting calls");
            case Standing.OnAnotherRide other ->
                Decision.refused(Refusal.DRIVER_ALREADY_ON_RIDE, "finish the ride you are on first");
            case Standing.OfferIsClosed offer ->
                Decision.refused(Refusal.OFFER_CLOSED, "this offer can no longer be answered");
            case Standing.GaveItBack gone ->
                Decision.refused(Refusal.STEP_NOT_ALLOWED, "you gave this ride back: it is for another driver");
            case Standing.OnDuty duty
            when duty.seats() < open.call().passengers() ->
                Decision.refused(
                        Refusal.INVALID,
                        "your taxi seats " + duty.seats() + ", the call is for "
                                + open.call().passengers());
            case Standing.OnDuty duty ->
                Decision.of(new CallAccepted(
                        open.call().id(),
                        command.driver(),
                        duty.taxi(),
                        duty.plate(),
                        open.givenBack() + 1,
                        command.pickupEta(),
                        now));
        };
    }

    private static Decision arrive(Arrive command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open -> notYours();
            case Accepted accepted ->
                accepted.isDrivenBy(command.driver())
                        ? Decision.of(new DriverArrived(accepted.call().id(), command.driver(), now))
                        : notYours();
            case Arrived arrived -> arrived.isDrivenBy(command.driver()) ? Decision.of() : notYours();
            case OnTrip trip -> stepOf(trip, command.driver(), "the passenger is on board");
            case DroppedOff over -> stepOf(over, command.driver());
            case Withdrawn withdrawn -> notYours();
            case Exhausted exhausted -> notYours();
        };
    }

    private static Decision pickUp(PickUp command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open -> notYours();
            case Accepted accepted -> stepOf(accepted, command.driver(), "arrive at the pick-up first");
            case Arrived arrived ->
                arrived.isDrivenBy(command.driver())
                        ? Decision.of(new PassengerPickedUp(arrived.call().id(), command.driver(), now))
                        : notYours();
            case OnTrip trip -> trip.isDrivenBy(command.driver()) ? Decision.of() : notYours();
            case DroppedOff over -> stepOf(over, command.driver());
            case Withdrawn withdrawn -> notYours();
            case Exhausted exhausted -> notYours();
        };
    }

    private Decision dropOff(DropOff command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open -> notYours();
            case Accepted accepted -> stepOf(accepted, command.driver(), "the passenger is not on board");
            case Arrived arrived -> stepOf(arrived, command.driver(), "the passenger is not on board");
            case OnTrip trip -> trip.isDrivenBy(command.driver()) ? dropOff(command, trip, now) : notYours();
            case DroppedOff over -> over.wasDrivenBy(command.driver()) ? Decision.of() : notYours();
            case Withdrawn withdrawn -> notYours();
            case Exhausted exhausted -> notYours();
        };
    }

    private Decision dropOff(DropOff command, OnTrip trip, Instant now) {
        GeoPoint where = command.where() == null ? trip.call().dropoff() : command.where();
        double straight = trip.call().pickup().metersTo(where);
        long meters = command.meters() == null ? eta.metersBetween(trip.call().pickup(), where) : command.meters();
        if (command.meters() != null && !rules.plausible(meters, straight))
            return Decision.refused(
                    Refusal.INVALID,
                    meters + " m cannot be the way between two places " + Math.round(straight) + " m apart");
        long seconds = Math.max(0, Duration.between(trip.pickedUpAt(), now).toSeconds());
        return Decision.of(new PassengerDroppedOff(
                trip.call().id(),
                trip.call().rider(),
                command.driver(),
                where,
                meters,
                seconds,
                tariff.fare(meters, seconds, trip.pickedUpAt()),
                now));
    }

    private Decision giveBack(GiveBack command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open -> notYours();
            case Accepted accepted ->
                accepted.isDrivenBy(command.driver()) ? reopen(command, accepted, now) : notYours();
            case Arrived arrived -> arrived.isDrivenBy(command.driver()) ? reopen(command, arrived, now) : notYours();
            case OnTrip trip -> stepOf(trip, command.driver(), "the passenger is on board");
            case DroppedOff over -> stepOf(over, command.driver());
            case Withdrawn withdrawn -> notYours();
            case Exhausted exhausted -> notYours();
        };
    }

    /** After the last attempt the call opens for no time at all: the driver is free, and the rider is told at once. */
    private Decision reopen(GiveBack command, Active ride, Instant now) {
        boolean again = ride.assignment().attempt() < rules.maxAttempts();
        Instant searchUntil = again ? now.plus(rules.reopenedFor()) : now;
        CallReopened reopened =
                new CallReopened(ride.call().id(), command.driver(), command.reason(), searchUntil, now);
        return again
                ? Decision.of(reopened)
                : Decision.of(reopened, new CallExhausted(ride.call().id(), now));
    }

    private static Decision withdraw(Withdraw command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open -> Decision.of(new CallWithdrawn(open.call().id(), null, now));
            case Accepted accepted ->
                Decision.of(new CallWithdrawn(
                        accepted.call().id(), accepted.assignment().driver(), now));
            case Arrived arrived ->
                Decision.of(new CallWithdrawn(
                        arrived.call().id(), arrived.assignment().driver(), now));
            case OnTrip trip -> tooLate(command, trip, now);
            case DroppedOff over -> tooLate(command, over, now);
            // Both were told when they came about.
            case Withdrawn withdrawn -> Decision.of();
            case Exhausted exhausted -> Decision.of();
        };
    }

    private static Decision tooLate(Withdraw command, Ride ride, Instant now) {
        return command.answered() ? Decision.of(new CancelRefused(ride.call().id(), now)) : Decision.of();
    }

    private static Decision exhaust(Ride ride, Instant now) {
        return switch (ride) {
            case Open open ->
                now.isBefore(open.searchUntil())
                        ? Decision.of()
                        : Decision.of(new CallExhausted(open.call().id(), now));
            case Active active -> Decision.of();
            case DroppedOff over -> Decision.of();
            case Withdrawn withdrawn -> Decision.of();
            case Exhausted exhausted -> Decision.of();
        };
    }

    private static Decision dispatched() {
        return Decision.refused(Refusal.CALL_ALREADY_DISPATCHED, "another driver has this ride");
    }

    private static Decision closed() {
        return Decision.refused(Refusal.CALL_CLOSED, "the call was withdrawn or its search window is over");
    }

    private static Decision notYours() {
        return Decision.refused(Refusal.NOT_FOUND, "you have no such ride");
    }

    private static Decision stepOf(Active ride, DriverId driver, String why) {
        return ride.isDrivenBy(driver) ? Decision.refused(Refusal.STEP_NOT_ALLOWED, why) : notYours();
    }

    private static Decision stepOf(DroppedOff ride, DriverId driver) {
        return ride.wasDrivenBy(driver) ? Decision.refused(Refusal.STEP_NOT_ALLOWED, "the ride is over") : notYours();
    }

    /** The ride after these events, each on the state the one before made. */
    public static Ride evolve(Ride ride, List<DispatchEvent> events) {
        Ride after = ride;
        for (DispatchEvent event : events) after = evolve(after, event);
        return after;
    }

    /** @throws IllegalStateException for an event that contradicts the state: a bug */
    public static Ride evolve(Ride ride, DispatchEvent event) {
        return switch (event) {
            case CallOpened opened -> throw contradiction(ride, event);
            case CallAccepted accepted -> {
                if (!(ride instanceof Open open)) throw contradiction(ride, event);
                yield new Accepted(
                        open.call(),
                        new Assignment(
                                accepted.driver(),
                                accepted.taxi(),
                                accepted.plate(),
                                accepted.attempt(),
                                accepted.at(),
                                accepted.pickupEta()));
            }
            case DriverArrived arrived -> {
                if (!(ride instanceof Accepted accepted)) throw contradiction(ride, event);
                yield new Arrived(accepted.call(), accepted.assignment(), arrived.at());
            }
            case PassengerPickedUp pickedUp -> {
                if (!(ride instanceof Arrived arrived)) throw contradiction(ride, event);
                yield new OnTrip(arrived.call(), arrived.assignment(), arrived.arrivedAt(), pickedUp.at());
            }
            case PassengerDroppedOff droppedOff -> {
                if (!(ride instanceof OnTrip trip)) throw contradiction(ride, event);
                yield new DroppedOff(
                        trip.call(),
                        trip.assignment(),
                        trip.arrivedAt(),
                        trip.pickedUpAt(),
                        droppedOff.at(),
                        droppedOff.meters(),
                        droppedOff.fare());
            }
            case CallReopened reopened ->
                switch (ride) {
                    case Accepted accepted ->
                        new Open(
                                accepted.call(),
                                reopened.searchUntil(),
                                accepted.assignment().attempt());
                    case Arrived arrived ->
                        new Open(
                                arrived.call(),
                                reopened.searchUntil(),
                                arrived.assignment().attempt());
                    case Open open -> throw contradiction(ride, event);
                    case OnTrip trip -> throw contradiction(ride, event);
                    case DroppedOff over -> throw contradiction(ride, event);
                    case Withdrawn withdrawn -> throw contradiction(ride, event);
                    case Exhausted exhausted -> throw contradiction(ride, event);
                };
            case CallExhausted exhausted -> {
                if (!(ride instanceof Open open)) throw contradiction(ride, event);
                yield new Exhausted(open.call(), exhausted.at());
            }
            case CallWithdrawn withdrawn ->
                switch (ride) {
                    case Open open -> new Withdrawn(open.call(), withdrawn.at());
                    case Accepted accepted -> new Withdrawn(accepted.call(), withdrawn.at());
                    case Arrived arrived -> new Withdrawn(arrived.call(), withdrawn.at());
                    case OnTrip trip -> throw contradiction(ride, event);
                    case DroppedOff over -> throw contradiction(ride, event);
                    case Withdrawn before -> throw contradiction(ride, event);
                    case Exhausted before -> throw contradiction(ride, event);
                };
            case CancelRefused refused ->
                switch (ride) {
                    case OnTrip trip -> trip;
                    case DroppedOff over -> over;
                    case Open open -> throw contradiction(ride, event);
                    case Accepted accepted -> throw contradiction(ride, event);
                    case Arrived arrived -> throw contradiction(ride, event);
                    case Withdrawn withdrawn -> throw contradiction(ride, event);
                    case Exhausted exhausted -> throw contradiction(ride, event);
                };
        };
    }

    private static IllegalStateException contradiction(Ride ride, DispatchEvent event) {
        return new IllegalStateException(event.getClass().getSimpleName() + " cannot follow "
                + ride.getClass().getSimpleName() + " of ride " + ride.call().id());
    }
}
