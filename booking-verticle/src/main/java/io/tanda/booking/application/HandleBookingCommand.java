package io.tanda.booking.application;

import io.tanda.booking.domain.BookingDecider;
import io.tanda.booking.domain.Decision;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What riders ask: load, decide, evolve, commit, answer. */
public final class HandleBookingCommand {
    private final Bookings bookings;
    private final Policies policies;

    public HandleBookingCommand(Bookings bookings, Policies policies) {
        this.bookings = bookings;
        this.policies = policies;
    }

    public Future<Reply<BookingView>> handle(Request<BookingCommand> request) {
        return Attempts.whileStale(() -> attempt(request)).recover(failure -> answered(request, failure));
    }

    private Future<Reply<BookingView>> attempt(Request<BookingCommand> request) {
        return switch (request.body()) {
            // Nothing is read: the ride's and the command's ids tell in the commit whether this has happened before.
            case RequestRide command -> open(request, command);
            case CancelBooking command ->
                bookings.findOfRider(command.ride(), command.rider())
                        .compose(found -> found.isPresent()
                                ? cancel(request, command, found.get())
                                : Future.succeededFuture(
                                        Reply.refused(Refusal.NOT_FOUND, "You have no such booking.")));
        };
    }

    private Future<Reply<BookingView>> open(Request<BookingCommand> request, RequestRide command) {
        return commit(
                request,
                Change.opened(
                        BookingDecider.decide(command, at(request), policies),
                        Labels.of(command.pickup(), command.dropoff()),
                        why(request, "request-ride")));
    }

    private Future<Reply<BookingView>> cancel(
            Request<BookingCommand> request, CancelBooking command, StoredBooking found) {
        Integer expected = command.ifVersion();
        if (expected != null && expected != found.version())
            return refuse(
                    request,
                    new Decision.Refused(
                            Refusal.VERSION_MISMATCH,
                            "The booking has moved on to version " + found.version() + ": read it again."));
        Change.Why why = why(request, "cancel-booking");
        return switch (BookingDecider.decide(command, found.booking(), at(request))) {
            case Decision.Happened happened -> commit(request, Change.happened(found, happened, why));
            case Decision.Noted noted -> commit(request, Change.noted(found, noted, why));
            // Asking again is harmless; the answer is kept all the same, so that its repetition says the same.
            case Decision.Nothing nothing -> commit(request, Change.none(found, why));
            case Decision.Refused refused -> refuse(request, refused);
            case Decision.Alarm alarm -> throw new IllegalStateException(alarm.what());
        };
    }

    private Future<Reply<BookingView>> commit(Request<BookingCommand> request, Change change) {
        BookingView view = BookingViews.of(change.after());
        return bookings.commit(change, request, Wire.encodeText(view)).map(committed -> Reply.done(view));
    }

    /** A repetition gets the answer of the first time, whatever has become of the booking since. */
    private Future<Reply<BookingView>> refuse(Request<BookingCommand> request, Decision.Refused refused) {
        return bookings.replyTo(request)
                .map(answer -> answer.isPresent()
                        ? repeat(request, answer.get())
                        : Reply.refused(refused.refusal(), refused.detail()));
    }

    private static Future<Reply<BookingView>> answered(Request<BookingCommand> request, Throwable failure) {
        return switch (failure) {
            case CommitFailed.AlreadyDone done -> Future.succeededFuture(repeat(request, done.reply()));
            case CommitFailed.Duplicate taken ->
                Future.succeededFuture(Reply.refused(Refusal.INVALID, "This ride id is taken: mint a new one."));
            default -> Future.failedFuture(failure);
        };
    }

    private static Reply<BookingView> repeat(Request<BookingCommand> request, StoredReply answer) {
        return Objects.equals(answer.fingerprint(), request.fingerprint())
                ? Reply.replayed(Wire.decode(answer.json(), BookingView.class))
                : Reply.refused(
                        Refusal.IDEMPOTENCY_KEY_REUSED, "This key was used for another request: take a new one.");
    }

    /** As fine as it is stored, so that the first answer and what is read later agree to the last digit. */
    private static Instant at(Request<?> request) {
        return request.at().truncatedTo(ChronoUnit.MICROS);
    }

    private Change.Why why(Request<?> request, String cause) {
        return new Change.Why(request.actor(), request.trace(), cause, policies.deadlines());
    }
}
