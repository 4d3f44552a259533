package io.tanda.booking.domain;

import io.tanda.booking.domain.Booking.Aborted;
import io.tanda.booking.domain.Booking.Arrived;
import io.tanda.booking.domain.Booking.Assigned;
import io.tanda.booking.domain.Booking.BeforeBoarding;
import io.tanda.booking.domain.Booking.CancelPending;
import io.tanda.booking.domain.Booking.Completed;
import io.tanda.booking.domain.Booking.Ended;
import io.tanda.booking.domain.Booking.Expired;
import io.tanda.booking.domain.Booking.InProgress;
import io.tanda.booking.domain.Booking.NoDriversAvailable;
import io.tanda.booking.domain.Booking.OperatorCanceled;
import io.tanda.booking.domain.Booking.Owed;
import io.tanda.booking.domain.Booking.Requested;
import io.tanda.booking.domain.Booking.RiderCanceled;
import io.tanda.booking.domain.Booking.RiderNoShow;
import io.tanda.booking.domain.Booking.Scheduled;
import io.tanda.booking.domain.Booking.Search;
import io.tanda.booking.domain.Booking.Settling;
import io.tanda.booking.domain.Booking.UnderWay;
import io.tanda.booking.domain.Booking.Unpaid;
import io.tanda.booking.domain.Booking.WithDriver;
import io.tanda.booking.domain.Decision.Alarm;
import io.tanda.booking.domain.Decision.Happened;
import io.tanda.booking.domain.Decision.Noted;
import io.tanda.booking.domain.Decision.Nothing;
import io.tanda.booking.domain.Decision.Refused;
import io.tanda.contract.AbortReason;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.Fee;
import io.tanda.contract.bus.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may become of a booking.
 *
 * <p>Dispatch alone decides what becomes of the call and the drive, so its events are followed, not judged: they come in dispatch's
 * order, each once. What the state does not offer cannot follow in that order: {@link Step} says so aloud, and the consumer parks this
 * ride alone and raises an alert. What comes after the booking has ended is late, not wrong.
 */
public final class BookingDecider {
    private BookingDecider() {}

    /** R1. Only the way is looked at: what must not happen twice is kept apart by the command's and the ride's id. */
    public static Decision.OfRequest decide(RequestRide command, Instant at, Policies policies) {
        String flaw = policies.longestWay()
                .flaw(command.pickup().point(), command.dropoff().point());
        if (flaw != null) return new Refused(Refusal.INVALID, flaw);
        if (command.pickupAt() != null)
            return schedule(command, command.pickupAt().truncatedTo(ChronoUnit.MICROS), at);
        return happened(
                null,
                new BookingEvent.RideRequested(
                        command.ride(),
                        command.rider(),
                        command.pickup(),
                        command.dropoff(),
                        command.passengers(),
                        command.paymentMethod(),
                        at.plusSeconds(command.searchSeconds()),
                        at.plus(policies.deadlines().expiry()),
                        at,
                        null,
                        command.paymentMethodId()));
    }

    /** R2 */
    private static Decision.OfRequest schedule(RequestRide command, Instant pickupAt, Instant at) {
        if (pickupAt.isBefore(at.plusSeconds(BookingCommand.LEAST_AHEAD_SECONDS))
                || pickupAt.isAfter(at.plusSeconds(BookingCommand.MOST_AHEAD_SECONDS)))
            return new Refused(
                    Refusal.INVALID,
                    "pickupAt must be from " + BookingCommand.LEAST_AHEAD_SECONDS / 60 + " minutes to "
                            + BookingCommand.MOST_AHEAD_SECONDS / 86_400 + " days ahead of " + at
                            + ", which is now, or left out");
        return happened(
                null,
                new BookingEvent.RideScheduled(
                        command.ride(),
                        command.rider(),
                        command.pickup(),
                        command.dropoff(),
                        command.passengers(),
                        command.paymentMethod(),
                        pickupAt,
                        pickupAt.minusSeconds(BookingCommand.OFFERED_AHEAD_SECONDS),
                        at,
                        command.paymentMethodId()));
    }

    /** R2: as if it were requested now; where that comes too late, nobody was found. */
    private static Decision offer(Scheduled scheduled, Instant at) {
        Trip trip = scheduled.trip();
        if (!at.isBefore(trip.searchUntil())) return happened(scheduled, new BookingEvent.RideExpired(trip.ride(), at));
        return happened(
                scheduled,
                new BookingEvent.RideRequested(
                        trip.ride(),
                        trip.rider(),
                        trip.pickup(),
                        trip.dropoff(),
                        trip.passengers(),
                        trip.paymentMethod(),
                        trip.searchUntil(),
                        trip.expiresAt(),
                        at,
                        trip.pickupAt(),
                        trip.paymentMethodId()));
    }

    /** R5, R8: always the saga, because a driver may have accepted a moment ago: dispatch has the last word. */
    public static Decision decide(CancelBooking command, Booking state, Instant at, Policies policies) {
        Money fee =
                state instanceof BeforeBoarding before ? policies.cancellation().feeAt(before.driverSince(), at) : null;
        if (fee != null && !covers(command.feeUpTo(), fee))
            return new Refused(
                    Refusal.FEE_NOT_AGREED,
                    "Canceling costs " + fee.minorUnits() + " of the smallest unit of " + fee.currency()
                            + ", for the driver has been on the way for longer than is free: say so in feeUpTo to agree, or"
                            + " let the ride go on.");
        return cancel(new BookingEvent.CancelRequested(command.ride(), command.reason(), at, null, fee), state);
    }

    private static boolean covers(@Nullable Money agreed, Money fee) {
        return agreed != null && agreed.currency().equals(fee.currency()) && agreed.minorUnits() >= fee.minorUnits();
    }

    /** R17: the same saga. */
    public static Decision decide(BookingDesk.Cancel command, Booking state, Instant at) {
        return cancel(new BookingEvent.CancelRequested(command.ride(), null, at, Role.OPERATOR, null), state);
    }

    private static Decision cancel(BookingEvent.CancelRequested asked, Booking state) {
        return switch (state) {
            // Dispatch does not know of it: nobody is to answer.
            case Scheduled scheduled ->
                happened(
                        scheduled,
                        asked,
                        new BookingEvent.RideCanceled(asked.ride(), true, asked.at(), asked.by(), null));
            case BeforeBoarding before -> happened(before, asked);
            case CancelPending pending -> new Nothing("asked before");
            case RiderCanceled canceled -> new Nothing("canceled before");
            case OperatorCanceled canceled -> new Nothing("canceled before");
            case InProgress driving ->
                new Refused(
                        Refusal.RIDE_ALREADY_STARTED,
                        "You are on board: the driver can let you out, and the ride ends there.");
            case Settling settling ->
                new Refused(Refusal.RIDE_ALREADY_STARTED, "The ride has been driven and is being paid.");
            case Completed completed -> ended(completed);
            case Owed owed -> ended(owed);
            case Aborted aborted -> ended(aborted);
            case NoDriversAvailable none -> ended(none);
            case RiderNoShow missed -> ended(missed);
            case Expired expired -> ended(expired);
        };
    }

    private static Refused ended(Ended state) {
        return new Refused(
                Refusal.RIDE_ALREADY_ENDED, "The ride has ended as " + name(state) + ": there is nothing to cancel.");
    }

    /**
     * @param at when it happened where it happened, in domain time; for a deadline, now
     * @throws IllegalStateException when it contradicts the state: a bug, never a matter of taste
     */
    public static Decision decide(FollowUp command, Booking state, Instant at, Policies policies) {
        return switch (state) {
            case UnderWay underWay -> follow(command, underWay, at, policies);
            case Ended ended -> tooLate(command, ended, at);
        };
    }

    private static Decision follow(FollowUp command, UnderWay state, Instant at, Policies policies) {
        RideId ride = state.trip().ride();
        return switch (command) {
            case FollowUp.NoteSearch note -> noted(state, new Fact.SearchOpened(note.searchUntil()));
            case FollowUp.AssignDriver assign -> // R3
                happened(
                        state,
                        new BookingEvent.DriverAssigned(
                                ride, assign.driver(), assign.taxi(), assign.plate(), assign.pickupEta(), at));
            case FollowUp.MarkArrived arrive -> // R6
                happened(state, new BookingEvent.DriverArrived(ride, at));
            case FollowUp.NoteContact contact -> // R9
                happened(state, new BookingEvent.RiderContacted(ride, contact.noShowFrom(), at));
            case FollowUp.MarkNoShow noShow -> // R9
                happened(state, new BookingEvent.RiderNoShow(ride, at, noShowFee(state, policies)));
            case FollowUp.LoseDriver lose -> // R7
                happened(
                        state, new BookingEvent.DriverLost(ride, lose.driver(), lose.reason(), lose.searchUntil(), at));
            case FollowUp.StartRide start -> // R10; whether a driver may skip "arrived" is dispatch's rule
                // Boarded: dispatch can only refuse a cancellation now, so the rider need not wait to hear it.
                state instanceof CancelPending
                        ? happened(
                                state,
                                new BookingEvent.CancelRejected(ride, at),
                                new BookingEvent.RideStarted(ride, at))
                        : happened(state, new BookingEvent.RideStarted(ride, at));
            case FollowUp.DropOff dropOff -> droppedOff(dropOff, state, at);
            case FollowUp.EndSearch end -> // R4
                // Also where a cancellation comes too late for it. We say what dispatch decided, so that call, booking
                // and history agree; the rider is out of it, free, either way.
                happened(state, new BookingEvent.NoDriversAvailable(ride, at));
            case FollowUp.ConfirmCancel confirm -> // R5, R8
                canceled(new Step(state, confirm).from(CancelPending.class), at, policies);
            case FollowUp.RejectCancel reject -> // R8
                switch (state) {
                    // The boarding said so before.
                    case InProgress driving -> new Nothing("rejected before");
                    case Settling settling -> new Nothing("rejected before");
                    case CancelPending pending -> happened(pending, new BookingEvent.CancelRejected(ride, at));
                    case BeforeBoarding before -> happened(before, new BookingEvent.CancelRejected(ride, at));
                };
            case FollowUp.SettleFare settle -> // R13
                switch (state) {
                    case Settling settling -> happened(settling, paid(ride, settling.aborted(), settle.paid(), at));
                    case BeforeBoarding before -> noted(before, new Fact.PaidAhead(settle.paid()));
                    case InProgress driving -> noted(driving, new Fact.PaidAhead(settle.paid()));
                    case CancelPending pending -> noted(pending, new Fact.PaidAhead(settle.paid()));
                };
            case FollowUp.OweFare owe ->
                switch (state) {
                    case Settling settling -> happened(settling, new BookingEvent.RideOwed(ride, settling.fare(), at));
                    case BeforeBoarding before -> noted(before, new Fact.OwedAhead());
                    case InProgress driving -> noted(driving, new Fact.OwedAhead());
                    case CancelPending pending -> noted(pending, new Fact.OwedAhead());
                };
            case FollowUp.CheckTime check ->
                at.isBefore(policies.deadlines().of(state)) ? new Nothing("not due") : overdue(state, at, policies);
        };
    }

    /** R12, and what payment has said of it already: R13, or that it is owed (A8). */
    private static Decision droppedOff(FollowUp.DropOff dropOff, UnderWay state, Instant at) {
        RideId ride = state.trip().ride();
        BookingEvent event = new BookingEvent.RideDroppedOff(ride, dropOff.fare(), at, dropOff.aborted());
        return switch (state instanceof InProgress driving ? driving.fareAhead() : null) {
            case Fact.PaidAhead paid -> happened(state, event, paid(ride, dropOff.aborted(), paid.amount(), at));
            case Fact.OwedAhead owed -> happened(state, event, new BookingEvent.RideOwed(ride, dropOff.fare(), at));
            case null -> happened(state, event);
        };
    }

    /** R13, R16: neither end comes unpaid. */
    private static BookingEvent paid(RideId ride, @Nullable AbortReason aborted, Money paid, Instant at) {
        return aborted == null
                ? new BookingEvent.RideCompleted(ride, paid, at)
                : new BookingEvent.RideAborted(ride, aborted, paid, at);
    }

    private static Decision overdue(UnderWay state, Instant at, Policies policies) {
        RideId ride = state.trip().ride();
        return switch (state) {
            case Scheduled scheduled ->
                at.isBefore(scheduled.offeredFrom()) ? new Nothing("too early") : offer(scheduled, at);
            case Requested requested ->
                switch (requested.search()) {
                    case SILENT, OPEN -> happened(requested, new BookingEvent.SearchDelayed(ride, at));
                    case DELAYED -> happened(requested, new BookingEvent.RideExpired(ride, at));
                    case OVERTIME -> new Alarm("dispatch does not end the search");
                };
            case Assigned assigned -> new Alarm("no arrival"); // R14 will decide here
            case Arrived arrived -> new Alarm("no boarding");
            case InProgress driving -> new Alarm("no drop-off"); // R15: never ended silently
            case Settling settling -> new Alarm("no capture");
            // Past expiresAt dispatch opens no call, and it was never heard of: nobody is to answer, nothing to undo.
            case CancelPending pending
            when DeadlinePolicy.unheard(pending.returnsTo()) -> canceled(pending, at, policies);
            case CancelPending pending -> new Alarm("dispatch does not answer the cancellation");
        };
    }

    private static Decision canceled(CancelPending pending, Instant at, Policies policies) {
        // What an operator does costs the rider nothing.
        boolean free = pending.by() != null || policies.cancellation().free(pending.driverSince(), pending.askedAt());
        return happened(
                pending,
                new BookingEvent.RideCanceled(
                        pending.trip().ride(), free, at, pending.by(), fee(pending.trip(), pending.fee())));
    }

    /** R9: whoever wanted out pays what he has agreed to, and no more. */
    private static @Nullable Fee noShowFee(UnderWay state, Policies policies) {
        return fee(
                state.trip(),
                state instanceof CancelPending pending
                        ? pending.fee()
                        : policies.cancellation().noShowFee());
    }

    private static @Nullable Fee fee(Trip trip, @Nullable Money amount) {
        return amount == null ? null : new Fee(trip.rider(), amount, trip.paymentMethodId());
    }

    /** A5: a late dispatch of a closed booking is withdrawn by dispatch, which reads of the end. */
    private static Decision tooLate(FollowUp command, Ended state, Instant at) {
        return switch (command) {
            case FollowUp.NoteSearch note -> late(state);
            case FollowUp.AssignDriver assign -> late(state);
            case FollowUp.MarkArrived arrive -> late(state);
            case FollowUp.NoteContact contact -> late(state);
            case FollowUp.MarkNoShow noShow -> late(state);
            case FollowUp.LoseDriver lose -> late(state);
            case FollowUp.EndSearch end -> late(state);
            // After Expired this is dispatch's answer to our expiry.
            case FollowUp.ConfirmCancel confirm -> late(state);
            case FollowUp.RejectCancel reject -> late(state);
            // We ended it unheard, and a driver had it all the same. The drive is paid there; a person must look.
            case FollowUp.StartRide start -> new Alarm("boarded although the booking had ended as " + name(state));
            case FollowUp.DropOff dropOff -> new Alarm("driven although the booking had ended as " + name(state));
            case FollowUp.SettleFare settle ->
                switch (state) {
                    case Completed completed -> new Nothing("paid before");
                    case Owed owed -> // R13, R16
                        happened(owed, paid(owed.trip().ride(), owed.aborted(), settle.paid(), at));
                    case Aborted aborted -> new Nothing("paid before");
                    case RiderCanceled canceled -> new Alarm("paid although canceled");
                    case OperatorCanceled canceled -> new Alarm("paid although canceled");
                    case NoDriversAvailable none -> new Alarm("paid although never driven");
                    case RiderNoShow missed -> new Alarm("paid although the rider did not come");
                    case Expired expired -> new Alarm("paid although expired");
                };
            case FollowUp.OweFare owe -> late(state);
            case FollowUp.CheckTime check -> new Nothing("ended");
        };
    }

    private static Nothing late(Ended state) {
        return new Nothing("the booking has ended as " + name(state));
    }

    private static String name(Booking state) {
        return state.status().wireName();
    }

    private static Happened happened(@Nullable Booking state, BookingEvent... events) {
        List<BookingEvent> inOrder = List.of(events);
        return new Happened(inOrder, evolve(state, inOrder));
    }

    private static Noted noted(Booking state, Fact fact) {
        return new Noted(fact, note(state, fact));
    }

    /** The state that events make of another; the first event needs none. */
    public static Booking evolve(@Nullable Booking state, List<BookingEvent> events) {
        Booking folded = state;
        for (BookingEvent event : events) folded = evolve(folded, event);
        if (folded == null) throw new IllegalStateException("no events make no booking");
        return folded;
    }

    /** @throws IllegalStateException when the event contradicts the state */
    public static Booking evolve(@Nullable Booking state, BookingEvent event) {
        if (state == null) {
            if (event instanceof BookingEvent.RideRequested requested) return Requested.of(requested);
            if (event instanceof BookingEvent.RideScheduled scheduled) return Scheduled.of(scheduled);
            throw new IllegalStateException("a booking cannot begin with " + event);
        }
        Step step = new Step(state, event);
        return switch (event) {
            case BookingEvent.RideScheduled e -> throw step.contradiction();
            case BookingEvent.RideRequested e -> step.from(Scheduled.class).requested();
            case BookingEvent.SearchDelayed e ->
                step.from(Search.SILENT, Search.OPEN).delayed();
            case BookingEvent.DriverAssigned e -> step.meanwhile(Requested.class, requested -> requested.assigned(e));
            case BookingEvent.DriverArrived e -> step.meanwhile(Assigned.class, assigned -> assigned.arrived(e));
            case BookingEvent.RiderContacted e -> step.meanwhile(Arrived.class, arrived -> arrived);
            case BookingEvent.RiderNoShow e -> step.meanwhile(Arrived.class, arrived -> arrived.noShow(e));
            case BookingEvent.DriverLost e -> step.meanwhile(WithDriver.class, driver -> driver.lost(e));
            case BookingEvent.RideStarted e -> step.from(WithDriver.class).started(e);
            case BookingEvent.RideDroppedOff e -> step.from(InProgress.class).droppedOff(e);
            case BookingEvent.RideCompleted e -> step.from(Unpaid.class).completed(e);
            case BookingEvent.RideOwed e -> step.from(Settling.class).owed(e);
            case BookingEvent.RideAborted e -> step.from(Unpaid.class).aborted(e);
            case BookingEvent.CancelRequested e ->
                step.from(BeforeBoarding.class).cancelRequested(e);
            case BookingEvent.CancelRejected e -> step.from(CancelPending.class).rejected();
            case BookingEvent.RideCanceled e -> step.from(CancelPending.class).canceled(e);
            case BookingEvent.NoDriversAvailable e ->
                step.meanwhile(Requested.class, requested -> requested.withoutDriver(e));
            case BookingEvent.RideExpired e ->
                state instanceof Scheduled scheduled
                        ? scheduled.expired(e)
                        : step.from(Search.DELAYED).expired(e);
        };
    }

    /** @throws IllegalStateException when the fact contradicts the state */
    public static Booking note(Booking state, Fact fact) {
        Step step = new Step(state, fact);
        return switch (fact) {
            case Fact.SearchOpened opened ->
                step.meanwhile(Requested.class, requested -> requested.searchOpened(opened.searchUntil()));
            case Fact.FareAhead fare ->
                state instanceof InProgress driving
                        ? driving.fareAhead(fare)
                        : step.meanwhile(BeforeBoarding.class, before -> before.fareAhead(fare));
        };
    }
}
