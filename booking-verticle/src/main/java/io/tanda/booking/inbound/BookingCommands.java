package io.tanda.booking.inbound;

import io.tanda.booking.application.BookingViews;
import io.tanda.booking.application.Bookings;
import io.tanda.booking.application.HandleBookingCommand;
import io.tanda.booking.application.People;
import io.tanda.booking.application.StoredBooking;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingPage;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What the bus brings. */
public final class BookingCommands {
    private final HandleBookingCommand commands;
    private final Bookings bookings;
    private final People people;
    private final BookingViews views;

    public BookingCommands(HandleBookingCommand commands, Bookings bookings, People people, BookingViews views) {
        this.commands = commands;
        this.bookings = bookings;
        this.people = people;
        this.views = views;
    }

    public Future<Reply<BookingView>> command(Request<BookingCommand> request) {
        return commands.handle(request);
    }

    /** Ownership is in the query: another's booking is not found. */
    public Future<Reply<BookingView>> get(Request<BookingQuery.Get> request) {
        BookingQuery.Get query = request.body();
        Future<Optional<StoredBooking>> found =
                query.rider() == null ? bookings.find(query.ride()) : bookings.findOfRider(query.ride(), query.rider());
        return found.map(booking -> booking.map(views::of)
                .map(Reply::done)
                .orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "There is no such booking.")));
    }

    public Future<Reply<RideRider>> riderOf(Request<BookingQuery.RiderOf> request) {
        return people.find(request.body().ride())
                .map(found ->
                        found.map(Reply::done).orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "This ride is over.")));
    }

    public Future<Reply<BookingPage>> list(Request<BookingQuery.OfRider> request) {
        BookingQuery.OfRider query = request.body();
        int limit = query.limit();
        if (limit < 1 || limit > BookingQuery.MAX_LIMIT)
            return Future.succeededFuture(
                    Reply.refused(Refusal.INVALID, "limit must be from 1 to " + BookingQuery.MAX_LIMIT));
        // One more than asked for tells whether there is another page.
        return bookings.ofRider(query.rider(), query.before(), limit + 1).map(found -> Reply.done(page(found, limit)));
    }

    private BookingPage page(List<StoredBooking> found, int limit) {
        List<BookingView> items = found.stream().limit(limit).map(views::of).toList();
        RideId next = found.size() > limit ? items.getLast().id() : null;
        return new BookingPage(items, next);
    }
}
