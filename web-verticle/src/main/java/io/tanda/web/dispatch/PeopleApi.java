package io.tanda.web.dispatch;

import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.get;

import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.vertx.core.Future;
import java.util.List;

/** A4: who comes, and whom he meets. Only the two of a ride are told, and only while it lasts. */
final class PeopleApi {
    private final Asking asking;

    PeopleApi(Asking asking) {
        this.asking = asking;
    }

    List<Operation> operations() {
        return List.of(
                get("getDriver", "/v1/bookings/{id}/driver").by(RIDER).answeredBy(this::driver),
                get("getRider", "/v1/rides/{id}/rider").by(DRIVER).answeredBy(this::rider));
    }

    private Future<Answer> driver(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        DispatchAddresses.DRIVER_OF,
                        call,
                        new DispatchQuery.DriverOf(new RideId(id), call.caller().rider()),
                        driver -> Answer.json(200, driver)));
    }

    private Future<Answer> rider(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        DispatchAddresses.RIDER_OF,
                        call,
                        new DispatchQuery.RiderOf(new RideId(id), call.caller().driver()),
                        rider -> Answer.json(200, rider)));
    }
}
