package io.tanda.web.desk;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;

import io.tanda.contract.Characters;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.FleetDuty;
import io.tanda.contract.dispatch.RideDesk;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.platform.Kit;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Pages;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.ETags;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Query;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.WireNames;
import io.tanda.web.stream.StreamLimits;
import io.tanda.web.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What operators see and do. */
public final class DeskApi {
    /** The longest name of an area that a file may have, and some. */
    private static final int AREA_MAX_CHARACTERS = 80;

    private static final Map<String, RideStatus> STATUSES =
            WireNames.of(RidesUnderWay.STATES.keySet().toArray(RideStatus[]::new), RideStatus::wireName);
    private static final Map<String, Duty.State> STATES = WireNames.of(Duty.State.values(), Duty.State::wireName);

    private final Asking asking;
    private final DeskSource source;
    private final Streams streams;

    private DeskApi(Asking asking, DeskSource source, Streams streams) {
        this.asking = asking;
        this.source = source;
        this.streams = streams;
    }

    public static Part part(Kit kit, Asking asking, StreamLimits limits) {
        DeskSource source = new DeskSource(kit.bus(), kit.clock());
        Streams streams = new Streams(source, limits, kit.meters());
        List<Operation> operations = Stream.of(
                        new DeskApi(asking, source, streams).operations(),
                        new AuditApi(kit.bus()).operations(),
                        new RecordApi(kit.bus()).operations())
                .flatMap(List::stream)
                .toList();
        return new Part("desk", operations, List.of(streams));
    }

    private List<Operation> operations() {
        return List.of(
                get("listRidesUnderWay", "/v1/desk/rides")
                        .by(DISPATCHER, ADMIN)
                        .query("status", "area", "cursor", "limit")
                        .answeredBy(this::rides),
                get("followDesk", "/v1/desk/events")
                        .by(DISPATCHER, ADMIN)
                        .query("area")
                        .streaming()
                        .answeredBy(this::follow),
                get("listDuty", "/v1/desk/duty")
                        .by(DISPATCHER, ADMIN)
                        .query("state", "area", "cursor", "limit")
                        .answeredBy(this::duty),
                post("bookForCaller", "/v1/desk/bookings")
                        .by(DISPATCHER, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::book),
                post("assignCall", "/v1/desk/rides/{id}/assign")
                        .by(DISPATCHER, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(call -> ride(call, DeskBodies::assign)),
                post("cancelForRider", "/v1/desk/rides/{id}/cancel")
                        .by(DISPATCHER, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::cancel),
                post("markNoShowForDriver", "/v1/desk/rides/{id}/no-show")
                        .by(DISPATCHER, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(call -> ride(call, DeskBodies::noShow)),
                post("endForDriver", "/v1/desk/rides/{id}/end")
                        .by(DISPATCHER, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(call -> ride(call, DeskBodies::end)),
                post("abortForDriver", "/v1/desk/rides/{id}/abort")
                        .by(DISPATCHER, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(call -> ride(call, DeskBodies::abort)),
                post("revokeTokens", "/v1/desk/subjects/{id}/revoke-tokens")
                        .by(ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::revoke),
                post("setDriverStanding", "/v1/fleet/drivers/{id}/standing")
                        .by(ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::driverStanding),
                post("setTaxiStanding", "/v1/fleet/taxis/{id}/standing")
                        .by(ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::taxiStanding));
    }

    private Future<Answer> rides(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    RideStatus status = query.read("status", STATUSES::get, "must be a status of a ride under way");
                    String area = area(query);
                    UUID after = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, RidesUnderWay.MAX_LIMIT);
                    return () -> new RidesUnderWay.Ask(status, area, after == null ? null : new RideId(after), limit);
                }),
                ask -> asking.ask(
                        DispatchAddresses.UNDER_WAY,
                        call,
                        ask,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    /** Whoever watches begins with all that there is, so that Last-Event-ID says nothing. */
    private Future<Answer> follow(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    String area = area(query);
                    return () -> new RidesUnderWay.Ask(null, area, null, 1);
                }),
                // Dispatch knows the areas.
                ask -> asking.ask(
                        DispatchAddresses.UNDER_WAY,
                        call,
                        ask,
                        known -> new Answer.Live(streams, source.watch(ask.area()), 0)));
    }

    private Future<Answer> duty(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    Duty.State state = query.read("state", STATES::get, "must be a state of duty");
                    String area = area(query);
                    UUID after = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, FleetDuty.MAX_LIMIT);
                    return () -> new FleetDuty.Ask(state, area, after == null ? null : new DriverId(after), limit);
                }),
                ask -> asking.ask(
                        DispatchAddresses.FLEET_DUTY,
                        call,
                        ask,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    private static @Nullable String area(Query query) {
        return query.read(
                "area",
                text -> text.isEmpty() || Characters.in(text) > AREA_MAX_CHARACTERS ? null : text,
                "must be the name of a service area");
    }

    private Future<Answer> ride(HttpCall call, BiFunction<Buffer, RideId, Decoded<RideDesk>> read) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        read.apply(call.body(), new RideId(id)),
                        command -> asking.ask(DispatchAddresses.DESK, call, command, DeskApi::answer)));
    }

    private Future<Answer> revoke(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DeskBodies.revoke(call.body(), id),
                        act -> asking.ask(BookingAddresses.REVOKE, call, act, entry -> Answer.json(200, entry))));
    }

    private Future<Answer> driverStanding(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DeskBodies.driverStanding(call.body(), new DriverId(id)),
                        act -> asking.ask(DispatchAddresses.DRIVER_STANDING, call, act, now -> Answer.json(200, now))));
    }

    private Future<Answer> taxiStanding(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DeskBodies.taxiStanding(call.body(), new TaxiId(id)),
                        act -> asking.ask(DispatchAddresses.TAXI_STANDING, call, act, now -> Answer.json(200, now))));
    }

    /** A8: as with what drivers do. */
    private static Answer answer(DriverRide ride) {
        return Answer.json(ride.status() == RideStatus.SETTLING ? 202 : 200, ride);
    }

    /** A1: as with a rider's own. */
    private Future<Answer> book(HttpCall call) {
        return Asking.with(
                DeskBodies.book(call.body(), RideId.next()),
                command -> asking.ask(
                        BookingAddresses.DESK,
                        call,
                        command,
                        booking -> Answer.json(201, booking)
                                .with(HttpHeaders.LOCATION, "/v1/bookings/" + booking.id())
                                .with(HttpHeaders.ETAG, ETags.of(booking.version()))));
    }

    /** R17: as with a rider's cancellation. */
    private Future<Answer> cancel(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DeskBodies.cancel(call.body(), new RideId(id)),
                        command -> asking.ask(
                                BookingAddresses.DESK,
                                call,
                                command,
                                booking -> Answer.json(202, booking)
                                        .with(HttpHeaders.ETAG, ETags.of(booking.version())))));
    }
}
