package io.tanda.web.booking;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;

import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.platform.Kit;
import io.tanda.web.api.Asking;
import io.tanda.web.api.LastEventId;
import io.tanda.web.api.Pages;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.ETags;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.LiveFeed;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.Query;
import io.tanda.web.stream.StreamLimits;
import io.tanda.web.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What riders do. */
public final class BookingsApi {
    /** An ETag is worth asking with: the client may keep the answer, but must ask whether it still holds. */
    private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("private, no-cache");

    private final Asking asking;
    private final Streams streams;
    private final TaxiPlaces places;

    private BookingsApi(Asking asking, Streams streams, TaxiPlaces places) {
        this.asking = asking;
        this.streams = streams;
        this.places = places;
    }

    public static Part part(Kit kit, Asking asking, StreamLimits limits) {
        Streams streams = new Streams(new BookingSource(kit.bus(), kit.clock()), limits, kit.meters());
        TaxiPlaces places = new TaxiPlaces(streams, kit.bus(), kit.clock());
        return new Part(
                "booking",
                new BookingsApi(asking, streams, places).operations(),
                List.of(streams),
                List.of(places::look));
    }

    private List<Operation> operations() {
        return List.of(
                post("requestBooking", "/v1/bookings")
                        .by(RIDER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::request),
                get("listBookings", "/v1/bookings")
                        .by(RIDER)
                        .query("cursor", "limit")
                        .answeredBy(this::list),
                get("getBooking", "/v1/bookings/{id}")
                        .by(RIDER, DISPATCHER, FINANCE, ADMIN)
                        .answeredBy(this::booking),
                post("cancelBooking", "/v1/bookings/{id}/cancel")
                        .by(RIDER)
                        .takes(Body.OPTIONAL)
                        .answeredBy(this::cancel),
                get("followBooking", "/v1/bookings/{id}/events")
                        .by(RIDER, DISPATCHER, FINANCE, ADMIN)
                        .query("with")
                        .streaming()
                        .answeredBy(this::follow));
    }

    /** A1: the answer is durable before it is sent; the ride's id is minted here, so that a repeated command names the same ride. */
    private Future<Answer> request(HttpCall call) {
        return Asking.with(
                BookingBodies.booking(call.body(), RideId.next(), call.caller().rider()),
                command -> asking.ask(BookingAddresses.COMMANDS, call, command, BookingsApi::created));
    }

    private static Answer created(BookingView booking) {
        return Answer.json(201, booking)
                .with(HttpHeaders.LOCATION, "/v1/bookings/" + booking.id())
                .with(HttpHeaders.ETAG, ETags.of(booking.version()));
    }

    private Future<Answer> list(HttpCall call) {
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

    private Future<Answer> booking(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        BookingAddresses.GET,
                        call,
                        new BookingQuery.Get(new RideId(id), call.caller().riderUnlessOperator()),
                        booking -> Answer.json(200, booking)
                                .with(HttpHeaders.ETAG, tag(booking))
                                .with(HttpHeaders.CACHE_CONTROL, REVALIDATE)));
    }

    /** While a taxi is searched for, dispatch's word moves the search window, and no event tells of it. */
    private static String tag(BookingView booking) {
        return booking.taxi() == null && !booking.status().terminal()
                ? ETags.of(
                        booking.version(),
                        Long.toString(booking.searchUntil().toEpochMilli(), Character.MAX_RADIX)
                                + (booking.searchDelayed() ? "d" : ""))
                : ETags.of(booking.version());
    }

    /** A9: the answer says that the cancellation is on its way; the stream says how it ended. */
    private Future<Answer> cancel(HttpCall call) {
        return Asking.withId(call, id -> switch (ETags.ifMatch(call.headers().getAll(HttpHeaders.IF_MATCH))) {
            case ETags.Condition.Any any -> cancel(call, new RideId(id), null);
            case ETags.Condition.Versions none
            when none.versions().isEmpty() -> Asking.refused(Problem.of(ProblemCode.VERSION_MISMATCH));
            case ETags.Condition.Versions seen -> cancel(call, new RideId(id), seen.versions());
        });
    }

    private Future<Answer> cancel(HttpCall call, RideId ride, @Nullable List<Integer> ifVersionIn) {
        return Asking.with(
                BookingBodies.cancellation(call.body(), ride, call.caller().rider(), ifVersionIn),
                command -> asking.ask(
                        BookingAddresses.COMMANDS,
                        call,
                        command,
                        booking -> Answer.json(202, booking).with(HttpHeaders.ETAG, ETags.of(booking.version()))));
    }

    /** A stream of the booking's journal; nothing to follow any more is told by 204, which ends an EventSource's reconnecting. */
    private Future<Answer> follow(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        Query.read(call.query(), query -> {
                            LiveFeed asked = query.read("with", Map.of("taxi", places)::get, "must be taxi");
                            // A taxi's place is told to the rider who waits for it, and to nobody else.
                            return () -> asked == null || call.caller().role() != Role.RIDER ? streams : asked;
                        }),
                        feed -> LastEventId.read(call.headers(), after -> follow(call, id, after, feed))));
    }

    private Future<Answer> follow(HttpCall call, UUID id, @Nullable Long after, LiveFeed feed) {
        return asking.ask(
                BookingAddresses.GET,
                call,
                new BookingQuery.Get(new RideId(id), call.caller().riderUnlessOperator()),
                booking -> {
                    long seen = after == null ? 0 : after;
                    if (seen > booking.version()) return LastEventId.ahead();
                    boolean over = booking.status().terminal() && seen >= booking.version();
                    return over ? Answer.empty(204) : new Answer.Live(feed, id, seen);
                });
    }
}
