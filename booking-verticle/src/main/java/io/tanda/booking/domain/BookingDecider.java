package io.tanda.booking.domain;

import static io.tanda.booking.domain.Decision.happened;

import io.tanda.booking.domain.Booking.Arrived;
import io.tanda.booking.domain.Booking.Assigned;
import io.tanda.booking.domain.Booking.BeforeBoarding;
import io.tanda.booking.domain.Booking.CancelPending;
import io.tanda.booking.domain.Booking.Completed;
import io.tanda.booking.domain.Booking.Ended;
import io.tanda.booking.domain.Booking.Expired;
import io.tanda.booking.domain.Booking.InProgress;
import io.tanda.booking.domain.Booking.NoDriversAvailable;
import io.tanda.booking.domain.Booking.Requested;
import io.tanda.booking.domain.Booking.RiderCanceled;
import io.tanda.booking.domain.Booking.Search;
import io.tanda.booking.domain.Booking.Settling;
import io.tanda.booking.domain.Decision.Alarm;
import io.tanda.booking.domain.Decision.Noted;
import io.tanda.booking.domain.Decision.Nothing;
import io.tanda.booking.domain.Decision.Refused;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What may become of a booking.
 *
 * <p>Dispatch alone decides what becomes of the call and the drive, so its events are followed, not judged: they come in dispatch's
 * order, each once. One that cannot follow in that order is a bug of somebody's, and is said aloud ({@link IllegalStateException}:
 * the consumer parks this ride alone and raises an alert). One that comes after the booking has ended is late, not wrong.
 */
public final class BookingDecider {
    private BookingDecider() {}

    /** R1. There is nothing to look at before: what must not happen twice is kept apart by the command's and the ride's id. */
    public static Decision decide(RequestRide command, Instant at, Policies policies) {
        return happened(new BookingEvent.RideRequested(
                command.ride(),
                command.rider(),
                command.pickup().point(),
                command.dropoff().point(),
                command.passengers(),
                command.paymentMethod(),
                at.plusSeconds(command.searchSeconds()),
                at.plus(policies.deadlines().expiry()),
                at));
    }

    /** R5, R8: always the saga, because a driver may have accepted a moment ago: dispatch has the last word. */
    public static Decision decide(CancelBooking command, Booking state, Instant at) {
        return switch (state) {
            case BeforeBoarding before ->
                happened(new BookingEvent.CancelRequested(command.ride(), command.reason(), at));
            case CancelPending pending -> new Nothing("asked before");
            case RiderCanceled canceled -> new Nothing("canceled before");
            case InProgress driving ->
                new Refused(
                        Refusal.RIDE_ALREADY_STARTED,
                        "You are on board: the driver can let you out, and the ride ends there.");
            case Settling settling ->
                new Refused(Refusal.RIDE_ALREADY_STARTED, "The ride has been driven and is being paid.");
            case Completed completed -> ended(state);
            case NoDriversAvailable none -> ended(state);
            case Expired expired -> ended(state);
        };
    }

    private static Decision ended(Booking state) {
        return new Refused(
                Refusal.RIDE_ALREADY_ENDED,
                "The ride has ended as " + state.status().wireName() + ": there is nothing to cancel.");
    }

    /** @param at when it happened where it happened, in domain time; for a deadline, now */
    public static Decision decide(FollowUp command, Booking state, Instant at, Policies policies) {
        RideId ride = state.trip().ride();
        return switch (command) {
            case FollowUp.NoteSearch note ->
                switch (state) {
                    case Requested requested -> new Noted(new Fact.SearchOpened(note.searchUntil()));
                    case CancelPending pending
                    when pending.returnsTo() instanceof Requested ->
                        new Noted(new Fact.SearchOpened(note.searchUntil()));
                    // Dispatch opened the call before our expiry got there; it withdraws the call when it does.
                    case Ended ended -> late(ended);
                    case CancelPending pending -> throw contradiction(command, state);
                    case Assigned assigned -> throw contradiction(command, state);
                    case Arrived arrived -> throw contradiction(command, state);
                    case InProgress driving -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.AssignDriver assign -> // R3
                switch (state) {
                    case Requested requested -> assigned(ride, assign, at);
                    case CancelPending pending
                    when pending.returnsTo() instanceof Requested -> assigned(ride, assign, at);
                    // A5: a late dispatch of a closed booking is withdrawn, by dispatch, which reads of the end.
                    case Ended ended -> late(ended);
                    case CancelPending pending -> throw contradiction(command, state);
                    case Assigned assigned -> throw contradiction(command, state);
                    case Arrived arrived -> throw contradiction(command, state);
                    case InProgress driving -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.MarkArrived arrive -> // R6
                switch (state) {
                    case Assigned assigned -> happened(new BookingEvent.DriverArrived(ride, at));
                    case CancelPending pending
                    when pending.returnsTo() instanceof Assigned -> happened(new BookingEvent.DriverArrived(ride, at));
                    case Ended ended -> late(ended);
                    case CancelPending pending -> throw contradiction(command, state);
                    case Requested requested -> throw contradiction(command, state);
                    case Arrived arrived -> throw contradiction(command, state);
                    case InProgress driving -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.LoseDriver lose -> // R7
                switch (state) {
                    case Assigned assigned -> lost(ride, lose, at);
                    case Arrived arrived -> lost(ride, lose, at);
                    case CancelPending pending when !(pending.returnsTo() instanceof Requested) -> lost(ride, lose, at);
                    case Ended ended -> late(ended);
                    case CancelPending pending -> throw contradiction(command, state);
                    case Requested requested -> throw contradiction(command, state);
                    case InProgress driving -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.StartRide start -> // R10; whether a driver may skip "arrived" is dispatch's rule
                switch (state) {
                    case Assigned assigned -> happened(new BookingEvent.RideStarted(ride, at));
                    case Arrived arrived -> happened(new BookingEvent.RideStarted(ride, at));
                    // Boarded: dispatch can only refuse the cancellation now, so the rider need not wait to hear it.
                    case CancelPending pending
                    when !(pending.returnsTo() instanceof Requested) ->
                        happened(new BookingEvent.CancelRejected(ride, at), new BookingEvent.RideStarted(ride, at));
                    // We ended it unheard, and a driver had it all the same. The drive is paid there; a person must
                    // look.
                    case Ended ended -> new Alarm("boarded although the booking had ended as " + name(ended));
                    case CancelPending pending -> throw contradiction(command, state);
                    case Requested requested -> throw contradiction(command, state);
                    case InProgress driving -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.DropOff dropOff -> // R12
                switch (state) {
                    case InProgress driving -> {
                        BookingEvent.RideDroppedOff droppedOff =
                                new BookingEvent.RideDroppedOff(ride, dropOff.fare(), at);
                        // R13 at once when the capture was heard of before.
                        yield driving.paidAhead() == null
                                ? happened(droppedOff)
                                : happened(droppedOff, new BookingEvent.RideCompleted(ride, driving.paidAhead(), at));
                    }
                    case Ended ended -> new Alarm("driven although the booking had ended as " + name(ended));
                    case CancelPending pending -> throw contradiction(command, state);
                    case Requested requested -> throw contradiction(command, state);
                    case Assigned assigned -> throw contradiction(command, state);
                    case Arrived arrived -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.EndSearch end -> // R4
                switch (state) {
                    case Requested requested -> happened(new BookingEvent.NoDriversAvailable(ride, at));
                    // The search ended before the cancellation got there. We say what dispatch decided, so that call,
                    // booking and
                    // history agree; the rider is out of it, free, either way.
                    case CancelPending pending
                    when pending.returnsTo() instanceof Requested ->
                        happened(new BookingEvent.NoDriversAvailable(ride, at));
                    case Ended ended -> late(ended);
                    case CancelPending pending -> throw contradiction(command, state);
                    case Assigned assigned -> throw contradiction(command, state);
                    case Arrived arrived -> throw contradiction(command, state);
                    case InProgress driving -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.ConfirmCancel confirm -> // R5, R8
                switch (state) {
                    case CancelPending pending -> canceled(pending, at, policies);
                    // After Expired this is dispatch's answer to our expiry.
                    case Ended ended -> late(ended);
                    case Requested requested -> throw contradiction(command, state);
                    case Assigned assigned -> throw contradiction(command, state);
                    case Arrived arrived -> throw contradiction(command, state);
                    case InProgress driving -> throw contradiction(command, state);
                    case Settling settling -> throw contradiction(command, state);
                };
            case FollowUp.RejectCancel reject -> // R8
                switch (state) {
                    case CancelPending pending -> happened(new BookingEvent.CancelRejected(ride, at));
                    // The boarding said so before.
                    case InProgress driving -> new Nothing("rejected before");
                    case Settling settling -> new Nothing("rejected before");
                    case Ended ended -> late(ended);
                    case Requested requested -> throw contradiction(command, state);
                    case Assigned assigned -> throw contradiction(command, state);
                    case Arrived arrived -> throw contradiction(command, state);
                };
            case FollowUp.SettleFare settle -> // R13
                switch (state) {
                    case Settling settling -> happened(new BookingEvent.RideCompleted(ride, settle.paid(), at));
                    case BeforeBoarding before -> new Noted(new Fact.PaidAhead(settle.paid()));
                    case InProgress driving -> new Noted(new Fact.PaidAhead(settle.paid()));
                    case CancelPending pending -> new Noted(new Fact.PaidAhead(settle.paid()));
                    case Completed completed -> new Nothing("paid before");
                    case RiderCanceled canceled -> new Alarm("paid although canceled");
                    case NoDriversAvailable none -> new Alarm("paid although never driven");
                    case Expired expired -> new Alarm("paid although expired");
                };
            case FollowUp.CheckTime check -> checkTime(state, at, policies);
        };
    }

    private static Decision checkTime(Booking state, Instant at, Policies policies) {
        RideId ride = state.trip().ride();
        Instant due = policies.deadlines().of(state);
        if (due == null) return new Nothing("ended");
        if (at.isBefore(due)) return new Nothing("not due");
        return switch (state) {
            case Requested requested ->
                switch (requested.search()) {
                    case SILENT -> happened(new BookingEvent.SearchDelayed(ride, at));
                    case DELAYED -> happened(new BookingEvent.RideExpired(ride, at));
                    case OPEN -> new Alarm("dispatch does not end the search");
                };
            case Assigned assigned -> new Alarm("no arrival"); // R14 will decide here
            case Arrived arrived -> new Alarm("no boarding");
            case InProgress driving -> new Alarm("no drop-off"); // R15: never ended silently
            case Settling settling -> new Alarm("no capture");
            // Past expiresAt dispatch opens no call, and it was never heard of: there is nobody to answer and nothing
            // to undo.
            case CancelPending pending when DeadlinePolicy.unheard(pending) -> canceled(pending, at, policies);
            case CancelPending pending -> new Alarm("dispatch does not answer the cancellation");
            case Ended ended -> new Nothing("ended");
        };
    }

    private static Decision assigned(RideId ride, FollowUp.AssignDriver assign, Instant at) {
        return happened(new BookingEvent.DriverAssigned(
                ride, assign.driver(), assign.taxi(), assign.plate(), assign.pickupEta(), at));
    }

    private static Decision lost(RideId ride, FollowUp.LoseDriver lose, Instant at) {
        return happened(new BookingEvent.DriverLost(ride, lose.driver(), lose.reason(), lose.searchUntil(), at));
    }

    private static Decision canceled(CancelPending pending, Instant at, Policies policies) {
        boolean free = policies.cancellation().free(pending.driverSince(), pending.askedAt());
        return happened(new BookingEvent.RideCanceled(pending.trip().ride(), free, at));
    }

    private static Decision late(Ended state) {
        return new Nothing("the booking has ended as " + name(state));
    }

    /** The state that events make of another; the first event needs none. */
    public static Booking evolve(@Nullable Booking state, List<BookingEvent> events) {
        Booking folded = state;
        for (BookingEvent event : events) folded = evolve(folded, event);
        if (folded == null) throw new IllegalStateException("no events make no booking");
        return folded;
    }

    /** @throws IllegalStateException when the event contradicts the state: a bug, never a matter of taste */
    public static Booking evolve(@Nullable Booking state, BookingEvent event) {
        if (state == null) {
            if (event instanceof BookingEvent.RideRequested requested) return begin(requested);
            throw new IllegalStateException("a booking cannot begin with " + event);
        }
        return switch (event) {
            case BookingEvent.RideRequested e -> throw contradiction(event, state);
            case BookingEvent.SearchDelayed e -> {
                if (state instanceof Requested requested && requested.search() == Search.SILENT)
                    yield new Requested(requested.trip(), Search.DELAYED, requested.paidAhead());
                throw contradiction(event, state);
            }
            case BookingEvent.DriverAssigned e ->
                beforeBoarding(state, event, before -> switch (before) {
                    case Requested requested ->
                        new Assigned(
                                requested.trip(),
                                new Assignment(e.driver(), e.taxi(), e.plate(), e.pickupEta(), e.at()),
                                requested.paidAhead());
                    case Assigned assigned -> throw contradiction(event, state);
                    case Arrived arrived -> throw contradiction(event, state);
                });
            case BookingEvent.DriverArrived e ->
                beforeBoarding(state, event, before -> switch (before) {
                    case Assigned assigned ->
                        new Arrived(assigned.trip(), assigned.taxi(), e.at(), assigned.paidAhead());
                    case Requested requested -> throw contradiction(event, state);
                    case Arrived arrived -> throw contradiction(event, state);
                });
            case BookingEvent.DriverLost e ->
                beforeBoarding(state, event, before -> switch (before) {
                    case Requested requested -> throw contradiction(event, state);
                    case Assigned assigned -> searchAgain(assigned, e);
                    case Arrived arrived -> searchAgain(arrived, e);
                });
            case BookingEvent.RideStarted e ->
                switch (state) {
                    case Assigned assigned ->
                        new InProgress(assigned.trip(), assigned.taxi(), e.at(), assigned.paidAhead());
                    case Arrived arrived -> new InProgress(arrived.trip(), arrived.taxi(), e.at(), arrived.paidAhead());
                    case Requested requested -> throw contradiction(event, state);
                    case InProgress driving -> throw contradiction(event, state);
                    case Settling settling -> throw contradiction(event, state);
                    case CancelPending pending -> throw contradiction(event, state);
                    case Ended ended -> throw contradiction(event, state);
                };
            case BookingEvent.RideDroppedOff e -> {
                if (state instanceof InProgress driving)
                    yield new Settling(driving.trip(), driving.taxi(), e.fare(), e.at());
                throw contradiction(event, state);
            }
            case BookingEvent.RideCompleted e -> {
                if (state instanceof Settling settling)
                    yield new Completed(settling.trip(), settling.taxi(), settling.fare(), e.paid(), e.at());
                throw contradiction(event, state);
            }
            case BookingEvent.CancelRequested e -> {
                if (state instanceof BeforeBoarding before)
                    yield new CancelPending(before, e.at(), driverSince(before), e.reason());
                throw contradiction(event, state);
            }
            case BookingEvent.CancelRejected e -> {
                if (state instanceof CancelPending pending) yield pending.returnsTo();
                throw contradiction(event, state);
            }
            case BookingEvent.RideCanceled e -> {
                if (state instanceof CancelPending pending)
                    yield new RiderCanceled(pending.trip(), e.free(), pending.reason(), e.at());
                throw contradiction(event, state);
            }
            case BookingEvent.NoDriversAvailable e ->
                switch (state) {
                    case Requested requested -> new NoDriversAvailable(requested.trip(), e.at());
                    case CancelPending pending
                    when pending.returnsTo() instanceof Requested requested ->
                        new NoDriversAvailable(requested.trip(), e.at());
                    case CancelPending pending -> throw contradiction(event, state);
                    case Assigned assigned -> throw contradiction(event, state);
                    case Arrived arrived -> throw contradiction(event, state);
                    case InProgress driving -> throw contradiction(event, state);
                    case Settling settling -> throw contradiction(event, state);
                    case Ended ended -> throw contradiction(event, state);
                };
            case BookingEvent.RideExpired e -> {
                if (state instanceof Requested requested && requested.search() == Search.DELAYED)
                    yield new Expired(requested.trip(), e.at());
                throw contradiction(event, state);
            }
        };
    }

    /** @throws IllegalStateException when the fact contradicts the state */
    public static Booking note(Booking state, Fact fact) {
        return switch (fact) {
            case Fact.SearchOpened opened ->
                beforeBoarding(state, fact, before -> switch (before) {
                    case Requested requested ->
                        new Requested(
                                requested.trip().searchedUntil(opened.searchUntil()),
                                Search.OPEN,
                                requested.paidAhead());
                    case Assigned assigned -> throw contradiction(fact, state);
                    case Arrived arrived -> throw contradiction(fact, state);
                });
            case Fact.PaidAhead paid ->
                state instanceof InProgress driving
                        ? driving.paidAhead(paid.amount())
                        : beforeBoarding(state, fact, before -> before.paidAhead(paid.amount()));
        };
    }

    private static Requested begin(BookingEvent.RideRequested e) {
        Trip trip = new Trip(
                e.ride(),
                e.rider(),
                e.pickup(),
                e.dropoff(),
                e.passengers(),
                e.paymentMethod(),
                e.at(),
                e.searchUntil(),
                e.expiresAt());
        return new Requested(trip, Search.SILENT, null);
    }

    private static Requested searchAgain(BeforeBoarding before, BookingEvent.DriverLost e) {
        return new Requested(before.trip().searchedUntil(e.searchUntil()), Search.OPEN, before.paidAhead());
    }

    private static @Nullable Instant driverSince(BeforeBoarding before) {
        return switch (before) {
            case Requested requested -> null;
            case Assigned assigned -> assigned.taxi().since();
            case Arrived arrived -> arrived.taxi().since();
        };
    }

    /** The ride goes on the same way whether or not a cancellation is on its way. */
    private static Booking beforeBoarding(Booking state, Object what, UnaryOperator<BeforeBoarding> step) {
        return switch (state) {
            case BeforeBoarding before -> step.apply(before);
            case CancelPending pending -> pending.meanwhile(step.apply(pending.returnsTo()));
            case InProgress driving -> throw contradiction(what, state);
            case Settling settling -> throw contradiction(what, state);
            case Ended ended -> throw contradiction(what, state);
        };
    }

    private static String name(Booking state) {
        return state.status().wireName();
    }

    /** Names the kind, not the content: a message ends up in logs. */
    private static IllegalStateException contradiction(Object what, Booking state) {
        return new IllegalStateException("ride " + state.trip().ride() + " is " + name(state) + ", which "
                + what.getClass().getSimpleName() + " contradicts");
    }
}
