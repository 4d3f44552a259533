package io.tanda.web.dispatch;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;
import static io.tanda.web.http.Operation.put;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Pages;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** What operators do. */
final class FleetApi {
    private final Asking asking;

    FleetApi(Asking asking) {
        this.asking = asking;
    }

    List<Operation> operations() {
        return List.of(
                put("registerDriver", "/v1/fleet/drivers/{id}")
                        .by(ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::registerDriver),
                get("listDrivers", "/v1/fleet/drivers")
                        .by(DISPATCHER, FINANCE, ADMIN)
                        .query("cursor", "limit")
                        .answeredBy(this::drivers),
                put("registerTaxi", "/v1/fleet/taxis/{id}")
                        .by(ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::registerTaxi),
                get("listTaxis", "/v1/fleet/taxis")
                        .by(DISPATCHER, FINANCE, ADMIN)
                        .query("cursor", "limit")
                        .answeredBy(this::taxis),
                post("reportFleetPositions", "/v1/fleet/positions")
                        .by(DISPATCHER, ADMIN)
                        .takes(Body.BATCH)
                        .answeredBy(this::positions));
    }

    private Future<Answer> registerDriver(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DispatchBodies.driver(call.body(), new DriverId(id)),
                        entry -> asking.ask(
                                DispatchAddresses.REGISTER_DRIVER, call, entry, driver -> Answer.json(200, driver))));
    }

    private Future<Answer> registerTaxi(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DispatchBodies.taxi(call.body(), new TaxiId(id)),
                        entry -> asking.ask(
                                DispatchAddresses.REGISTER_TAXI, call, entry, taxi -> Answer.json(200, taxi))));
    }

    private Future<Answer> drivers(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    UUID after = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, Fleet.MAX_LIMIT);
                    return () -> new Fleet.ListDrivers(after == null ? null : new DriverId(after), limit);
                }),
                list -> asking.ask(
                        DispatchAddresses.DRIVERS,
                        call,
                        list,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    private Future<Answer> taxis(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    UUID after = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, Fleet.MAX_LIMIT);
                    return () -> new Fleet.ListTaxis(after == null ? null : new TaxiId(after), limit);
                }),
                list -> asking.ask(
                        DispatchAddresses.TAXIS,
                        call,
                        list,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    private Future<Answer> positions(HttpCall call) {
        return Asking.with(
                DispatchBodies.fleetPositions(call.body()),
                report -> asking.ask(DispatchAddresses.POSITIONS, call, report, taken -> Answer.json(202, taken)));
    }
}
