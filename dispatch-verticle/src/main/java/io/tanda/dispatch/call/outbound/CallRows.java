package io.tanda.dispatch.call.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.Deadlines;
import io.tanda.dispatch.call.application.Found;
import io.tanda.dispatch.call.application.StoredOffer;
import io.tanda.dispatch.call.application.Told;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.dispatch.call.domain.Patience;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.store.Unit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What a change is in the tables of calls, offers and feeds, in the journal and among the deadlines. */
public final class CallRows {
    /** Taken by a concurrent writer: what was decided must be decided again on what is there now. */
    public static final Set<String> RACED = Set.of("ride_active_driver", "ride_active_taxi", "offer_once", "PRIMARY");

    private final Consumer<Nudge> nudges;
    private final Consumer<DriverId> freed;

    /** @param nudges told of drivers with news, after the commit @param freed told of drivers whose ride is over or gone, likewise */
    public CallRows(Consumer<Nudge> nudges, Consumer<DriverId> freed) {
        this.nudges = nudges;
        this.freed = freed;
    }

    public void write(Unit.Builder unit, Change change) {
        switch (change) {
            case Change.Opened opened -> open(unit, opened);
            case Change.Offered offered -> offer(unit, offered);
            case Change.Moved moved -> move(unit, moved);
            case Change.Declined declined -> {
                unit.change(
                        CallSql.CLOSE_OFFER,
                        declined.offer().status().wireName(),
                        declined.offer().id());
                MySqlDecisions.write(unit, declined.offer().ride(), declined.decision());
            }
            case Change.Delivered delivered ->
                delivered.offers().forEach(offer -> unit.run(CallSql.DELIVERED, delivered.at(), offer));
            case Change.Noticed noticed -> {
                move(unit, noticed.moved());
                unit.deadline(noticed.moved().before().ride().id().value(), Deadlines.OVERDUE, noticed.lookAgainAt());
            }
            case Change.Watched watched -> {
                same(unit, watched.ride());
                unit.deadline(watched.ride().ride().id().value(), Deadlines.OVERDUE, watched.lookAgainAt());
            }
            case Change.NothingDue none -> {
                if (none.as() != null) same(unit, none.as());
                none.kinds().forEach(kind -> unit.noDeadline(none.ride().value(), kind));
            }
        }
    }

    private static void same(Unit.Builder unit, Found found) {
        unit.change(CallSql.SAME_RIDE, found.ride().id(), found.version());
    }

    private void open(Unit.Builder unit, Change.Opened opened) {
        Found call = opened.first().after();
        if (!(call.ride() instanceof Ride.Open open)) throw new IllegalArgumentException("not open: " + call);
        Order order = open.order();
        unit.insert(
                        CallSql.RIDE,
                        order.id(),
                        call.version(),
                        RideRow.state(open),
                        order.rider(),
                        order.pickup().lat(),
                        order.pickup().lng(),
                        order.dropoff().lat(),
                        order.dropoff().lng(),
                        order.passengers(),
                        order.paymentMethod(),
                        order.paymentMethodId(),
                        order.openedAt(),
                        order.pickupAt(),
                        open.searchUntil(),
                        open.givenBack(),
                        call.sends(),
                        call.round(),
                        call.nextRoundAt())
                .events(
                        DispatchEvent.TOPIC,
                        0,
                        List.of(opened.event()),
                        opened.cause().actor(),
                        opened.cause().trace())
                .deadline(order.id().value(), Deadlines.ROUND, call.nextRoundAt())
                .deadline(order.id().value(), Deadlines.SEARCH, open.searchUntil());
        sent(unit, opened.first());
    }

    private void offer(Unit.Builder unit, Change.Offered offered) {
        Found before = offered.before();
        Found after = offered.after();
        unit.change(
                        CallSql.NEXT_ROUND,
                        after.sends(),
                        after.round(),
                        after.nextRoundAt(),
                        before.ride().id(),
                        before.version(),
                        before.sends())
                .deadline(before.ride().id().value(), Deadlines.ROUND, after.nextRoundAt());
        sent(unit, offered);
    }

    private void sent(Unit.Builder unit, Change.Offered offered) {
        for (StoredOffer offer : offered.sent())
            unit.insert(
                    CallSql.OFFER,
                    offer.id(),
                    offer.ride(),
                    offer.driver(),
                    offer.attempt(),
                    offer.status().wireName(),
                    offer.metersAway(),
                    offer.pickupSeconds(),
                    offer.sentAt(),
                    offer.expiresAt());
        close(unit, offered.closed());
        if (offered.decision() != null)
            MySqlDecisions.write(unit, offered.after().ride().id(), offered.decision());
        tell(unit, offered.told());
    }

    private void move(Unit.Builder unit, Change.Moved moved) {
        Found before = moved.before();
        if (moved.taken() != null)
            unit.change(
                    CallSql.HOLD_DRIVER,
                    moved.taken().by().id(),
                    moved.taken().by().version());
        unit.change(CallSql.CHANGE_RIDE, RideRow.changing(before, moved.after()))
                .events(
                        DispatchEvent.TOPIC,
                        before.version(),
                        moved.events(),
                        moved.cause().actor(),
                        moved.cause().trace());
        close(unit, moved.closed());
        if (moved.taken() != null) take(unit, moved.taken().offer());
        tell(unit, moved.told());
        deadlines(unit, before.ride(), moved.after());
        if (before.ride() instanceof Ride.Driven driven
                && binds(driven)
                && !binds(moved.after().ride()))
            unit.afterwards(() -> freed.accept(driven.assignment().driver()));
    }

    /** Its driver can have no other ride. */
    private static boolean binds(Ride ride) {
        return ride instanceof Ride.Active || ride instanceof Ride.Collecting;
    }

    private static void close(Unit.Builder unit, List<Change.Closed> closed) {
        for (Change.Closed one : closed)
            unit.run(CallSql.CLOSE_OFFER, one.status().wireName(), one.offer());
    }

    private static void take(Unit.Builder unit, StoredOffer taken) {
        unit.run(
                CallSql.TAKE_OFFER,
                taken.id(),
                taken.ride(),
                taken.driver(),
                taken.attempt(),
                taken.metersAway(),
                taken.pickupSeconds(),
                taken.sentAt(),
                taken.expiresAt());
    }

    private void tell(Unit.Builder unit, List<Told> told) {
        if (told.isEmpty()) return;
        for (Told one : told) unit.append(CallSql.FEED, one.driver().value(), one.type(), one.at(), one.body());
        List<UUID> drivers = told.stream().map(one -> one.driver().value()).toList();
        unit.afterwards(() -> nudges.accept(new Nudge(Nudge.DRIVER, drivers)));
    }

    /**
     * Only what differs from before: each is a statement. A ride that goes on keeps its deadline: none of its states has an earlier one,
     * and {@code WatchRides} sets the right one when it is due.
     */
    private static void deadlines(Unit.Builder unit, Ride before, Found after) {
        UUID id = before.id().value();
        if (after.ride() instanceof Ride.Open open) {
            unit.deadline(id, Deadlines.ROUND, after.nextRoundAt());
            if (!(before instanceof Ride.Open)) unit.deadline(id, Deadlines.SEARCH, open.searchUntil());
        } else if (before instanceof Ride.Open) {
            unit.noDeadline(id, Deadlines.ROUND).noDeadline(id, Deadlines.SEARCH);
        }
        if (after.ride() instanceof Ride.Active active) {
            if (!(before instanceof Ride.Active)) unit.deadline(id, Deadlines.OVERDUE, Patience.overdueAt(active));
        } else if (before instanceof Ride.Active) unit.noDeadline(id, Deadlines.OVERDUE);
        if (after.ride() instanceof Ride.Collecting waiting) unit.deadline(id, Deadlines.COLLECT, waiting.until());
        else if (before instanceof Ride.Collecting) unit.noDeadline(id, Deadlines.COLLECT);
    }
}
