package io.tanda.web.dispatch;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls, offers and rides, from what one would cost to the drop-off. */
final class RidesApi {
    private static final int DEFAULT_CALLS = 20;
    private static final int MAX_CALLS = 50;

    /** {@code PointText}: Java's own reading of numbers takes hexadecimal ones, blanks and signs too. */
    private static final Pattern POINT_TEXT = Pattern.compile("-?[0-9]+(\\.[0-9]+)?,-?[0-9]+(\\.[0-9]+)?");

    private final Asking asking;

    RidesApi(Asking asking) {
        this.asking = asking;
    }

    List<Operation> operations() {
        return List.of(
                get("estimateRide", "/v1/estimates")
                        .by(RIDER, DISPATCHER, FINANCE, ADMIN)
                        .query("pickup", "dropoff", "when")
                        .answeredBy(this::estimate),
                get("listCalls", "/v1/calls").by(DRIVER).query("limit").answeredBy(this::calls),
                post("acceptCall", "/v1/calls/{id}/accept").by(DRIVER).answeredBy(this::acceptCall),
                post("acceptOffer", "/v1/offers/{id}/accept").by(DRIVER).answeredBy(this::acceptOffer),
                post("declineOffer", "/v1/offers/{id}/decline").by(DRIVER).answeredBy(this::declineOffer),
                post("arrive", "/v1/rides/{id}/arrive")
                        .by(DRIVER)
                        .takes(Body.OPTIONAL)
                        .answeredBy(this::arrive),
                post("contactRider", "/v1/rides/{id}/contact").by(DRIVER).answeredBy(this::contact),
                post("markNoShow", "/v1/rides/{id}/no-show").by(DRIVER).answeredBy(this::noShow),
                post("pickUp", "/v1/rides/{id}/pickup").by(DRIVER).answeredBy(this::pickUp),
                post("dropOff", "/v1/rides/{id}/dropoff")
                        .by(DRIVER)
                        .takes(Body.OPTIONAL)
                        .answeredBy(this::dropOff),
                post("takeCash", "/v1/rides/{id}/cash")
                        .by(DRIVER)
                        .answeredBy(call -> takeFare(call, PaymentMethod.CASH)),
                post("takeTerminal", "/v1/rides/{id}/terminal")
                        .by(DRIVER)
                        .answeredBy(call -> takeFare(call, PaymentMethod.TERMINAL)),
                post("abortRide", "/v1/rides/{id}/abort")
                        .by(DRIVER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::abort),
                post("giveBackRide", "/v1/rides/{id}/cancel")
                        .by(DRIVER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::giveBack));
    }

    private Future<Answer> estimate(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    query.require("pickup");
                    query.require("dropoff");
                    String expected = "must be a latitude and a longitude, such as 40.7580,-73.9855";
                    GeoPoint pickup = query.read("pickup", RidesApi::point, expected);
                    GeoPoint dropoff = query.read("dropoff", RidesApi::point, expected);
                    Instant when = query.instant("when");
                    return () -> {
                        if (pickup == null || dropoff == null) throw new IllegalStateException("both are required");
                        return new DispatchQuery.EstimateRide(pickup, dropoff, when);
                    };
                }),
                question ->
                        asking.ask(DispatchAddresses.ESTIMATE, call, question, estimate -> Answer.json(200, estimate)));
    }

    private static @Nullable GeoPoint point(String text) {
        if (!POINT_TEXT.matcher(text).matches()) return null;
        int comma = text.indexOf(',');
        try {
            double lat = Double.parseDouble(text.substring(0, comma));
            double lng = Double.parseDouble(text.substring(comma + 1));
            return new GeoPoint(lat, lng);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Future<Answer> calls(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    int limit = query.limit(DEFAULT_CALLS, MAX_CALLS);
                    return () -> new DispatchQuery.CallsNear(driver(call), limit);
                }),
                question -> asking.ask(DispatchAddresses.CALLS, call, question, calls -> Answer.json(200, calls)));
    }

    /** A3 */
    private Future<Answer> acceptOffer(HttpCall call) {
        return Asking.withId(call, id -> step(call, new RideCommand.AcceptOffer(new OfferId(id), driver(call))));
    }

    private Future<Answer> declineOffer(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        DispatchAddresses.DECLINE,
                        call,
                        new Offer.Decline(new OfferId(id), driver(call)),
                        offer -> Answer.json(200, offer)));
    }

    private Future<Answer> acceptCall(HttpCall call) {
        return step(call, RideCommand.AcceptCall::new);
    }

    private Future<Answer> arrive(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DispatchBodies.arrive(call.body(), new RideId(id), driver(call)),
                        command -> step(call, command)));
    }

    private Future<Answer> contact(HttpCall call) {
        return step(call, RideCommand.Contact::new);
    }

    private Future<Answer> noShow(HttpCall call) {
        return step(call, RideCommand.MarkNoShow::new);
    }

    private Future<Answer> pickUp(HttpCall call) {
        return step(call, RideCommand.PickUp::new);
    }

    private Future<Answer> dropOff(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DispatchBodies.dropOff(call.body(), new RideId(id), driver(call)),
                        command -> asking.ask(DispatchAddresses.DROP_OFF, call, command, RidesApi::answer)));
    }

    /** A8 */
    private Future<Answer> takeFare(HttpCall call, PaymentMethod method) {
        return step(call, (ride, driver) -> new RideCommand.TakeFare(ride, driver, method));
    }

    /** R16 */
    private Future<Answer> abort(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DispatchBodies.abort(call.body(), new RideId(id), driver(call)),
                        command -> asking.ask(DispatchAddresses.DROP_OFF, call, command, RidesApi::answer)));
    }

    private Future<Answer> giveBack(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DispatchBodies.giveBack(call.body(), new RideId(id), driver(call)),
                        command -> step(call, command)));
    }

    private Future<Answer> step(HttpCall call, BiFunction<RideId, DriverId, RideCommand> command) {
        return Asking.withId(call, id -> step(call, command.apply(new RideId(id), driver(call))));
    }

    private Future<Answer> step(HttpCall call, RideCommand command) {
        return asking.ask(DispatchAddresses.RIDES, call, command, RidesApi::answer);
    }

    /** A8: a ride that is not paid yet is not completed; the charge goes on by itself. */
    private static Answer answer(DriverRide ride) {
        return Answer.json(ride.status() == RideStatus.SETTLING ? 202 : 200, ride);
    }

    private static DriverId driver(HttpCall call) {
        return call.caller().driver();
    }
}
