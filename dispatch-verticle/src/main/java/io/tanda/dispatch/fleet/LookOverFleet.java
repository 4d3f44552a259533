package io.tanda.dispatch.fleet;

import io.tanda.areas.ServiceAreas;
import io.tanda.contract.DriverId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.FleetDuty;
import io.tanda.dispatch.position.TaxiPositions;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All drivers with their taxis, rides and places, for operators. */
public final class LookOverFleet {
    /** Rows read for one page: where most are in other states and areas the page is short, and the next one goes on. */
    private static final int ROWS_READ = 500;

    private final Roster roster;
    private final TaxiPositions positions;
    private final ServiceAreas areas;

    public LookOverFleet(Roster roster, TaxiPositions positions, ServiceAreas areas) {
        this.roster = roster;
        this.positions = positions;
        this.areas = areas;
    }

    public Future<Reply<FleetDuty>> duty(Request<FleetDuty.Ask> request) {
        FleetDuty.Ask ask = request.body();
        String flaw = ask.limit() < 1 || ask.limit() > FleetDuty.MAX_LIMIT
                ? "limit must be from 1 to " + FleetDuty.MAX_LIMIT
                : areas.flaw(ask.area());
        if (flaw != null) return Future.succeededFuture(Reply.refused(Refusal.INVALID, flaw));
        boolean onDuty = ask.state() != null && ask.state() != Duty.State.NON_OPERATIONAL;
        int rows = ask.area() == null && ask.state() == null ? ask.limit() + 1 : ROWS_READ;
        return roster.duty(onDuty, ask.after(), rows).map(found -> Reply.done(page(found, ask, rows, request.at())));
    }

    private FleetDuty page(List<Roster.Named> found, FleetDuty.Ask ask, int rows, Instant now) {
        List<FleetDuty.Item> items = new ArrayList<>();
        DriverId last = null;
        for (Roster.Named each : found) {
            // One more than fits tells that there is another page.
            if (items.size() == ask.limit()) return new FleetDuty(items, last);
            last = each.driver().id();
            FleetDuty.Item item = item(each, now);
            if (ask.state() != null && ask.state() != item.state()) continue;
            if (ask.area() == null || Objects.equals(ask.area(), item.area())) items.add(item);
        }
        return new FleetDuty(items, found.size() < rows ? null : last);
    }

    private FleetDuty.Item item(Roster.Named named, Instant now) {
        Driver driver = named.driver();
        TaxiPositions.@Nullable Seen seen = positions.of(driver.id(), now).orElse(null);
        return new FleetDuty.Item(
                driver.id(),
                named.name(),
                driver.standing(),
                DutyState.of(driver, seen == null ? null : seen.at()),
                driver.taxi() == null ? null : driver.taxi().id(),
                driver.taxi() == null ? null : driver.taxi().plate(),
                driver.on() == null ? null : driver.on().ride(),
                driver.since(),
                seen == null ? null : seen.where(),
                seen == null ? null : seen.at(),
                seen == null ? null : areas.of(seen.where()).orElse(null));
    }
}
