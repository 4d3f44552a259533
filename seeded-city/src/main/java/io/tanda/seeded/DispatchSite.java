package io.tanda.seeded;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.dispatch.call.application.AcceptCall;
import io.tanda.dispatch.call.application.CallMeters;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.CollectFare;
import io.tanda.dispatch.call.application.Deadlines;
import io.tanda.dispatch.call.application.DeclineOffer;
import io.tanda.dispatch.call.application.Deliveries;
import io.tanda.dispatch.call.application.DriveRide;
import io.tanda.dispatch.call.application.EndSearch;
import io.tanda.dispatch.call.application.FakeTables;
import io.tanda.dispatch.call.application.FollowBooking;
import io.tanda.dispatch.call.application.Found;
import io.tanda.dispatch.call.application.LookUp;
import io.tanda.dispatch.call.application.MakeOffers;
import io.tanda.dispatch.call.application.OfferRounds;
import io.tanda.dispatch.call.application.Pickups;
import io.tanda.dispatch.call.application.SettleFare;
import io.tanda.dispatch.call.application.StoredOffer;
import io.tanda.dispatch.call.application.TakeFare;
import io.tanda.dispatch.call.application.Turns;
import io.tanda.dispatch.call.application.WatchRides;
import io.tanda.dispatch.call.application.Ways;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.CallRules;
import io.tanda.dispatch.call.domain.OfferPolicy;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.dispatch.call.inbound.BookingEvents;
import io.tanda.dispatch.call.inbound.PaymentEvents;
import io.tanda.dispatch.call.inbound.RideCommands;
import io.tanda.fares.TariffFiles;
import io.tanda.fares.Tariffs;
import io.tanda.platform.flow.Mailboxes;
import io.tanda.platform.testing.FakeCommits.Journaled;
import io.tanda.platform.time.DeadlineHandler;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Dispatch, wired as its module wires it. */
final class DispatchSite extends Owner<Change> {
    private static final int MAX_WAITING_FOR_RIDE = 256;
    private static final Duration LEFT_TO_TIMERS = Duration.ofSeconds(1);
    private static final Tariffs TARIFFS = TariffFiles.shipped(TariffFiles.NEW_YORK_2012);
    private static final CallDecider DECIDER = new CallDecider(CallRules.DEFAULT, TARIFFS, new StraightLineEta());
    private static final Ways WAYS = Ways.straight(DECIDER.eta());

    private final City city;
    private final FakeTables tables;

    DispatchSite(City city) {
        this(city, new FakeTables());
    }

    private DispatchSite(City city, FakeTables tables) {
        super(city, DispatchEvent.TOPIC, tables.commits);
        this.city = city;
        this.tables = tables;
        if (city.has(Flaw.DEADLINE_DELETED_BY_STALE_WRITER)) tables.careless();
        if (city.has(Flaw.ACCEPT_WITHOUT_VERSION)) tables.hasty();
    }

    @Override
    void wire(Life life, SlowCommits<Change> commits) {
        SlowRides rides = new SlowRides(tables, commits);
        CallMeters meters = new CallMeters(new CompositeMeterRegistry());
        Streets streets = city.streets();
        Mailboxes<RideId> mailboxes = new Mailboxes<>("ride", MAX_WAITING_FOR_RIDE);
        MakeOffers makeOffers = new MakeOffers(rides, streets, OfferPolicy.DEFAULT, WAYS);
        EndSearch endSearch = new EndSearch(rides, commits, DECIDER, meters);
        OfferRounds rounds = new OfferRounds(rides, commits, makeOffers, endSearch, mailboxes, life, meters);
        FollowBooking followBooking = new FollowBooking(life, rides, DECIDER, makeOffers, rounds, meters);
        WatchRides watchRides = new WatchRides(life, rides, DECIDER, commits, meters);
        Turns turns = new Turns(mailboxes, rides, commits);
        CollectFare collectFare = new CollectFare(life, rides, commits, DECIDER);
        SettleFare settleFare = new SettleFare(
                life, charge -> city.bus().ask(life, PaymentAddresses.CHARGE, charge), turns, commits, collectFare);
        DriveRide driveRide = new DriveRide(turns, DECIDER, streets, rounds, settleFare);
        RideCommands commands = new RideCommands(
                new AcceptCall(turns, rides, rides, DECIDER, new Pickups(streets, WAYS), rounds, meters),
                driveRide,
                new TakeFare(question -> city.bus().ask(life, PaymentAddresses.GET, question), driveRide, turns));
        life.follows(BookingEvents.interest(followBooking));
        life.follows(PaymentEvents.interest(collectFare));
        DeadlineHandler round = DeadlineHandler.behind(LEFT_TO_TIMERS, (ride, due) -> rounds.due(new RideId(ride)));
        life.wakes(Deadlines.ROUND, round);
        life.wakes(Deadlines.SEARCH, round);
        life.wakes(Deadlines.OVERDUE, (ride, due) -> watchRides.due(new RideId(ride)));
        life.wakes(Deadlines.COLLECT, (ride, due) -> collectFare.due(new RideId(ride)));
        life.serves(DispatchAddresses.RIDES, commands::handle);
        life.serves(DispatchAddresses.DECLINE, new DeclineOffer(commits, rides, rounds, meters)::handle);
        life.serves(
                DispatchAddresses.RIDE_OF, new LookUp(rides, streets, DECIDER, WAYS, new Deliveries(commits))::rideOf);
        life.serves(DispatchAddresses.JOURNAL, this::journal);
    }

    @Override
    boolean onlyWaits(Change change) {
        return change instanceof Change.NothingDue || change instanceof Change.Watched;
    }

    @Override
    Duration leaves(String kind) {
        return kind.equals(Deadlines.OVERDUE) || kind.equals(Deadlines.COLLECT) ? Duration.ZERO : LEFT_TO_TIMERS;
    }

    private Future<Reply<Journal.Events>> journal(Request<Journal.Read> request) {
        List<Recorded> events = new ArrayList<>();
        for (Journal.After after : request.body().after())
            for (Journaled event : store().journalOf(after.aggregate()))
                if (event.version() > after.version()) events.add(recorded(event));
        return Future.succeededFuture(Reply.done(new Journal.Events(events)));
    }

    void onDuty(DriverId driver) {
        tables.onDuty(driver);
    }

    private static RideId ride(Change change) {
        return switch (change) {
            case Change.Opened opened -> opened.event().ride();
            case Change.Offered offered -> offered.after().ride().id();
            case Change.Moved moved -> moved.after().ride().id();
            case Change.Declined declined -> declined.offer().ride();
            case Change.Noticed noticed -> noticed.moved().after().ride().id();
            case Change.Delivered none -> throw new IllegalStateException("offers are with their drivers at once here");
            case Change.Watched watched -> watched.ride().ride().id();
            case Change.NothingDue none -> none.ride();
        };
    }

    @Override
    UUID about(Change change) {
        return ride(change).value();
    }

    @Override
    List<Journaled> news(Change change) {
        return switch (change) {
            case Change.Opened opened -> List.of(new Journaled(1, opened.event()));
            case Change.Moved moved -> news(moved);
            case Change.Noticed noticed -> news(noticed.moved());
            case Change.Offered none -> List.of();
            case Change.Declined none -> List.of();
            case Change.Delivered none -> List.of();
            case Change.Watched none -> List.of();
            case Change.NothingDue none -> List.of();
        };
    }

    private static List<Journaled> news(Change.Moved moved) {
        List<Journaled> news = new ArrayList<>();
        int version = moved.before().version();
        for (DispatchEvent event : moved.events()) news.add(new Journaled(++version, event));
        return news;
    }

    @Override
    void followed(Change change) {
        RideId id = ride(change);
        tables.rides.find(id).ifPresent(found -> {
            awaited(found.ride());
            says(found);
        });
        switch (change) {
            case Change.Opened opened -> sent(opened.first().sent());
            case Change.Offered offered -> sent(offered.sent());
            case Change.Moved none -> {}
            case Change.Noticed none -> {}
            case Change.Declined none -> {}
            case Change.Delivered none -> {}
            case Change.Watched none -> {}
            case Change.NothingDue none -> {}
        }
    }

    private void says(Found found) {
        DriverId driver =
                found.ride() instanceof Ride.Driven ride ? ride.assignment().driver() : null;
        Money fare = found.ride() instanceof Ride.Delivered ride
                ? ride.drive().fare().total()
                : null;
        // Who was on the way to a rider who does not come along stays in history, and not here.
        if (found.ride() instanceof Ride.Withdrawn) return;
        city.sayings().says(this, found.ride().id().value(), found.version(), new Sayings.Driven(driver, fare));
    }

    private void sent(List<StoredOffer> offers) {
        for (StoredOffer offer : offers) city.drivers().offered(offer);
    }

    private void awaited(Ride ride) {
        switch (ride) {
            case Ride.Open open -> {
                city.promises().awaited(this, open.id(), Deadlines.ROUND);
                city.promises().awaited(this, open.id(), Deadlines.SEARCH);
            }
            case Ride.Active active -> city.promises().awaited(this, active.id(), Deadlines.OVERDUE);
            case Ride.Collecting waiting -> city.promises().awaited(this, waiting.id(), Deadlines.COLLECT);
            case Ride.DroppedOff none -> {}
            case Ride.Closed none -> {}
            case Ride.NoShow none -> {}
            case Ride.Withdrawn none -> {}
            case Ride.Exhausted none -> {}
        }
    }

    List<CallDecision> decisions(RideId ride) {
        return tables.decisions(ride);
    }

    /** What became of each offer of a call. */
    Map<OfferId, Offer.Status> fates(RideId ride) {
        return tables.fates(ride);
    }

    /** In any state. */
    List<Ride> all() {
        return tables.rides.all().stream().map(Found::ride).toList();
    }
}
