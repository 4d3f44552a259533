package io.tanda.dispatch;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.dispatch.call.application.Deadlines;
import io.tanda.dispatch.call.application.DeclineOffer;
import io.tanda.dispatch.call.application.DispatchMeters;
import io.tanda.dispatch.call.application.FollowBooking;
import io.tanda.dispatch.call.application.HandleRideCommand;
import io.tanda.dispatch.call.application.LookUp;
import io.tanda.dispatch.call.application.OfferRounds;
import io.tanda.dispatch.call.application.Rides;
import io.tanda.dispatch.call.application.SettleFare;
import io.tanda.dispatch.call.application.WatchRides;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.NewYorkTariff2012;
import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.dispatch.call.inbound.DispatchRequests;
import io.tanda.dispatch.call.outbound.MySqlRides;
import io.tanda.dispatch.call.outbound.Purge;
import io.tanda.dispatch.fleet.KeepDuty;
import io.tanda.dispatch.fleet.KeepFleet;
import io.tanda.dispatch.fleet.MySqlDrivers;
import io.tanda.dispatch.position.H3Positions;
import io.tanda.dispatch.position.PositionLog;
import io.tanda.dispatch.position.ReportPositions;
import io.tanda.platform.Kit;
import io.tanda.platform.events.OrderedConsumer;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.store.Store;
import io.tanda.platform.time.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** The wiring: who is given what. */
final class DispatchModule {
    final OfferRounds rounds;
    final FollowBooking followBooking;
    final WatchRides watchRides;
    final HandleRideCommand handleRideCommand;
    final DeclineOffer declineOffer;
    final KeepDuty keepDuty;
    final KeepFleet keepFleet;
    final ReportPositions reportPositions;
    final LookUp lookUp;
    final Purge purge;

    DispatchModule(
            Vertx vertx,
            Kit kit,
            DispatchConfig config,
            Store store,
            H3Positions positions,
            PositionLog log,
            DispatchMeters meters) {
        Rides rides = new MySqlRides(store, kit.bus()::nudge);
        MySqlDrivers drivers = new MySqlDrivers(store);
        CallDecider decider = new CallDecider(config.rules(), new NewYorkTariff2012(), new StraightLineEta());
        rounds = new OfferRounds(vertx, kit.clock(), store, rides, positions, decider, config.offers(), meters);
        followBooking = new FollowBooking(kit.clock(), rides, decider, rounds, meters);
        watchRides = new WatchRides(kit.clock(), store, rides, meters);
        handleRideCommand = new HandleRideCommand(
                store, rides, drivers, positions, decider, rounds, new SettleFare(kit.bus(), rides), meters);
        declineOffer = new DeclineOffer(store, rides, rounds, meters);
        keepDuty = new KeepDuty(store, drivers, positions);
        keepFleet = new KeepFleet(store, drivers);
        reportPositions = new ReportPositions(kit.clock(), positions, log, meters);
        lookUp = new LookUp(rides, positions, decider);
        purge = new Purge(kit.clock(), store, meters);
    }

    Future<Void> serve(DispatchRequests requests) {
        return requests.serve(handleRideCommand, declineOffer, keepDuty, keepFleet, reportPositions, lookUp);
    }

    OrderedConsumer<BookingEvent> bookings(Vertx vertx, Kit kit, DispatchConfig config, Store store) {
        return new OrderedConsumer<>(vertx, kit, config.kafka(), store, "dispatch", BookingEvent.TOPIC, followBooking);
    }

    Sweeper sweeper(Vertx vertx, Kit kit, Store store) {
        return new Sweeper(
                vertx,
                kit,
                store,
                Map.of(
                        Deadlines.ROUND, (ride, due) -> rounds.due(new RideId(ride)),
                        Deadlines.SEARCH, (ride, due) -> rounds.due(new RideId(ride)),
                        Deadlines.OVERDUE, (ride, due) -> watchRides.due(new RideId(ride))));
    }

    static OutboxRelay relay(Vertx vertx, Kit kit, DispatchConfig config, Store store) {
        return new OutboxRelay(vertx, kit, config.kafka(), store, DispatchEvent.TOPIC);
    }
}
