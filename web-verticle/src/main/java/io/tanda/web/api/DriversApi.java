package io.tanda.web.api;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.bus.Address;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Call;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.BiFunction;

/** What drivers do. The driver is always the caller. */
final class DriversApi {
    private static final int DEFAULT_CALLS = 20;
    private static final int MAX_CALLS = 50;

    private final Asking asking;

    DriversApi(Asking asking) {
        this.asking = asking;
    }

    Future<Answer> setDuty(Call call) {
        return Asking.with(
                Bodies.duty(call.body(), driver(call)),
                duty -> asking.ask(DispatchAddresses.DUTY, call, duty, now -> Answer.json(200, now)));
    }

    Future<Answer> duty(Call call) {
        return read(DispatchAddresses.DUTY_OF, call, new DispatchQuery.DutyOf(driver(call)));
    }

    Future<Answer> positions(Call call) {
        return Asking.with(
                Bodies.track(call.body(), driver(call)),
                report -> asking.ask(DispatchAddresses.POSITIONS, call, report, taken -> Answer.json(202, taken)));
    }

    Future<Answer> ride(Call call) {
        return read(DispatchAddresses.RIDE_OF, call, new DispatchQuery.RideOf(driver(call)));
    }

    Future<Answer> offers(Call call) {
        return read(DispatchAddresses.OFFERS_OF, call, new DispatchQuery.OffersOf(driver(call)));
    }

    Future<Answer> follow(Call call) {
        UUID driver = call.caller().id();
        return LastEventId.read(
                call.headers(), after -> Future.succeededFuture(new Answer.Live(Answer.Feed.DRIVER, driver, after)));
    }

    Future<Answer> calls(Call call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    int limit = query.limit(DEFAULT_CALLS, MAX_CALLS);
                    return () -> new DispatchQuery.CallsNear(driver(call), limit);
                }),
                question -> read(DispatchAddresses.CALLS, call, question));
    }

    /** A3 */
    Future<Answer> acceptOffer(Call call) {
        return Asking.withId(call, id -> step(call, new RideCommand.AcceptOffer(new OfferId(id), driver(call))));
    }

    Future<Answer> declineOffer(Call call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        DispatchAddresses.DECLINE,
                        call,
                        new Offer.Decline(new OfferId(id), driver(call)),
                        offer -> Answer.json(200, offer)));
    }

    Future<Answer> acceptCall(Call call) {
        return step(call, RideCommand.AcceptCall::new);
    }

    Future<Answer> arrive(Call call) {
        return step(call, RideCommand.Arrive::new);
    }

    Future<Answer> pickUp(Call call) {
        return step(call, RideCommand.PickUp::new);
    }

    Future<Answer> dropOff(Call call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        Bodies.dropOff(call.body(), new RideId(id), driver(call)), command -> step(call, command)));
    }

    Future<Answer> giveBack(Call call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        Bodies.giveBack(call.body(), new RideId(id), driver(call)), command -> step(call, command)));
    }

    private Future<Answer> step(Call call, BiFunction<RideId, DriverId, RideCommand> command) {
        return Asking.withId(call, id -> step(call, command.apply(new RideId(id), driver(call))));
    }

    private Future<Answer> step(Call call, RideCommand command) {
        return asking.ask(DispatchAddresses.RIDES, call, command, DriversApi::answer);
    }

    /** A8: a ride that is not paid yet is not completed; the charge goes on by itself. */
    private static Answer answer(DriverRide ride) {
        return Answer.json(ride.status() == RideStatus.SETTLING ? 202 : 200, ride);
    }

    private <C, R> Future<Answer> read(Address<C, R> address, Call call, C question) {
        return asking.ask(address, call, question, found -> Answer.json(200, found));
    }

    private static DriverId driver(Call call) {
        return call.caller().driver();
    }
}
