package io.tanda.dispatch.fleet;

import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Whether and with which taxi a driver works. */
public final class KeepDuty {
    private final Once<FleetChange> once;
    private final Drivers drivers;
    private final TaxiPositions positions;

    public KeepDuty(Commits<FleetChange> commits, Drivers drivers, TaxiPositions positions) {
        this.once = new Once<>(commits);
        this.drivers = drivers;
        this.positions = positions;
    }

    public Future<Reply<Duty>> set(Request<Duty.Set> request) {
        Duty.Set wish = request.body();
        // As fine as it is stored, so that the answer and what is read later agree to the last digit.
        Instant now = request.at().truncatedTo(ChronoUnit.MICROS);
        return once.answer(
                request,
                Duty.class,
                () -> wish.onDuty() && wish.taxi() == null
                        ? refused(Refusal.INVALID, "name the taxi to go on duty with")
                        : drivers.find(wish.driver())
                                .compose(found -> found.map(driver -> wish.taxi() == null || !wish.onDuty()
                                                ? goOff(driver, now)
                                                : goOn(driver, wish.taxi(), now))
                                        .orElseGet(() -> refused(Refusal.NOT_FOUND, "you are not in the fleet"))));
    }

    private Future<Outcome<FleetChange, Duty>> goOn(Driver driver, TaxiId wanted, Instant now) {
        if (driver.taxi() != null && driver.taxi().id().equals(wanted)) return asItIs(driver, now);
        if (driver.on() != null) return onRide();
        if (driver.standing() == Fleet.Standing.REMOVED) return refused(Refusal.NOT_FOUND, "you are not in the fleet");
        if (driver.standing() == Fleet.Standing.SUSPENDED)
            return refused(Refusal.SUSPENDED, "an operator has suspended you");
        return drivers.taxi(wanted)
                .compose(taxi -> taxi.isEmpty() || taxi.get().standing() == Fleet.Standing.REMOVED
                        ? refused(Refusal.NOT_FOUND, "there is no such taxi")
                        : taxi.get().standing() == Fleet.Standing.SUSPENDED
                                ? refused(Refusal.SUSPENDED, "an operator has suspended this taxi")
                                : changed(driver, taxi.get(), now));
    }

    private Future<Outcome<FleetChange, Duty>> goOff(Driver driver, Instant now) {
        if (driver.taxi() == null) return asItIs(driver, now);
        return driver.on() != null ? onRide() : changed(driver, null, now);
    }

    private Future<Outcome<FleetChange, Duty>> changed(Driver driver, Driver.@Nullable DutyTaxi taxi, Instant now) {
        Duty answer = view(new Driver(driver.id(), driver.version(), now, taxi, null, driver.standing()), now);
        FleetChange change = new FleetChange.DutySet(driver, taxi == null ? null : taxi.id(), now);
        return Future.succeededFuture(Outcome.<FleetChange, Duty>changed(change, answer)
                .whereTaken("driver_taxi", Refusal.TAXI_IN_USE, "another driver is on duty with this taxi")
                .afterwards(() -> positions.freed(driver.id())));
    }

    private Future<Outcome<FleetChange, Duty>> asItIs(Driver driver, Instant now) {
        return Future.succeededFuture(Outcome.unchanged(view(driver, now)));
    }

    private static Future<Outcome<FleetChange, Duty>> onRide() {
        return refused(Refusal.DRIVER_ALREADY_ON_RIDE, "finish the ride you are on first");
    }

    private static Future<Outcome<FleetChange, Duty>> refused(Refusal refusal, String detail) {
        return Future.succeededFuture(Outcome.refused(refusal, detail));
    }

    public Future<Reply<Duty>> of(Request<DispatchQuery.DutyOf> request) {
        return drivers.find(request.body().driver())
                .map(found -> found.map(driver -> Reply.done(view(driver, request.at())))
                        .orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "you are not in the fleet")));
    }

    private Duty view(Driver driver, Instant now) {
        Instant lastSeen =
                positions.of(driver.id(), now).map(TaxiPositions.Seen::at).orElse(null);
        return new Duty(
                driver.id(),
                DutyState.of(driver, lastSeen),
                driver.taxi() == null ? null : driver.taxi().id(),
                driver.taxi() == null ? null : driver.taxi().plate(),
                driver.on() == null ? null : driver.on().ride(),
                driver.since());
    }
}
