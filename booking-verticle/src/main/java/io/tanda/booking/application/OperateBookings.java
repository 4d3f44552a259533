package io.tanda.booking.application;

import io.tanda.booking.domain.BookingDecider;
import io.tanda.booking.domain.Decision;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;

/** What operators do with anybody's booking. */
public final class OperateBookings {
    private final Bookings bookings;
    private final Once<Change> once;
    private final Policies policies;
    private final BookingViews views;
    private final HandleBookingCommand commands;
    private final Callers callers;

    public OperateBookings(
            Bookings bookings,
            Commits<Change> commits,
            Policies policies,
            HandleBookingCommand commands,
            Callers callers) {
        this.bookings = bookings;
        this.once = new Once<>(commits);
        this.policies = policies;
        this.views = new BookingViews(policies.cancellation());
        this.commands = commands;
        this.callers = callers;
    }

    public Future<Reply<BookingView>> handle(Request<BookingDesk> request) {
        return switch (request.body()) {
            case BookingDesk.Book book ->
                callers.riderOf(book.phone()).compose(rider -> commands.book(request, book, rider));
            case BookingDesk.Cancel cancel ->
                once.answer(
                        request,
                        BookingView.class,
                        () -> bookings.find(cancel.ride())
                                .map(found -> found.map(booking -> cancel(request, cancel, booking))
                                        .orElseGet(() ->
                                                Outcome.refused(Refusal.NOT_FOUND, "There is no such booking."))));
        };
    }

    /** R17 */
    private Outcome<Change, BookingView> cancel(Request<?> request, BookingDesk.Cancel command, StoredBooking found) {
        Change.Why why = new Change.Why(request.actor(), request.trace(), command.act(), policies.deadlines());
        return switch (BookingDecider.decide(
                command, found.booking(), request.at().truncatedTo(ChronoUnit.MICROS))) {
            case Decision.Happened happened -> changed(Change.happened(found, happened, why));
            case Decision.Noted noted -> changed(Change.noted(found, noted, why));
            case Decision.Nothing nothing -> Outcome.unchanged(views.of(found));
            case Decision.Refused refused ->
                Outcome.refused(
                        refused.refusal(),
                        refused.refusal() == Refusal.RIDE_ALREADY_STARTED
                                ? "The rider has boarded: a ride is ended or broken off then."
                                : refused.detail());
            case Decision.Alarm alarm -> throw new IllegalStateException(alarm.what());
        };
    }

    private Outcome<Change, BookingView> changed(Change change) {
        return Outcome.changed(change, views.of(change.after()));
    }
}
