package io.tanda.dispatch.fleet;

import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Fleet.Standing;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Operators suspend drivers and taxis, remove them and take them back. A ride that is under way is driven to its end. */
public final class KeepStanding {
    private final Once<FleetChange> once;
    private final Drivers drivers;
    private final Roster roster;

    public KeepStanding(Commits<FleetChange> commits, Drivers drivers, Roster roster) {
        this.once = new Once<>(commits);
        this.drivers = drivers;
        this.roster = roster;
    }

    public Future<Reply<Fleet.DriverStanding>> driver(Request<Fleet.SetDriverStanding> request) {
        Fleet.SetDriverStanding wish = request.body();
        return once.answer(
                request,
                Fleet.DriverStanding.class,
                () -> drivers.find(wish.driver())
                        .map(found -> found.map(driver -> stands(driver, wish.standing(), at(request)))
                                .orElseGet(() -> Outcome.refused(Refusal.NOT_FOUND, "there is no such driver"))));
    }

    private static Outcome<FleetChange, Fleet.DriverStanding> stands(Driver driver, Standing standing, Instant now) {
        if (standing == Standing.REMOVED && driver.on() != null)
            return Outcome.refused(
                    Refusal.DRIVER_ALREADY_ON_RIDE, "suspend him now, and remove him when his ride is over");
        TaxiId taxi = driver.taxi() == null ? null : driver.taxi().id();
        boolean goesOff = standing != Standing.ACTIVE && driver.on() == null && taxi != null;
        Fleet.DriverStanding answer = new Fleet.DriverStanding(driver.id(), standing);
        return standing == driver.standing() && !goesOff
                ? Outcome.unchanged(answer)
                : Outcome.changed(
                        new FleetChange.DriverStands(
                                driver, standing, goesOff ? null : taxi, goesOff ? now : driver.since()),
                        answer);
    }

    public Future<Reply<Fleet.TaxiStanding>> taxi(Request<Fleet.SetTaxiStanding> request) {
        Fleet.SetTaxiStanding wish = request.body();
        return once.answer(
                request,
                Fleet.TaxiStanding.class,
                () -> drivers.taxi(wish.taxi())
                        .compose(found -> found.isEmpty()
                                ? Future.succeededFuture(Outcome.refused(Refusal.NOT_FOUND, "there is no such taxi"))
                                : roster.driverOf(wish.taxi())
                                        .map(driver -> stands(
                                                wish.taxi(), wish.standing(), driver.orElse(null), at(request)))));
    }

    private static Outcome<FleetChange, Fleet.TaxiStanding> stands(
            TaxiId taxi, Standing standing, @Nullable Driver driver, Instant now) {
        boolean driven = driver != null && driver.on() != null;
        if (standing == Standing.REMOVED && driven)
            return Outcome.refused(Refusal.TAXI_IN_USE, "suspend it now, and remove it when its ride is over");
        Driver off = standing == Standing.ACTIVE || driven ? null : driver;
        return Outcome.changed(
                new FleetChange.TaxiStands(taxi, standing, off, now), new Fleet.TaxiStanding(taxi, standing));
    }

    /** As fine as it is stored. */
    private static Instant at(Request<?> request) {
        return request.at().truncatedTo(ChronoUnit.MICROS);
    }
}
