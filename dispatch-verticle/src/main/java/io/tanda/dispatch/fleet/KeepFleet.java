package io.tanda.dispatch.fleet;

import io.tanda.contract.Characters;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The register of drivers and taxis: putting an entry again changes it. */
public final class KeepFleet {
    private static final int NAME_MAX_CHARACTERS = 80;
    private static final int PLATE_MAX_CHARACTERS = 16;

    private final Once<FleetChange> once;
    private final Drivers drivers;

    public KeepFleet(Commits<FleetChange> commits, Drivers drivers) {
        this.once = new Once<>(commits);
        this.drivers = drivers;
    }

    public Future<Reply<Fleet.Driver>> registerDriver(Request<Fleet.RegisterDriver> request) {
        return once.answer(request, Fleet.Driver.class, () -> attempt(request));
    }

    private Future<Outcome<FleetChange, Fleet.Driver>> attempt(Request<Fleet.RegisterDriver> request) {
        Fleet.RegisterDriver entry = request.body();
        if (entry.name().isBlank() || Characters.in(entry.name()) > NAME_MAX_CHARACTERS)
            return refused("name must have 1 to " + NAME_MAX_CHARACTERS + " characters");
        return drivers.find(entry.driver())
                .map(found -> Outcome.changed(
                        new FleetChange.DriverRegistered(
                                entry, found.isPresent(), request.at().truncatedTo(ChronoUnit.MICROS)),
                        new Fleet.Driver(
                                entry.driver(), entry.name(), entry.phone(), standing(found.map(Driver::standing)))));
    }

    public Future<Reply<Fleet.Taxi>> registerTaxi(Request<Fleet.RegisterTaxi> request) {
        return once.answer(request, Fleet.Taxi.class, () -> attempt(request.body()));
    }

    private Future<Outcome<FleetChange, Fleet.Taxi>> attempt(Fleet.RegisterTaxi entry) {
        if (entry.plate().isBlank() || Characters.in(entry.plate()) > PLATE_MAX_CHARACTERS)
            return refused("plate must have 1 to " + PLATE_MAX_CHARACTERS + " characters");
        if (entry.seats() < 1 || entry.seats() > Fleet.MAX_SEATS)
            return refused("seats must be from 1 to " + Fleet.MAX_SEATS);
        return drivers.taxi(entry.taxi())
                .map(found -> Outcome.<FleetChange, Fleet.Taxi>changed(
                                new FleetChange.TaxiRegistered(entry, found.isPresent()),
                                new Fleet.Taxi(
                                        entry.taxi(),
                                        entry.plate(),
                                        entry.seats(),
                                        standing(found.map(Driver.DutyTaxi::standing))))
                        .whereTaken("taxi_plate", Refusal.PLATE_IN_USE, "another taxi has the plate " + entry.plate()));
    }

    /** A new entry is active; one that is changed stands as it did. */
    private static Fleet.Standing standing(Optional<Fleet.Standing> known) {
        return known.orElse(Fleet.Standing.ACTIVE);
    }

    private static <R> Future<Outcome<FleetChange, R>> refused(String detail) {
        return Future.succeededFuture(Outcome.refused(Refusal.INVALID, detail));
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
