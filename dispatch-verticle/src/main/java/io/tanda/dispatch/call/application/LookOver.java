package io.tanda.dispatch.call.application;

import io.tanda.areas.ServiceAreas;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.dispatch.call.domain.Assignment;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.dispatch.call.domain.Ride;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All calls and rides under way, for operators. */
public final class LookOver {
    /** Rows read for one page: where most are of other areas the page is short, and the next one goes on. */
    private static final int ROWS_READ = 500;

    private final Desk desk;
    private final ServiceAreas areas;

    public LookOver(Desk desk, ServiceAreas areas) {
        this.desk = desk;
        this.areas = areas;
    }

    public Future<Reply<RidesUnderWay>> underWay(Request<RidesUnderWay.Ask> request) {
        RidesUnderWay.Ask ask = request.body();
        String flaw = flaw(ask);
        if (flaw != null) return Future.succeededFuture(Reply.refused(Refusal.INVALID, flaw));
        String state = ask.status() == null ? null : RidesUnderWay.STATES.get(ask.status());
        List<String> states = state == null ? List.copyOf(RidesUnderWay.STATES.values()) : List.of(state);
        int rows = ask.area() == null ? ask.limit() + 1 : ROWS_READ;
        return desk.underWay(states, ask.after(), rows).map(found -> Reply.done(page(found, ask, rows)));
    }

    private @Nullable String flaw(RidesUnderWay.Ask ask) {
        if (ask.limit() < 1 || ask.limit() > RidesUnderWay.MAX_READ)
            return "limit must be from 1 to " + RidesUnderWay.MAX_READ;
        if (ask.status() != null && !RidesUnderWay.STATES.containsKey(ask.status()))
            return "status must be one of those under way";
        return areas.flaw(ask.area());
    }

    private RidesUnderWay page(List<Found> found, RidesUnderWay.Ask ask, int rows) {
        List<RidesUnderWay.Item> items = new ArrayList<>();
        RideId last = null;
        for (Found each : found) {
            // One more than fits tells that there is another page.
            if (items.size() == ask.limit()) return new RidesUnderWay(items, last);
            last = each.ride().id();
            String area = areas.of(each.ride().order().pickup()).orElse(null);
            if (ask.area() == null || Objects.equals(ask.area(), area)) items.add(item(each, area));
        }
        return new RidesUnderWay(items, found.size() < rows ? null : last);
    }

    private static RidesUnderWay.Item item(Found found, @Nullable String area) {
        Ride ride = found.ride();
        Order order = ride.order();
        Assignment by = ride instanceof Ride.Driven driven ? driven.assignment() : null;
        return new RidesUnderWay.Item(
                ride.id(),
                found.version(),
                status(ride),
                order.rider(),
                by == null ? null : by.driver(),
                by == null ? null : by.taxi(),
                by == null ? null : by.plate(),
                order.pickup(),
                order.dropoff(),
                area,
                order.passengers(),
                since(ride),
                ride instanceof Ride.Open open ? open.searchUntil() : null,
                order.pickupAt(),
                ride instanceof Ride.Active active && active.overdue());
    }

    private static RideStatus status(Ride ride) {
        return ride instanceof Ride.Open
                ? RideStatus.REQUESTED
                : RideView.of(ride, 0).status();
    }

    private static Instant since(Ride ride) {
        return switch (ride) {
            case Ride.Active active -> active.since();
            case Ride.Delivered delivered -> delivered.drive().droppedOffAt();
            default -> ride.order().openedAt();
        };
    }
}
