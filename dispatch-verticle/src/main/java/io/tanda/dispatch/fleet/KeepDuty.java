package io.tanda.dispatch.fleet;

import io.tanda.contract.DriverId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.dispatch.call.application.Answers;
import io.tanda.dispatch.call.application.RideView;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether and with which taxi a driver works, and the ride he is on. */
public final class KeepDuty {
    private final Store store;
    private final Drivers drivers;
    private final TaxiPositions positions;

    public KeepDuty(Store store, Drivers drivers, TaxiPositions positions) {
        this.store = store;
        this.drivers = drivers;
        this.positions = positions;
    }

    public Future<Reply<Duty>> set(Request<Duty.Set> request) {
        Duty.Set wish = request.body();
        if (wish.onDuty() && wish.taxi() == null)
            return Future.succeededFuture(Reply.refused(Refusal.INVALID, "name the taxi to go on duty with"));
        return Answers.once(
                request,
                Duty.class,
                Attempts.whileStale(() -> drivers.find(wish.driver())
                        .compose(found -> found.map(
                                        driver -> wish.onDuty() ? goOn(request, driver) : goOff(request, driver))
                                .orElseGet(() -> Future.succeededFuture(
                                        Reply.refused(Refusal.NOT_FOUND, "you are not in the fleet"))))));
    }

    private Future<Reply<Duty>> goOn(Request<Duty.Set> request, Driver driver) {
        Instant now = request.at();
        if (driver.taxi() != null && driver.taxi().id().equals(request.body().taxi()))
            return Future.succeededFuture(Reply.done(view(driver, now)));
        if (driver.on() != null) return onRide(request);
        return drivers.taxi(java.util.Objects.requireNonNull(request.body().taxi()))
                .compose(taxi -> taxi.isEmpty()
                        ? Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "there is no such taxi"))
                        : commit(request, driver, taxi.get()));
    }

    private Future<Reply<Duty>> goOff(Request<Duty.Set> request, Driver driver) {
        if (driver.taxi() == null) return Future.succeededFuture(Reply.done(view(driver, request.at())));
        return driver.on() != null ? onRide(request) : commit(request, driver, null);
    }

    private Future<Reply<Duty>> onRide(Request<Duty.Set> request) {
        return Answers.refused(
                store, request, Duty.class, Refusal.DRIVER_ALREADY_ON_RIDE, "finish the ride you are on first");
    }

    private Future<Reply<Duty>> commit(Request<Duty.Set> request, Driver driver, Driver.@Nullable DutyTaxi taxi) {
        Instant now = request.at();
        Duty view = view(new Driver(driver.id(), driver.version(), now, taxi, null), now);
        Unit unit = drivers.duty(
                        Unit.of(request.id(), request.fingerprint()), driver, taxi == null ? null : taxi.id(), now)
                .reply(Wire.encodeText(view))
                .build();
        return store.commit(unit)
                .map(done -> Reply.done(view))
                .recover(failure -> failure instanceof CommitFailed.Duplicate taken
                                && taken.key().equals("driver_taxi")
                        ? Future.succeededFuture(
                                Reply.refused(Refusal.TAXI_IN_USE, "another driver is on duty with this taxi"))
                        : Future.failedFuture(failure));
    }

    public Future<Reply<Duty>> of(Request<DispatchQuery.DutyOf> request) {
        return drivers.find(request.body().driver())
                .map(found -> found.map(driver -> Reply.done(view(driver, request.at())))
                        .orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "you are not in the fleet")));
    }

    public Future<Reply<DriverRide>> rideOf(Request<DispatchQuery.RideOf> request) {
        return drivers.find(request.body().driver())
                .map(found -> found.map(Driver::on)
                        .map(on -> Reply.done(RideView.of((Ride.Active) on.ride(), on.version())))
                        .orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "you are on no ride")));
    }

    private Duty view(Driver driver, Instant now) {
        Ride.Active ride = driver.on() != null && driver.on().ride() instanceof Ride.Active active ? active : null;
        return new Duty(
                driver.id(),
                DutyState.of(driver.taxi() != null, ride, lastSeen(driver.id(), now), now),
                driver.taxi() == null ? null : driver.taxi().id(),
                driver.taxi() == null ? null : driver.taxi().plate(),
                ride == null ? null : ride.call().id(),
                driver.since());
    }

    private @Nullable Instant lastSeen(DriverId driver, Instant now) {
        Optional<TaxiPositions.Seen> seen = positions.of(driver, now);
        return seen.isPresent() ? seen.get().at() : null;
    }
}
