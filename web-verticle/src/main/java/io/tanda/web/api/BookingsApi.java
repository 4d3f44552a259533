package io.tanda.web.api;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Call;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.ETags;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What riders do. */
final class BookingsApi {
    /** An ETag is worth asking with: the client may keep the answer, but must ask whether it still holds. */
    private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("private, no-cache");

    private final Asking asking;

    BookingsApi(Asking asking) {
        this.asking = asking;
    }

    /** A1: the answer is durable before it is sent; the ride's id is minted here, so that a repeated command names the same ride. */
    Future<Answer> request(Call call) {
        return Asking.with(
                Bodies.booking(call.body(), RideId.next(), call.caller().rider()),
                command -> asking.ask(BookingAddresses.COMMANDS, call, command, BookingsApi::created));
    }

    private static Answer created(BookingView booking) {
        return Answer.json(201, booking)
                .with(HttpHeaders.LOCATION, "/v1/bookings/" + booking.id())
                .with(HttpHeaders.ETAG, ETags.of(booking.version()));
    }

    Future<Answer> list(Call call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    var before = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, BookingQuery.MAX_LIMIT);
                    return () -> new BookingQuery.OfRider(
                            call.caller().rider(), before == null ? null : new RideId(before), limit);
                }),
                search -> asking.ask(
                        BookingAddresses.LIST,
                        call,
                        search,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    Future<Answer> get(Call call) {
        String known = call.headers().get(HttpHeaders.IF_NONE_MATCH);
        return Asking.withId(
                call,
                id -> asking.ask(
                        BookingAddresses.GET,
                        call,
                        new BookingQuery.Get(new RideId(id), call.caller().riderUnlessOperator()),
                        booking -> (ETags.ifNoneMatch(known, booking.version())
                                        ? Answer.empty(304)
                                        : Answer.json(200, booking))
                                .with(HttpHeaders.ETAG, ETags.of(booking.version()))
                                .with(HttpHeaders.CACHE_CONTROL, REVALIDATE)));
    }

    /** A9: the answer says that the cancellation is on its way; the stream says how it ended. */
    Future<Answer> cancel(Call call) {
        return Asking.withId(call, id -> switch (ETags.ifMatch(call.headers().get(HttpHeaders.IF_MATCH))) {
            case ETags.Condition.Any any -> cancel(call, new RideId(id), null);
            case ETags.Condition.Version seen -> cancel(call, new RideId(id), seen.version());
            case ETags.Condition.Never never -> Asking.refused(Problem.of(ProblemCode.VERSION_MISMATCH));
        });
    }

    private Future<Answer> cancel(Call call, RideId ride, @Nullable Integer ifVersion) {
        return Asking.with(
                Bodies.cancellation(call.body()),
                reason -> asking.ask(
                        BookingAddresses.COMMANDS,
                        call,
                        new BookingCommand.CancelBooking(ride, call.caller().rider(), reason.orNull(), ifVersion),
                        booking -> Answer.json(202, booking).with(HttpHeaders.ETAG, ETags.of(booking.version()))));
    }

    /** A stream of the booking's journal; nothing to follow any more is told by 204, which ends an EventSource's reconnecting. */
    Future<Answer> follow(Call call) {
        return Asking.withId(
                call,
                id -> LastEventId.read(
                        call.headers(),
                        after -> asking.ask(
                                BookingAddresses.GET,
                                call,
                                new BookingQuery.Get(
                                        new RideId(id), call.caller().riderUnlessOperator()),
                                booking -> {
                                    long seen = after == null ? 0 : after;
                                    boolean over = booking.status().terminal() && seen >= booking.version();
                                    return over ? Answer.empty(204) : new Answer.Live(Answer.Feed.BOOKING, id, seen);
                                })));
    }

    Future<Answer> estimate(Call call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    query.require("pickup");
                    query.require("dropoff");
                    String expected = "must be a latitude and a longitude, such as 40.7580,-73.9855";
                    GeoPoint pickup = query.read("pickup", BookingsApi::point, expected);
                    GeoPoint dropoff = query.read("dropoff", BookingsApi::point, expected);
                    return () -> {
                        if (pickup == null || dropoff == null) throw new IllegalStateException("both are required");
                        return new DispatchQuery.EstimateRide(pickup, dropoff);
                    };
                }),
                question ->
                        asking.ask(DispatchAddresses.ESTIMATE, call, question, estimate -> Answer.json(200, estimate)));
    }

    private static @Nullable GeoPoint point(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) return null;
        try {
            double lat = Double.parseDouble(text.substring(0, comma));
            double lng = Double.parseDouble(text.substring(comma + 1));
            return new GeoPoint(lat, lng);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
