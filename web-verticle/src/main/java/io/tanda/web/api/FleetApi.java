package io.tanda.web.api;

import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Call;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.util.UUID;

/** What operators do. */
final class FleetApi {
    private final Asking asking;

    FleetApi(Asking asking) {
        this.asking = asking;
    }

    Future<Answer> registerDriver(Call call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        Bodies.driver(call.body(), new DriverId(id)),
                        entry -> asking.ask(
                                DispatchAddresses.REGISTER_DRIVER, call, entry, driver -> Answer.json(200, driver))));
    }

    Future<Answer> registerTaxi(Call call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        Bodies.taxi(call.body(), new TaxiId(id)),
                        entry -> asking.ask(
                                DispatchAddresses.REGISTER_TAXI, call, entry, taxi -> Answer.json(200, taxi))));
    }

    Future<Answer> drivers(Call call) {
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

    Future<Answer> taxis(Call call) {
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

    Future<Answer> positions(Call call) {
        return Asking.with(
                Bodies.fleetPositions(call.body()),
                report -> asking.ask(DispatchAddresses.POSITIONS, call, report, taken -> Answer.json(202, taken)));
    }
}
