package io.tanda.dispatch;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.bus.Address;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.dispatch.call.application.AcceptCall;
import io.tanda.dispatch.call.application.AlarmClock;
import io.tanda.dispatch.call.application.CallMeters;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.CollectFare;
import io.tanda.dispatch.call.application.Deadlines;
import io.tanda.dispatch.call.application.DeclineOffer;
import io.tanda.dispatch.call.application.Deliveries;
import io.tanda.dispatch.call.application.DriveRide;
import io.tanda.dispatch.call.application.EndSearch;
import io.tanda.dispatch.call.application.FollowBooking;
import io.tanda.dispatch.call.application.Introduce;
import io.tanda.dispatch.call.application.ListenForTaxis;
import io.tanda.dispatch.call.application.LookOver;
import io.tanda.dispatch.call.application.LookUp;
import io.tanda.dispatch.call.application.MakeOffers;
import io.tanda.dispatch.call.application.OfferRounds;
import io.tanda.dispatch.call.application.OperateRides;
import io.tanda.dispatch.call.application.Pickups;
import io.tanda.dispatch.call.application.Rides;
import io.tanda.dispatch.call.application.SettleFare;
import io.tanda.dispatch.call.application.TakeFare;
import io.tanda.dispatch.call.application.TellDecisions;
import io.tanda.dispatch.call.application.Turns;
import io.tanda.dispatch.call.application.WatchRides;
import io.tanda.dispatch.call.application.Ways;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.dispatch.call.inbound.BookingEvents;
import io.tanda.dispatch.call.inbound.PaymentEvents;
import io.tanda.dispatch.call.inbound.RideCommands;
import io.tanda.dispatch.call.outbound.CallRows;
import io.tanda.dispatch.call.outbound.MySqlDecisions;
import io.tanda.dispatch.call.outbound.MySqlDesk;
import io.tanda.dispatch.call.outbound.MySqlEncounters;
import io.tanda.dispatch.call.outbound.MySqlRides;
import io.tanda.dispatch.call.outbound.OldRows;
import io.tanda.dispatch.call.outbound.OpenCalls;
import io.tanda.dispatch.call.outbound.VertxAlarmClock;
import io.tanda.dispatch.fleet.FleetChange;
import io.tanda.dispatch.fleet.FleetRows;
import io.tanda.dispatch.fleet.KeepDuty;
import io.tanda.dispatch.fleet.KeepFleet;
import io.tanda.dispatch.fleet.KeepStanding;
import io.tanda.dispatch.fleet.LookOverFleet;
import io.tanda.dispatch.fleet.MySqlDrivers;
import io.tanda.dispatch.position.H3Positions;
import io.tanda.dispatch.position.Hearing;
import io.tanda.dispatch.position.PositionLog;
import io.tanda.dispatch.position.PositionMeters;
import io.tanda.dispatch.position.ReportPositions;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.flow.Mailboxes;
import io.tanda.platform.store.Store;
import io.tanda.platform.time.DeadlineHandler;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/** The wiring: who is given what, and what comes to whom. */
final class DispatchModule {
    /** As many may wait for one ride; an offer goes to fewer drivers than that. */
    private static final int MAX_WAITING_FOR_RIDE = 256;

    /** Who held a call's last round holds the next one by a timer of his own. In an overload his rounds wait some tenths of a second. */
    private static final Duration LEFT_TO_TIMERS = Duration.ofSeconds(1);

    /** Within a driver's own limit, and what he says stands all the same. */
    private static final Address<PaymentQuery, PaymentView> FARE_STATE = PaymentAddresses.GET.within(250);

    /** A driver waits for it, and his own limit is longer. */
    private static final Address<BookingQuery.RiderOf, RideRider> RIDER_OF = BookingAddresses.RIDER_OF.within(250);

    final Commits<Change> commits;
    final OfferRounds rounds;
    final FollowBooking followBooking;
    final ListenForTaxis listenForTaxis;
    final WatchRides watchRides;
    final CollectFare collectFare;
    final RideCommands rideCommands;
    final DeclineOffer declineOffer;
    final LookUp lookUp;
    final TellDecisions tellDecisions;
    final OperateRides operateRides;
    final LookOver lookOver;
    final LookOverFleet lookOverFleet;
    final KeepStanding keepStanding;
    final Introduce introduce;
    final KeepDuty keepDuty;
    final KeepFleet keepFleet;
    final ReportPositions reportPositions;
    final Housekeeping housekeeping;

    DispatchModule(
            Vertx vertx,
            Kit kit,
            DispatchConfig config,
            Store store,
            H3Positions index,
            Hearing hearing,
            PositionLog log,
            PositionMeters positionMeters,
            Ways ways) {
        reportPositions = new ReportPositions(kit.clock(), index, log, positionMeters);

        MySqlDrivers drivers = new MySqlDrivers(store);
        Commits<FleetChange> fleet = store.commits(FleetRows::write, FleetRows.RACED);
        keepDuty = new KeepDuty(fleet, drivers, index);
        keepFleet = new KeepFleet(fleet, drivers);
        keepStanding = new KeepStanding(fleet, drivers, drivers);
        lookOverFleet = new LookOverFleet(drivers, index, config.areas());

        Rides rides = new MySqlRides(store);
        commits = store.commits(new CallRows(kit.bus()::nudge, index::freed)::write, CallRows.RACED);
        CallMeters meters = new CallMeters(kit.meters());
        CallDecider decider = new CallDecider(config.rules(), config.tariffs(), new StraightLineEta());
        AlarmClock clock = new VertxAlarmClock(vertx, kit.clock());
        Mailboxes<RideId> mailboxes = new Mailboxes<>("ride", MAX_WAITING_FOR_RIDE);
        MakeOffers makeOffers = new MakeOffers(rides, index, config.offers(), ways);
        EndSearch endSearch = new EndSearch(rides, commits, decider, meters);
        rounds = new OfferRounds(rides, commits, makeOffers, endSearch, mailboxes, clock, meters);
        followBooking = new FollowBooking(clock, rides, decider, makeOffers, rounds, meters);
        listenForTaxis = new ListenForTaxis(clock, rides, index, hearing, decider, commits, rounds, meters);
        watchRides = new WatchRides(clock, rides, decider, commits, meters);
        declineOffer = new DeclineOffer(commits, rides, rounds, meters);
        lookUp = new LookUp(rides, index, decider, ways, new Deliveries(commits));
        tellDecisions = new TellDecisions(new MySqlDecisions(store));
        introduce = new Introduce(
                new MySqlEncounters(store), index, ways, question -> kit.bus().ask(RIDER_OF, question));
        Turns turns = new Turns(mailboxes, rides, commits);
        Pickups pickups = new Pickups(index, ways);
        collectFare = new CollectFare(clock, rides, commits, decider);
        SettleFare settleFare = new SettleFare(
                RealTime.of(vertx),
                charge -> kit.bus().ask(PaymentAddresses.CHARGE, charge),
                turns,
                commits,
                collectFare);
        DriveRide driveRide = new DriveRide(turns, decider, index, rounds, settleFare);
        AcceptCall acceptCall = new AcceptCall(turns, rides, drivers, decider, pickups, rounds, meters);
        operateRides = new OperateRides(acceptCall, driveRide);
        lookOver = new LookOver(new MySqlDesk(store), config.areas());
        rideCommands = new RideCommands(
                acceptCall, driveRide, new TakeFare(question -> kit.bus().ask(FARE_STATE, question), driveRide, turns));
        housekeeping = new Housekeeping(vertx, clock, index, new OpenCalls(store, meters), listenForTaxis);
    }

    /** By the kind of deadline. */
    Map<String, DeadlineHandler> deadlines() {
        DeadlineHandler rounds =
                DeadlineHandler.behind(LEFT_TO_TIMERS, (ride, due) -> this.rounds.due(new RideId(ride)));
        return Map.of(
                Deadlines.ROUND,
                rounds,
                Deadlines.SEARCH,
                rounds,
                Deadlines.OVERDUE,
                (ride, due) -> watchRides.due(new RideId(ride)),
                Deadlines.COLLECT,
                (ride, due) -> collectFare.due(new RideId(ride)));
    }

    BoundedContext join(BoundedContext context) {
        deadlines().forEach(context::wakes);
        return context.publishes(DispatchEvent.TOPIC)
                .purges(OldRows.OFFERS, OldRows.FEED)
                .forgetsFencesWhere(OldRows.OVER)
                .runs(housekeeping::start, housekeeping::stop)
                .runs(Future::succeededFuture, rounds::stop)
                .answers(DispatchAddresses.RIDES, rideCommands::handle)
                .answers(DispatchAddresses.DESK, operateRides::handle)
                .answers(DispatchAddresses.UNDER_WAY, lookOver::underWay)
                .answers(DispatchAddresses.FLEET_DUTY, lookOverFleet::duty)
                .answers(DispatchAddresses.DECLINE, declineOffer::handle)
                .answers(DispatchAddresses.RIDE_OF, lookUp::rideOf)
                .answers(DispatchAddresses.DRIVER_OF, introduce::driver)
                .answers(DispatchAddresses.RIDER_OF, introduce::rider)
                .answers(DispatchAddresses.OFFERS_OF, lookUp::offersOf)
                .answers(DispatchAddresses.DECISIONS, tellDecisions::of)
                .answers(DispatchAddresses.CALLS, lookUp::callsNear)
                .answers(DispatchAddresses.ESTIMATE, lookUp::estimate)
                .answers(DispatchAddresses.FEED, lookUp::feed)
                .answers(DispatchAddresses.FEED_END, lookUp::feedEnd)
                .answers(DispatchAddresses.DUTY, keepDuty::set)
                .answers(DispatchAddresses.DUTY_OF, keepDuty::of)
                .answers(DispatchAddresses.REGISTER_DRIVER, keepFleet::registerDriver)
                .answers(DispatchAddresses.REGISTER_TAXI, keepFleet::registerTaxi)
                .answers(DispatchAddresses.DRIVER_STANDING, keepStanding::driver)
                .answers(DispatchAddresses.TAXI_STANDING, keepStanding::taxi)
                .answers(DispatchAddresses.DRIVERS, keepFleet::listDrivers)
                .answers(DispatchAddresses.TAXIS, keepFleet::listTaxis)
                .answers(DispatchAddresses.POSITIONS, reportPositions::handle)
                .follows(BookingEvents.interest(followBooking), commits)
                .follows(PaymentEvents.interest(collectFare), commits);
    }
}
