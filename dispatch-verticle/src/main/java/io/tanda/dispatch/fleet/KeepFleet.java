package io.tanda.dispatch.fleet;

import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.dispatch.call.application.Answers;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.util.List;

/** The register of drivers and taxis: putting an entry again changes it. */
public final class KeepFleet {
    private static final int NAME_MAX_CHARACTERS = 80;
    private static final int PLATE_MAX_CHARACTERS = 16;

    private final Store store;
    private final Drivers drivers;

    public KeepFleet(Store store, Drivers drivers) {
        this.store = store;
        this.drivers = drivers;
    }

    public Future<Reply<Fleet.Driver>> registerDriver(Request<Fleet.RegisterDriver> request) {
        Fleet.RegisterDriver entry = request.body();
        if (entry.name().isBlank() || entry.name().length() > NAME_MAX_CHARACTERS)
            return invalid("name must have 1 to " + NAME_MAX_CHARACTERS + " characters");
        Fleet.Driver view = new Fleet.Driver(entry.driver(), entry.name());
        return Answers.once(
                request,
                Fleet.Driver.class,
                Attempts.whileStale(() -> drivers.find(entry.driver()).compose(found -> {
                    Unit unit = drivers.register(
                                    Unit.of(request.id(), request.fingerprint()),
                                    entry,
                                    found.isPresent(),
                                    request.at())
                            .reply(Wire.encodeText(view))
                            .build();
                    return Answers.racing(store.commit(unit)).map(done -> Reply.done(view));
                })));
    }

    public Future<Reply<Fleet.Taxi>> registerTaxi(Request<Fleet.RegisterTaxi> request) {
        Fleet.RegisterTaxi entry = request.body();
        if (entry.plate().isBlank() || entry.plate().length() > PLATE_MAX_CHARACTERS)
            return invalid("plate must have 1 to " + PLATE_MAX_CHARACTERS + " characters");
        if (entry.seats() < 1 || entry.seats() > Fleet.MAX_SEATS)
            return invalid("seats must be from 1 to " + Fleet.MAX_SEATS);
        Fleet.Taxi view = new Fleet.Taxi(entry.taxi(), entry.plate(), entry.seats());
        Future<Reply<Fleet.Taxi>> answer =
                Attempts.whileStale(() -> drivers.taxi(entry.taxi()).compose(found -> {
                    Unit unit = drivers.register(Unit.of(request.id(), request.fingerprint()), entry, found.isPresent())
                            .reply(Wire.encodeText(view))
                            .build();
                    return Answers.racing(store.commit(unit)).map(done -> Reply.done(view));
                }));
        return Answers.once(
                request,
                Fleet.Taxi.class,
                answer.recover(failure -> failure instanceof CommitFailed.Duplicate taken
                                && taken.key().equals("taxi_plate")
                        ? Future.succeededFuture(
                                Reply.refused(Refusal.PLATE_IN_USE, "another taxi has the plate " + entry.plate()))
                        : Future.failedFuture(failure)));
    }

    public Future<Reply<Fleet.Drivers>> listDrivers(Request<Fleet.ListDrivers> request) {
        int limit = request.body().limit();
        if (limit < 1 || limit > Fleet.MAX_LIMIT) return invalid("limit must be from 1 to " + Fleet.MAX_LIMIT);
        return drivers.list(request.body().after(), limit + 1).map(rows -> {
            List<Fleet.Driver> page = rows.size() > limit ? rows.subList(0, limit) : rows;
            return Reply.done(new Fleet.Drivers(
                    List.copyOf(page), rows.size() > limit ? page.getLast().id() : null));
        });
    }

    public Future<Reply<Fleet.Taxis>> listTaxis(Request<Fleet.ListTaxis> request) {
        int limit = request.body().limit();
        if (limit < 1 || limit > Fleet.MAX_LIMIT) return invalid("limit must be from 1 to " + Fleet.MAX_LIMIT);
        return drivers.listTaxis(request.body().after(), limit + 1).map(rows -> {
            List<Fleet.Taxi> page = rows.size() > limit ? rows.subList(0, limit) : rows;
            return Reply.done(new Fleet.Taxis(
                    List.copyOf(page), rows.size() > limit ? page.getLast().id() : null));
        });
    }

    private static <R> Future<Reply<R>> invalid(String detail) {
        return Future.succeededFuture(Reply.refused(Refusal.INVALID, detail));
    }
}
