package io.tanda.booking.application;

import io.tanda.booking.domain.Booking;
import io.tanda.booking.domain.BookingDecider;
import io.tanda.booking.domain.Decision;
import io.tanda.booking.domain.MethodPolicy;
import io.tanda.booking.domain.Payer;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Person;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What riders ask: load, decide; what was decided is committed and answered once. Who wants in is let in, or not, by {@link Admission}. */
public final class HandleBookingCommand {
    /** The driver meets them: what he needs is the number. */
    private static final String NAME_OF_CALLERS = "Caller";

    private final Bookings bookings;
    private final Once<Change> once;
    private final Policies policies;
    private final Admission admission;
    private final MethodPolicy methods;
    private final Payers payers;
    private final Payers payment;
    private final BookingViews views;

    /** Where the gateway charges what it has of the rider, and nobody names anything. */
    public HandleBookingCommand(Bookings bookings, Commits<Change> commits, Policies policies, Admission admission) {
        this(
                bookings,
                commits,
                policies,
                admission,
                MethodPolicy.USUAL,
                rider -> Future.succeededFuture(Payer.NOBODY),
                rider -> Future.succeededFuture(Payer.NOBODY));
    }

    /** @param payers as booking has heard of them @param payment itself */
    public HandleBookingCommand(
            Bookings bookings,
            Commits<Change> commits,
            Policies policies,
            Admission admission,
            MethodPolicy methods,
            Payers payers,
            Payers payment) {
        this.methods = methods;
        this.payers = payers;
        this.payment = payment;
        this.bookings = bookings;
        this.once = new Once<>(commits);
        this.policies = policies;
        this.views = new BookingViews(policies.cancellation());
        this.admission = admission;
    }

    public Future<Reply<BookingView>> handle(Request<BookingCommand> request) {
        return switch (request.body()) {
            case RequestRide command -> requested(request, command);
            case CancelBooking command ->
                once.answer(
                        request,
                        BookingView.class,
                        () -> bookings.findOfRider(command.ride(), command.rider())
                                .map(found -> found.map(booking -> cancel(request, command, booking))
                                        .orElseGet(() ->
                                                Outcome.refused(Refusal.NOT_FOUND, "You have no such booking."))));
        };
    }

    /** A1, by an operator, who is let in or not as a rider is. */
    Future<Reply<BookingView>> book(Request<?> request, BookingDesk.Book book, RiderId rider) {
        return requested(
                request,
                new RequestRide(
                        book.ride(),
                        rider,
                        book.pickup(),
                        book.dropoff(),
                        book.passengers(),
                        book.paymentMethod(),
                        book.searchSeconds(),
                        book.pickupAt(),
                        new Person(NAME_OF_CALLERS, book.phone())));
    }

    /** C0: what is charged is looked at where it matters. */
    private Future<Reply<BookingView>> requested(Request<?> request, RequestRide command) {
        if (!methods.asks(command)) return charged(request, command);
        return payers.of(command.rider())
                .compose(heard -> isUnheardOf(command, heard)
                        ? payment.of(command.rider()).otherwise(heard)
                        : Future.succeededFuture(heard))
                .compose(payer -> {
                    Decision.Refused refused = methods.refusal(command, payer);
                    return refused == null
                            ? charged(request, methods.settled(command, payer))
                            : answer(request, Outcome.refused(refused.refusal(), refused.detail()));
                });
    }

    /** What was registered a moment ago only payment knows. */
    private boolean isUnheardOf(RequestRide command, Payer heard) {
        Decision.Refused refused = methods.refusal(command, heard);
        return refused != null && refused.refusal() == Refusal.NO_PAYMENT_METHOD;
    }

    /** Nothing is read: the ride's and the command's ids tell in the commit whether this has happened before. */
    private Future<Reply<BookingView>> charged(Request<?> request, RequestRide command) {
        return switch (BookingDecider.decide(command, at(request), policies)) {
            case Decision.Happened happened -> {
                Admission.Entry entry = happened.after() instanceof Booking.Scheduled
                        ? admission.enterLater(command.pickup().point())
                        : admission.enter(command.pickup().point(), at(request));
                yield answer(request, admitted(request, command, happened, entry))
                        .onComplete((reply, failure) -> admission.answered(entry, reply));
            }
            case Decision.Refused refused -> answer(request, Outcome.refused(refused.refusal(), refused.detail()));
        };
    }

    private Future<Reply<BookingView>> answer(Request<?> request, Outcome<Change, BookingView> outcome) {
        return once.answer(request, BookingView.class, () -> Future.succeededFuture(outcome));
    }

    private Outcome<Change, BookingView> admitted(
            Request<?> request, RequestRide command, Decision.Happened happened, Admission.Entry entry) {
        return switch (entry) {
            case Admission.Entry.LetIn in -> open(request, command, happened);
            case Admission.Entry.Probe probe -> open(request, command, happened);
            case Admission.Entry.Outside outside ->
                Outcome.refused(
                        Refusal.OUTSIDE_SERVICE_AREA, "The pickup lies outside every area that taxis are sent to.");
            case Admission.Entry.TurnedAway away ->
                Outcome.refused(
                        Refusal.NO_TAXIS_IN_AREA,
                        "No taxi can be had in " + away.area()
                                + " at this moment: every search that ended there was in vain. Nothing was kept.",
                        away.retryAfterSeconds());
        };
    }

    private Outcome<Change, BookingView> open(Request<?> request, RequestRide command, Decision.Happened happened) {
        return changed(Change.opened(happened, command.person(), why(request, "request-ride")))
                .whereTaken("PRIMARY", Refusal.INVALID, "This ride id is taken: mint a new one.");
    }

    private Outcome<Change, BookingView> cancel(Request<?> request, CancelBooking command, StoredBooking found) {
        List<Integer> expected = command.ifVersionIn();
        if (expected != null && !expected.contains(found.version()))
            return Outcome.refused(
                    Refusal.VERSION_MISMATCH,
                    "The booking has moved on to version " + found.version() + ": read it again.");
        Change.Why why = why(request, "cancel-booking");
        return switch (BookingDecider.decide(command, found.booking(), at(request), policies)) {
            case Decision.Happened happened -> changed(Change.happened(found, happened, why));
            case Decision.Noted noted -> changed(Change.noted(found, noted, why));
            case Decision.Nothing nothing -> Outcome.unchanged(views.of(found));
            case Decision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
            case Decision.Alarm alarm -> throw new IllegalStateException(alarm.what());
        };
    }

    private Outcome.Done<Change, BookingView> changed(Change change) {
        return Outcome.changed(change, views.of(change.after()));
    }

    /** As fine as it is stored, so that the first answer and what is read later agree to the last digit. */
    private static Instant at(Request<?> request) {
        return request.at().truncatedTo(ChronoUnit.MICROS);
    }

    private Change.Why why(Request<?> request, String cause) {
        return new Change.Why(request.actor(), request.trace(), cause, policies.deadlines());
    }
}
