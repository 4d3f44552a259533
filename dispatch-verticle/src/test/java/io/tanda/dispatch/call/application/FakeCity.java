package io.tanda.dispatch.call.application;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingEvent.RideRequested;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.dispatch.RideDesk;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.dispatch.call.domain.OfferPolicy;
import io.tanda.dispatch.call.domain.Way;
import io.tanda.dispatch.call.inbound.RideCommands;
import io.tanda.dispatch.position.Hearing;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.flow.Mailboxes;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** One dispatch process in memory: its handlers on tables, positions, a payment and a clock that do as they are told. */
final class FakeCity {
    static final Actor OPERATOR = new Actor(Role.OPERATOR, new UUID(0, 7));

    final FakeTables tables;
    final TestClock clock;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Request<ChargeRide>> charged = new ArrayList<>();
    final RideCommands rideCommands;
    final OperateRides operateRides;
    final DeclineOffer declineOffer;
    final OfferRounds rounds;
    final FollowBooking followBooking;
    final ListenForTaxis listenForTaxis;
    final WatchRides watchRides;
    final LookUp lookUp;
    final Hearing hearing = new Hearing();
    final CollectFare collectFare;
    private final Map<DriverId, GeoPoint> places;
    /** Whose phones say no more where they are. */
    private final Map<DriverId, Instant> silentSince = new HashMap<>();

    private Optional<Way> byRoad = Optional.empty();
    private Optional<PaymentView.Status> payment = Optional.empty();

    FakeCity() {
        this(new FakeTables(), new TestClock(), new LinkedHashMap<>());
    }

    private FakeCity(FakeTables tables, TestClock clock, Map<DriverId, GeoPoint> places) {
        this.tables = tables;
        this.clock = clock;
        this.places = places;
        CallMeters callMeters = new CallMeters(meters);
        Ways straight = Ways.straight(Calls.DECIDER.eta());
        Ways ways = (from, to) -> byRoad.map(Future::succeededFuture).orElseGet(() -> straight.between(from, to));
        TaxiPositions positions = new Places();
        Mailboxes<RideId> mailboxes = new Mailboxes<>("ride", 256);
        MakeOffers makeOffers = new MakeOffers(tables, positions, OfferPolicy.DEFAULT, ways);
        EndSearch endSearch = new EndSearch(tables, tables.commits, Calls.DECIDER, callMeters);
        rounds = new OfferRounds(tables, tables.commits, makeOffers, endSearch, mailboxes, clock, callMeters);
        followBooking = new FollowBooking(clock, tables, Calls.DECIDER, makeOffers, rounds, callMeters);
        listenForTaxis = new ListenForTaxis(
                clock, tables, positions, hearing, Calls.DECIDER, tables.commits, rounds, callMeters);
        watchRides = new WatchRides(clock, tables, Calls.DECIDER, tables.commits, callMeters);
        declineOffer = new DeclineOffer(tables.commits, tables, rounds, callMeters);
        lookUp = new LookUp(tables, positions, Calls.DECIDER, ways, new Deliveries(tables.commits));
        Turns turns = new Turns(mailboxes, tables, tables.commits);
        collectFare = new CollectFare(clock, tables, tables.commits, Calls.DECIDER);
        SettleFare settleFare = new SettleFare(new Patient(), this::charge, turns, tables.commits, collectFare);
        DriveRide driveRide = new DriveRide(turns, Calls.DECIDER, positions, rounds, settleFare);
        AcceptCall acceptCall =
                new AcceptCall(turns, tables, tables, Calls.DECIDER, new Pickups(positions, ways), rounds, callMeters);
        operateRides = new OperateRides(acceptCall, driveRide);
        rideCommands = new RideCommands(acceptCall, driveRide, new TakeFare(this::paid, driveRide, turns));
    }

    /** Another process of the same city. */
    FakeCity other() {
        return new FakeCity(tables, clock, places);
    }

    /** A taxi on duty, so many meters to the north of the pick-up. */
    DriverId taxi(double meters) {
        DriverId driver = DriverId.next();
        tables.onDuty(driver);
        places.put(driver, new GeoPoint(Calls.PICKUP.lat() + meters / 111_195, Calls.PICKUP.lng()));
        return driver;
    }

    /** Every way, as a map has it. */
    void everyWayIs(Way way) {
        byRoad = Optional.of(way);
    }

    void fallsSilent(DriverId driver) {
        silentSince.put(driver, clock.instant());
    }

    void isHeardAgain(DriverId driver) {
        silentSince.remove(driver);
    }

    /** A booking asks for a taxi now, for a minute. */
    RideId call() {
        return call(PaymentMethod.CARD);
    }

    RideId call(PaymentMethod method) {
        RideId ride = RideId.next();
        Instant now = clock.instant();
        follow(followBooking.open(
                new RideRequested(
                        ride,
                        Calls.RIDER,
                        new Place(Calls.PICKUP, null),
                        new Place(Calls.DROPOFF, null),
                        Calls.PASSENGERS,
                        method,
                        now.plusSeconds(60),
                        now.plusSeconds(900),
                        now),
                recorded(ride)));
        return ride;
    }

    void cancel(RideId ride) {
        follow(followBooking.withdraw(ride, true, recorded(ride)));
    }

    /** An operator cancels it: what booking tells is his doing. */
    void cancelByOperator(RideId ride) {
        Recorded told = new Recorded(ride.value(), 1, "booking", clock.instant(), OPERATOR, null, "{}");
        follow(followBooking.withdraw(ride, true, told));
    }

    void expire(RideId ride) {
        follow(followBooking.withdraw(ride, false, recorded(ride)));
    }

    private void follow(Future<Effects<Change>> meaning) {
        Effects<Change> effects = await(meaning);
        Change change = effects.change();
        if (change == null) return;
        await(tables.commits.commit(change));
        effects.afterwards().run();
    }

    private Recorded recorded(RideId ride) {
        return new Recorded(ride.value(), 1, "booking", clock.instant(), Actor.SYSTEM, null, "{}");
    }

    /** What payment says from now on; before, nobody answers. */
    void paymentSays(PaymentView.Status status) {
        payment = Optional.of(status);
    }

    private Future<Reply<PaymentView>> charge(Request<ChargeRide> request) {
        charged.add(request);
        ChargeRide charge = request.body();
        return payment(charge.ride(), charge.amount());
    }

    private Future<Reply<PaymentView>> paid(Request<PaymentQuery> request) {
        return payment(request.body().ride(), Money.usd(1_250));
    }

    private Future<Reply<PaymentView>> payment(RideId ride, Money amount) {
        return payment.map(status -> Future.succeededFuture(Reply.done(new PaymentView(
                        ride,
                        Calls.RIDER,
                        Purpose.FARE,
                        amount,
                        status,
                        1,
                        status == PaymentView.Status.DECLINED ? "insufficient_funds" : null,
                        null,
                        null,
                        clock.instant()))))
                .orElseGet(() -> Future.failedFuture("nobody answers"));
    }

    /** Payment's topic says that the card was declined. */
    void declined(RideId ride) {
        follow(collectFare.declined(ride, "insufficient_funds", recorded(ride)));
    }

    /** Payment's topic says that nothing is due any more. */
    void settled(RideId ride) {
        follow(collectFare.settled(ride, recorded(ride)));
    }

    <C> Request<C> request(C body) {
        return request(CommandId.next(), body);
    }

    /** The fingerprint is the body's. */
    <C> Request<C> request(CommandId id, C body) {
        return new Request<>(id, Actor.SYSTEM, clock.instant(), body.toString(), null, body);
    }

    Reply<DriverRide> command(RideCommand command) {
        return command(CommandId.next(), command);
    }

    Reply<DriverRide> command(CommandId id, RideCommand command) {
        return await(rideCommands.handle(request(id, command)));
    }

    Reply<DriverRide> operate(RideDesk act) {
        return operate(CommandId.next(), act);
    }

    Reply<DriverRide> operate(CommandId id, RideDesk act) {
        return await(operateRides.handle(new Request<>(id, OPERATOR, clock.instant(), act.toString(), null, act)));
    }

    Reply<Offer> decline(CommandId id, StoredOffer offer, DriverId driver) {
        return await(declineOffer.handle(request(id, new Offer.Decline(offer.id(), driver))));
    }

    StoredOffer offer(RideId ride, DriverId driver) {
        return tables.offersOf(ride)
                .filter(offer -> offer.driver().equals(driver))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    List<DriverId> asked(RideId ride) {
        return tables.offersOf(ride).map(StoredOffer::driver).toList();
    }

    List<Class<?>> journal(RideId ride) {
        return tables.commits.events().stream()
                .map(event -> (DispatchEvent) event)
                .filter(event -> event.ride().equals(ride))
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    double counted(String meter, String result) {
        return meters.get(meter).tag("result", result).counter().count();
    }

    static <R> R done(Reply<R> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<R>) reply).value();
    }

    static void refused(Reply<?> reply, Refusal refusal) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }

    /** Waits as long as it takes. */
    private static final class Patient implements RealTime {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Future<Void> pause(Duration length) {
            return Future.succeededFuture();
        }

        @Override
        public <T> Future<T> within(Duration limit, Future<T> work) {
            return work;
        }
    }

    private final class Places implements TaxiPositions {
        private final Map<DriverId, Instant> busyUntil = new HashMap<>();

        @Override
        public boolean report(DriverId driver, double lat, double lng, Instant at, Instant now) {
            throw new UnsupportedOperationException("taxis stand where they were put");
        }

        @Override
        public Optional<Seen> of(DriverId driver, Instant now) {
            return Optional.ofNullable(places.get(driver))
                    .map(place -> new Seen(place, silentSince.getOrDefault(driver, now)))
                    .filter(seen -> !seen.at().plus(FRESH).isBefore(now));
        }

        @Override
        public List<Near> nearest(GeoPoint place, int maxMeters, int limit, Instant now) {
            return nearest(place, maxMeters, limit, driver -> true);
        }

        @Override
        public List<Near> nearestNotBusy(GeoPoint place, int maxMeters, int limit, Instant now) {
            return nearest(
                    place, maxMeters, limit, driver -> !now.isBefore(busyUntil.getOrDefault(driver, Instant.MIN)));
        }

        @Override
        public void busy(Collection<DriverId> drivers, Instant until) {
            drivers.forEach(driver -> busyUntil.put(driver, until));
        }

        @Override
        public void freed(DriverId driver) {
            busyUntil.remove(driver);
        }

        private List<Near> nearest(GeoPoint place, int maxMeters, int limit, Predicate<DriverId> counts) {
            return places.entrySet().stream()
                    .filter(taxi -> counts.test(taxi.getKey()))
                    .map(taxi -> new Near(
                            taxi.getKey(), taxi.getValue(), taxi.getValue().metersTo(place)))
                    .filter(near -> near.metersAway() <= maxMeters)
                    .sorted(Comparator.comparingDouble(Near::metersAway))
                    .limit(limit)
                    .toList();
        }
    }
}
