package io.tanda.web.dispatch;

import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;
import static io.tanda.web.http.Operation.put;

import io.tanda.contract.DriverId;
import io.tanda.contract.bus.Address;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.web.api.Asking;
import io.tanda.web.api.LastEventId;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.stream.Streams;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** What a driver does without a ride: duty, positions, what is offered. The driver is always the caller. */
final class DriversApi {
    private final Asking asking;
    private final Streams streams;

    DriversApi(Asking asking, Streams streams) {
        this.asking = asking;
        this.streams = streams;
    }

    List<Operation> operations() {
        return List.of(
                put("setDuty", "/v1/drivers/me/duty")
                        .by(DRIVER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::setDuty),
                get("getDuty", "/v1/drivers/me/duty").by(DRIVER).answeredBy(this::duty),
                post("reportPositions", "/v1/drivers/me/positions")
                        .by(DRIVER)
                        .takes(Body.BATCH)
                        .answeredBy(this::positions),
                get("getMyRide", "/v1/drivers/me/ride").by(DRIVER).answeredBy(this::ride),
                get("listMyOffers", "/v1/drivers/me/offers").by(DRIVER).answeredBy(this::offers),
                get("followDriver", "/v1/drivers/me/events")
                        .by(DRIVER)
                        .streaming()
                        .answeredBy(this::follow));
    }

    private Future<Answer> setDuty(HttpCall call) {
        return Asking.with(
                DispatchBodies.duty(call.body(), driver(call)),
                duty -> asking.ask(DispatchAddresses.DUTY, call, duty, now -> Answer.json(200, now)));
    }

    private Future<Answer> duty(HttpCall call) {
        return read(DispatchAddresses.DUTY_OF, call, new DispatchQuery.DutyOf(driver(call)));
    }

    private Future<Answer> positions(HttpCall call) {
        return Asking.with(
                DispatchBodies.track(call.body(), driver(call)),
                report -> asking.ask(DispatchAddresses.POSITIONS, call, report, taken -> Answer.json(202, taken)));
    }

    private Future<Answer> ride(HttpCall call) {
        return read(DispatchAddresses.RIDE_OF, call, new DispatchQuery.RideOf(driver(call)));
    }

    private Future<Answer> offers(HttpCall call) {
        return read(DispatchAddresses.OFFERS_OF, call, new DispatchQuery.OffersOf(driver(call)));
    }

    private Future<Answer> follow(HttpCall call) {
        UUID driver = call.caller().id();
        return LastEventId.read(call.headers(), after -> {
            if (after == null)
                return asking.ask(
                        DispatchAddresses.FEED_END,
                        call,
                        new DriverFeed.FindEnd(driver(call)),
                        end -> new Answer.Live(streams, driver, end.seq()));
            Answer live = new Answer.Live(streams, driver, after);
            if (after == 0) return Future.succeededFuture(live);
            // A driver's newest entry is always kept, so that the one that came last, or a later one, is there.
            DriverFeed.After before = new DriverFeed.After(driver(call), after - 1);
            return asking.ask(
                    DispatchAddresses.FEED,
                    call,
                    new DriverFeed.Read(List.of(before)),
                    feed -> feed.entries().isEmpty() ? LastEventId.ahead() : live);
        });
    }

    private <C, R> Future<Answer> read(Address<C, R> address, HttpCall call, C question) {
        return asking.ask(address, call, question, found -> Answer.json(200, found));
    }

    private static DriverId driver(HttpCall call) {
        return call.caller().driver();
    }
}
