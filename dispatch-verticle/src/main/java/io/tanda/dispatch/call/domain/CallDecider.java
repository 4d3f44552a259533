package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.booking.BookingEvent.RideRequested;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallAccepted;
import io.tanda.contract.dispatch.DispatchEvent.CallExhausted;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DispatchEvent.CallReopened;
import io.tanda.contract.dispatch.DispatchEvent.CallWithdrawn;
import io.tanda.contract.dispatch.DispatchEvent.CancelRefused;
import io.tanda.contract.dispatch.DispatchEvent.CollectionStarted;
import io.tanda.contract.dispatch.DispatchEvent.DriverArrived;
import io.tanda.contract.dispatch.DispatchEvent.FareOwed;
import io.tanda.contract.dispatch.DispatchEvent.FareSettled;
import io.tanda.contract.dispatch.DispatchEvent.FareTendered;
import io.tanda.contract.dispatch.DispatchEvent.NoShowMarked;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.DispatchEvent.PassengerPickedUp;
import io.tanda.contract.dispatch.DispatchEvent.PickupOverdue;
import io.tanda.contract.dispatch.DispatchEvent.PositionsStopped;
import io.tanda.contract.dispatch.DispatchEvent.RideOverdue;
import io.tanda.contract.dispatch.DispatchEvent.RiderContacted;
import io.tanda.contract.dispatch.DispatchEvent.TaxiSeenAgain;
import io.tanda.dispatch.call.domain.CallCommand.Accept;
import io.tanda.dispatch.call.domain.CallCommand.Arrive;
import io.tanda.dispatch.call.domain.CallCommand.Contact;
import io.tanda.dispatch.call.domain.CallCommand.DropOff;
import io.tanda.dispatch.call.domain.CallCommand.Exhaust;
import io.tanda.dispatch.call.domain.CallCommand.GiveBack;
import io.tanda.dispatch.call.domain.CallCommand.Listen;
import io.tanda.dispatch.call.domain.CallCommand.MarkNoShow;
import io.tanda.dispatch.call.domain.CallCommand.PickUp;
import io.tanda.dispatch.call.domain.CallCommand.Sighting;
import io.tanda.dispatch.call.domain.CallCommand.Standing;
import io.tanda.dispatch.call.domain.CallCommand.Step;
import io.tanda.dispatch.call.domain.CallCommand.Watch;
import io.tanda.dispatch.call.domain.CallCommand.Withdraw;
import io.tanda.dispatch.call.domain.Ride.Accepted;
import io.tanda.dispatch.call.domain.Ride.Active;
import io.tanda.dispatch.call.domain.Ride.Arrived;
import io.tanda.dispatch.call.domain.Ride.BeforePickUp;
import io.tanda.dispatch.call.domain.Ride.Boarded;
import io.tanda.dispatch.call.domain.Ride.Cancelable;
import io.tanda.dispatch.call.domain.Ride.Collecting;
import io.tanda.dispatch.call.domain.Ride.Delivered;
import io.tanda.dispatch.call.domain.Ride.Driven;
import io.tanda.dispatch.call.domain.Ride.DroppedOff;
import io.tanda.dispatch.call.domain.Ride.Exhausted;
import io.tanda.dispatch.call.domain.Ride.NoShow;
import io.tanda.dispatch.call.domain.Ride.OnTrip;
import io.tanda.dispatch.call.domain.Ride.Open;
import io.tanda.dispatch.call.domain.Ride.Over;
import io.tanda.dispatch.call.domain.Ride.Withdrawn;
import io.tanda.fares.Tariffs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what comes of a command, and what the ride is after an event. */
public record CallDecider(CallRules rules, Tariffs tariffs, EtaEstimator eta) {

    /** The search window starts with the request; past the booking's expiry no call is opened. */
    public Optional<CallOpened> open(RideRequested requested, Instant now) {
        if (!now.isBefore(requested.expiresAt())) return Optional.empty();
        Instant searchUntil = rules.searchUntil(requested.at(), requested.searchUntil(), now);
        return Optional.of(new CallOpened(
                requested.ride(),
                requested.rider(),
                requested.pickup().point(),
                requested.dropoff().point(),
                searchUntil,
                now,
                requested.pickupAt()));
    }

    /** With the rider's default. */
    public static Open opened(CallOpened event, int passengers, PaymentMethod paymentMethod) {
        return opened(event, passengers, paymentMethod, null);
    }

    /**
     * @param passengers from the request, as are {@code paymentMethod} and {@code paymentMethodId}: events need not repeat what nobody else
     *     decides by
     */
    public static Open opened(
            CallOpened event, int passengers, PaymentMethod paymentMethod, @Nullable MethodId paymentMethodId) {
        Order order = new Order(
                event.ride(),
                event.rider(),
                event.pickup(),
                event.dropoff(),
                passengers,
                paymentMethod,
                event.at(),
                event.pickupAt(),
                paymentMethodId);
        return new Open(order, event.searchUntil(), 0);
    }

    public Decision decide(CallCommand command, Ride ride, Instant now) {
        return switch (command) {
            case Accept accept -> accept(accept, ride, now);
            case Step step ->
                ride instanceof Driven his && his.isDrivenBy(step.driver())
                        ? step(step, his, now)
                        : Decision.refused(Refusal.NOT_FOUND, "you have no such ride");
            case Withdraw withdraw -> withdraw(withdraw, ride, now);
            case Watch watch -> ride instanceof Active active ? Patience.watch(active, now) : Decision.of();
            case Listen listen -> ride instanceof Accepted accepted ? listen(listen, accepted, now) : Decision.of();
            case Exhaust exhaust -> exhaust(ride, now);
            case CallCommand.NoteDecline decline -> CollectionDecider.noteDecline(decline, ride, rules, now);
            case CallCommand.NoteSettled settled -> CollectionDecider.noteSettled(ride, now);
            case CallCommand.EndCollection end -> CollectionDecider.end(ride, now);
        };
    }

    private static Decision accept(Accept command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open when open.isOver(now) -> closed();
            case Open open -> acceptOpen(command, open, now);
            case Driven driven ->
                driven.isDrivenBy(command.driver())
                        ? Decision.of()
                        : Decision.refused(Refusal.CALL_ALREADY_DISPATCHED, "another driver has this ride");
            case Withdrawn withdrawn -> closed();
            case Exhausted exhausted -> closed();
        };
    }

    private static Decision closed() {
        return Decision.refused(Refusal.CALL_CLOSED, "the call was withdrawn or its search window is over");
    }

    private static Decision acceptOpen(Accept command, Open open, Instant now) {
        return switch (command.as()) {
            case Standing.OffDuty off ->
                Decision.refused(Refusal.DRIVER_OFF_DUTY, "go on duty with a taxi before accepting calls");
            case Standing.Suspended suspended ->
                Decision.refused(Refusal.SUSPENDED, "an operator has suspended the driver or his taxi");
            case Standing.OnAnotherRide other ->
                Decision.refused(Refusal.DRIVER_ALREADY_ON_RIDE, "finish the ride you are on first");
            case Standing.OfferIsClosed offer ->
                Decision.refused(Refusal.OFFER_CLOSED, "this offer can no longer be answered");
            case Standing.GaveItBack gone ->
                Decision.refused(Refusal.STEP_NOT_ALLOWED, "you gave this ride back: it is for another driver");
            case Standing.OnDuty duty
            when duty.seats() < open.order().passengers() ->
                Decision.refused(
                        Refusal.INVALID,
                        "the taxi seats " + duty.seats() + ", the call is for "
                                + open.order().passengers());
            case Standing.OnDuty duty ->
                Decision.of(new CallAccepted(
                        open.id(),
                        command.driver(),
                        duty.taxi(),
                        duty.plate(),
                        open.attempt(),
                        command.pickupEta(),
                        now));
        };
    }

    private Decision step(Step command, Driven ride, Instant now) {
        return switch (command) {
            case Arrive arrive -> arrive(arrive, ride, now);
            case Contact contact -> contact(contact, ride, now);
            case MarkNoShow noShow -> markNoShow(noShow, ride, now);
            case PickUp pickUp -> pickUp(pickUp, ride, now);
            case DropOff dropOff -> dropOff(dropOff, ride, now);
            case GiveBack giveBack -> giveBack(giveBack, ride, now);
            case CallCommand.TakeFare take -> CollectionDecider.takeFare(take, ride, now);
        };
    }

    private Decision arrive(Arrive command, Driven ride, Instant now) {
        return switch (ride) {
            case Accepted accepted -> arrived(command, accepted, now);
            case Arrived arrived -> Decision.of();
            case OnTrip trip -> notNow("the passenger is on board");
            case Over over -> isOver();
        };
    }

    /** R6: what the driver says counts, unless his taxi was seen where it cannot have come from since. */
    private Decision arrived(Arrive command, Accepted ride, Instant now) {
        Sighting taxi = command.taxi();
        if (taxi == null || rules.canBeAt(ride.order().pickup(), taxi, now))
            return Decision.of(new DriverArrived(ride.id(), command.driver(), now));
        long away = Math.round(taxi.where().metersTo(ride.order().pickup()));
        return command.reason() == null
                ? Decision.refused(
                        Refusal.NOT_AT_PICKUP,
                        "the taxi was seen " + away + " m from the pick-up at " + taxi.at()
                                + ": drive there, or say in reason why you do not")
                : Decision.of(new DriverArrived(ride.id(), command.driver(), now, away, command.reason()));
    }

    /** R9: the wait counts from the arrival, or from when the taxi was wanted; once it is told it stays as it was told. */
    private Decision contact(Contact command, Driven ride, Instant now) {
        return switch (ride) {
            case Accepted accepted -> notNow("arrive at the pick-up first");
            case Arrived arrived when arrived.contact() != null -> Decision.of();
            case Arrived arrived ->
                Decision.of(new RiderContacted(arrived.id(), command.driver(), waitedUntil(arrived), now));
            case OnTrip trip -> notNow("the passenger is on board");
            case Over over -> isOver();
        };
    }

    private Instant waitedUntil(Arrived ride) {
        return ride.order().waitedFrom(ride.arrivedAt()).plus(rules.waitForRider());
    }

    private Decision markNoShow(MarkNoShow command, Driven ride, Instant now) {
        return switch (ride) {
            case Accepted accepted -> notNow("arrive at the pick-up first");
            case Arrived arrived -> noShow(command, arrived, now);
            case OnTrip trip -> notNow("the passenger is on board");
            case NoShow before -> Decision.of();
            case Delivered over -> isOver();
        };
    }

    private Decision noShow(MarkNoShow command, Arrived ride, Instant now) {
        Ride.Contact contact = ride.contact();
        if (contact == null && !command.byOperator()) return notNow("try to reach the rider first");
        Instant from = contact == null ? waitedUntil(ride) : contact.noShowFrom();
        return now.isBefore(from)
                ? notNow("the rider has until " + from)
                : Decision.of(new NoShowMarked(ride.id(), command.driver(), now));
    }

    private static Decision pickUp(PickUp command, Driven ride, Instant now) {
        return switch (ride) {
            case Accepted accepted -> notNow("arrive at the pick-up first");
            case Arrived arrived -> Decision.of(new PassengerPickedUp(arrived.id(), command.driver(), now));
            case OnTrip trip -> Decision.of();
            case Over over -> isOver();
        };
    }

    private Decision dropOff(DropOff command, Driven ride, Instant now) {
        return switch (ride) {
            case BeforePickUp before -> notNow("the passenger is not on board");
            case OnTrip trip -> new DrivenWay(rules, tariffs, eta).end(command, trip, now);
            case Delivered over -> over.drive().aborted() == command.aborted() ? Decision.of() : isOver();
            case NoShow over -> isOver();
        };
    }

    private Decision giveBack(GiveBack command, Driven ride, Instant now) {
        return switch (ride) {
            case BeforePickUp before -> reopen(before, command.reason(), now);
            case OnTrip trip -> notNow("the passenger is on board");
            case Over over -> isOver();
        };
    }

    /** After the last attempt the call opens for no time at all: the driver is free, and the rider is told at once. */
    private Decision reopen(BeforePickUp ride, String reason, Instant now) {
        boolean again = ride.assignment().attempt() < rules.maxAttempts();
        Instant searchUntil = again ? now.plus(rules.reopenedFor()) : now;
        CallReopened reopened = new CallReopened(ride.id(), ride.assignment().driver(), reason, searchUntil, now);
        return again ? Decision.of(reopened) : Decision.of(reopened, new CallExhausted(ride.id(), now));
    }

    private static Decision isOver() {
        return notNow("the ride is over");
    }

    private static Decision notNow(String why) {
        return Decision.refused(Refusal.STEP_NOT_ALLOWED, why);
    }

    private static Decision withdraw(Withdraw command, Ride ride, Instant now) {
        return switch (ride) {
            case Open open -> Decision.of(new CallWithdrawn(open.id(), null, now));
            case BeforePickUp before ->
                Decision.of(new CallWithdrawn(before.id(), before.assignment().driver(), now));
            case Boarded boarded ->
                command.answered() ? Decision.of(new CancelRefused(boarded.id(), now)) : Decision.of();
            // Each was told when it came about.
            case NoShow over -> Decision.of();
            case Withdrawn withdrawn -> Decision.of();
            case Exhausted exhausted -> Decision.of();
        };
    }

    /** R7: said once, and after some time another taxi is looked for. */
    private Decision listen(Listen command, Accepted ride, Instant now) {
        DriverId driver = ride.assignment().driver();
        Instant quiet = now.minus(rules.silentAfter());
        boolean heard = command.taxi() != null && command.taxi().at().isAfter(quiet);
        Instant silentSince = ride.silentSince();
        if (silentSince == null)
            return heard || ride.since().isAfter(quiet)
                    ? Decision.of()
                    : Decision.of(new PositionsStopped(ride.id(), driver, now));
        if (heard) return Decision.of(new TaxiSeenAgain(ride.id(), driver, now));
        return now.isBefore(silentSince.plus(rules.givenUpAfter()))
                ? Decision.of()
                : reopen(ride, CallReopened.POSITIONS_STOPPED, now);
    }

    private static Decision exhaust(Ride ride, Instant now) {
        return ride instanceof Open open && open.isOver(now)
                ? Decision.of(new CallExhausted(open.id(), now))
                : Decision.of();
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
            case CallAccepted accepted -> in(Open.class, ride, event).accepted(accepted);
            case DriverArrived arrived -> in(Accepted.class, ride, event).arrived(arrived.at());
            case PositionsStopped stopped -> in(Accepted.class, ride, event).silent(stopped.at());
            case TaxiSeenAgain seen -> in(Accepted.class, ride, event).heard();
            case PickupOverdue overdue -> in(BeforePickUp.class, ride, event).toldOverdue();
            case RideOverdue overdue -> in(OnTrip.class, ride, event).toldOverdue();
            case RiderContacted contacted -> in(Arrived.class, ride, event).contacted(contacted);
            case NoShowMarked noShow -> in(Arrived.class, ride, event).noShow(noShow.at());
            case PassengerPickedUp pickedUp -> in(Arrived.class, ride, event).pickedUp(pickedUp.at());
            case PassengerDroppedOff droppedOff -> in(OnTrip.class, ride, event).droppedOff(droppedOff);
            case CollectionStarted started -> in(DroppedOff.class, ride, event).collecting(started);
            case FareTendered tendered -> in(Delivered.class, ride, event).tendered(tendered);
            case FareSettled settled -> in(Collecting.class, ride, event).settled(settled.at());
            case FareOwed owed -> in(Collecting.class, ride, event).owed(owed.at());
            case CallReopened reopened -> in(BeforePickUp.class, ride, event).reopened(reopened.searchUntil());
            case CallExhausted exhausted -> in(Open.class, ride, event).exhausted(exhausted.at());
            case CallWithdrawn withdrawn -> in(Cancelable.class, ride, event).withdrawn(withdrawn.at());
            case CancelRefused refused -> in(Boarded.class, ride, event);
        };
    }

    private static <S extends Ride> S in(Class<S> state, Ride ride, DispatchEvent event) {
        if (!state.isInstance(ride)) throw contradiction(ride, event);
        return state.cast(ride);
    }

    private static IllegalStateException contradiction(Ride ride, DispatchEvent event) {
        return new IllegalStateException(event.getClass().getSimpleName() + " cannot follow "
                + ride.getClass().getSimpleName() + " of ride " + ride.id());
    }
}
